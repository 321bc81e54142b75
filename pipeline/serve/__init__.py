"""Serve: a page on which a newsroom looks at the ledger, without SQL; reads it as ``query`` does.

- ``settings``: whom it answers, and what each may use
- ``app``: routes and what stands before them (``security``, ``sessions``, ``rates``)
- ``views``: what is asked for each page, with the queries of ``pipeline/ledger/queries``
- ``figures``, ``labels``, ``pages``: how figures are written, in which language, on which template
- ``chart``: the curve of each source as SVG; ``archived``: a page as it was fetched, with nothing in it that acts
- ``api``: the same questions as JSON, with their OpenAPI description
"""
