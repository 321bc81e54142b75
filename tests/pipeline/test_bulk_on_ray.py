"""Files read on a Ray cluster of two nodes, one of which is lost while they are; left out where Ray isn't installed."""

import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from newstally.pipeline.bulk.run import Options, run_bulk
from newstally.pipeline.bulk.workers import RayWorkers
from newstally.pipeline.intake.intake import Intake
from tests.ledger.conftest import contents
from tests.ledger.fetched_pages import flood, write_warc
from tests.pipeline.test_bulk import place

pytest.importorskip("ray")


@pytest.mark.slow
def test_a_lost_node_costs_nothing_and_doubles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ray.cluster_utils import Cluster

    monkeypatch.setenv("RAY_worker_niceness", "0")  # not 15: other tests would leave them nothing
    files = []
    for number in range(6):
        pages = [flood(20 * number + at, 300 + 7 * number + at) for at in range(12)]
        files.append(write_warc(tmp_path / "warcs" / f"{number}.warc.gz", pages))
    (tmp_path / "alone").mkdir()
    (tmp_path / "cluster").mkdir()
    alone, ours = place(tmp_path / "alone"), place(tmp_path / "cluster")
    Intake(alone).run_once(files=files)
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    try:
        lost = cluster.add_node(num_cpus=1)
        results = tmp_path / "cluster" / "bulk"

        def lose() -> None:
            until = time.monotonic() + 120
            while time.monotonic() < until and not any(results.glob(".*.unfinished")):
                time.sleep(0.02)
            cluster.remove_node(lost, allow_graceful=False)

        thread = threading.Thread(target=lose)
        thread.start()
        with closing(RayWorkers(cluster.address)) as workers:
            report = run_bulk(
                ours, [str(path) for path in files], workers, Options(results=results, shards=2)
            )
        thread.join()
    finally:
        cluster.shutdown()
    assert (report.done, report.failed) == (6, {})
    assert contents(ours.ledger) == contents(alone.ledger)
