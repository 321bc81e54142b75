"""Errors of the ledger that a person can mend."""


class LedgerError(Exception):
    """The ledger can't be used as asked; the message says what is wrong, where, and what to do."""


class OlderLedgerError(LedgerError):
    """The ledger is of an older version and was wanted as it is."""


class LakeError(LedgerError):
    """A lake's catalog or files could not be used just now, or another machine came first; later they may be."""
