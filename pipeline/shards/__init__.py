"""Shards: derives what follows from all rows together, cut into parts that different processes or machines derive.

    make_ledger(sources, fresh, Exchange(folder, 16), run_all)

What an article's copies, story, sources and claims are depends on other articles, but each question only on few of
them, and on which ones is told by a key. So the work goes through steps; in each a shard has all rows of its keys,
decides alone, and hands on rows by the next step's key, as Parquet files:

    rows        address     which versions an article has, when it was seen first
    meeting     band        which texts may be copies of each other
    texts       signature   (hands the texts to those who compare them)
    copying     pair        which texts are copies
    grouping    component   copy groups, of all texts that hang together by copies
    linking     term        which articles may tell of one event
    neighbours  article     (what each is linked with)
    holding     pair        which of these links hold a story together
    deliver     address     (hands the articles and figures of a story to one shard)
    claims      story       sources, claims, questions, comparisons

Two things are told by no key: what hangs together by copies, and by links that hold. This is found between the
steps from pairs of names alone (``components``). The steps run the same code and SQL as a ledger that takes in one
batch after the other (``newstally.pipeline.ledger.derive``), and leave the same rows.
"""
