"""Intake: takes the archive's new records into the ledger.

    from newstally.pipeline.intake.intake import Intake, take_in

    report = take_in(configuration)          # once
    intake = Intake(configuration)           # again and again, keeping its models loaded
    report = intake.run_once(on_progress=…)

The archive is the log: the ledger's marks tell how far each WARC file has been read, and each batch goes into
the ledger in one transaction together with its marks. So an interrupted intake loses nothing and doubles nothing.
"""
