"""API: the questions of the page as JSON below ``/api/``.

``endpoints`` says what can be asked and how; both the answers (``answering``) and their description in OpenAPI
(``description``) are made from it, so that they can't differ.
"""
