"""Watches: tell a team of the figures, revisions and contradictions that they follow.

``settings`` is what the configuration says, ``noticing`` finds what is to be told within a batch's own transaction,
``outbox`` keeps what is told to whom and when, ``channels`` and ``feed`` tell it, ``courier`` puts them together.
"""
