"""Doctor, deeply: reads every block of ledger, archive and crawler's state, and compares what they say of each other.

The ledger's own invariants are checked by ``newstally.pipeline.ledger.doctor``.
"""

from newstally.pipeline.doctor.examination import examine_deeply

__all__ = ["examine_deeply"]
