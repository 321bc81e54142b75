"""Words: what is known of each language, as data: one folder of TOML files per language, checked, read once and shared.

Code asks ``language_data("en", "comparators")`` and finds the words; it never contains them. A user's own folder lies
over this one (``use_folder``). What is wrong with the data is told with file, line and key (``LanguageDataError``).
"""

from newstally.extract.words.checks import all_faults, all_keys_known, check_language, use_folder
from newstally.extract.words.data import language_data, replace_language_data
from newstally.extract.words.faults import Fault, LanguageDataError
from newstally.extract.words.folders import (
    BUILT_IN,
    data_folders,
    files_of,
    forget,
    is_code,
    languages,
    languages_with,
    names_of,
    own_folder,
    remembered,
)
from newstally.extract.words.layers import place_of
from newstally.extract.words.places import place_of_entry

__all__ = [
    "BUILT_IN",
    "Fault",
    "LanguageDataError",
    "all_faults",
    "all_keys_known",
    "check_language",
    "data_folders",
    "files_of",
    "forget",
    "is_code",
    "language_data",
    "languages",
    "languages_with",
    "names_of",
    "own_folder",
    "place_of",
    "place_of_entry",
    "remembered",
    "replace_language_data",
    "use_folder",
]
