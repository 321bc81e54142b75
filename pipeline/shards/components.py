"""Components: what hangs together by pairs, of which no key tells. Only pairs of names go in, and numbers of them."""

import duckdb
import pyarrow as pa


def label(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave ``labels`` (node, component): a number for what hangs together by the table ``pairs`` (one, other)."""
    # Imported here: SciPy takes a second, and who only reads the ledger doesn't need it.
    import numpy as np
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    connection.execute(
        """CREATE OR REPLACE TABLE nodes AS SELECT node, row_number() OVER () - 1 AS number
        FROM (SELECT one AS node FROM pairs UNION SELECT other FROM pairs)"""
    )
    row = connection.execute("SELECT count(*) FROM nodes").fetchone()
    count = row[0] if row else 0
    found = connection.execute(
        """SELECT x.number AS one, y.number AS other FROM pairs
        JOIN nodes x ON x.node = one JOIN nodes y ON y.node = other"""
    ).fetchnumpy()
    ones = np.ones(len(found["one"]), dtype=np.int8)
    graph = coo_matrix((ones, (found["one"], found["other"])), shape=(count, count))
    _, components = connected_components(graph, directed=False)
    connection.register("numbered", pa.table({"number": np.arange(count), "component": components}))
    connection.execute(
        "CREATE OR REPLACE TABLE labels AS SELECT node, component FROM nodes JOIN numbered USING (number)"
    )
    connection.unregister("numbered")
