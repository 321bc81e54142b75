"""Schema: what each file of a language may hold, as pydantic models, one module for a kind of files.

A plain list of words needs no line here: any table that is made of ``Lists`` takes lists of words (and tables of
such) under keys of any name; whether a name is known shows in that code asks for it (see ``tables``). Everything else,
records and values, is described here, and nothing but what is described is allowed there.
"""

from newstally.extract.words.schema.check import SCHEMA, faults_of, free_keys, tables_in

__all__ = ["SCHEMA", "faults_of", "free_keys", "tables_in"]
