"""Models: which spaCy model reads a language, and how one that isn't installed comes to be."""

import importlib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import Protocol

import simplemma
import spacy
from spacy.language import Language
from thinc.api import use_ops

from newstally.extract.grammar.by_rules import RuleParser, WordClasses
from newstally.extract.words import Fault, LanguageDataError, language_data, languages, place_of, remembered

BY_RULES = "by_rules"
"""What stands in the list of a language's models for the rules of ``grammar/by_rules.py``, which need none."""


class Package(Protocol):
    """What a model is loaded from."""

    __name__: str
    __version__: str

    def load(self, *, exclude: list[str]) -> Language:
        """Return the model without some of its components."""
        ...


class Rules:
    """Stands for the package of a model where the grammar of a language is read by rules alone."""

    def __init__(self, language: str) -> None:
        self.__name__ = BY_RULES
        self.__version__ = language
        self.language = language

    def load(self, *, exclude: list[str]) -> Language:
        """Return a blank model of spaCy with the rules in the place of tagger, parser and lemmatizer."""
        model = spacy.blank(self.language)
        model.add_pipe("newstally_grammar_by_rules")
        return model


@Language.factory("newstally_grammar_by_rules")
def create_rule_parser(nlp: Language, name: str) -> RuleParser:
    """Make the component for the pipeline's language."""
    language = str(nlp.lang)
    data = language_data(language, "grammar")
    return RuleParser(WordClasses.from_data(data, lambda word: str(simplemma.lemmatize(word, lang=language))))


class ModelMissingError(OSError):
    """No model of a language is installed."""


def load_model(language: str) -> Language:
    """Load the language's spaCy model without the components that the reader doesn't use.

    The networks multiply by NumPy's BLAS, which takes three quarters of the time of thinc's own on matrices of the
    size of a sentence.

    Raises ModelMissingError naming the packages looked for and how to install one if none is installed,
    LanguageDataError if the one that is installed is another language's.
    """
    package = model_package(language)
    with use_ops("numpy", use_blis=False), _of_any_version():
        model: Language = package.load(exclude=["ner", "senter"])
    if model.lang != language:
        file, line = place_of(language, "sentences", ("models",))
        what = f"the model {package.__name__} is for the language {model.lang!r}, not for {language!r}"
        raise LanguageDataError([Fault(file, line, "models", what)])
    return model


def model_package(language: str) -> "Package | ModuleType":
    """Return the installed package of the language's spaCy model, the preferred one if there are several.

    Raises ModelMissingError naming the packages looked for and how to install one if none is installed.
    """
    packages = language_data(language, "sentences")["models"]
    for package in packages:
        if package == BY_RULES:
            return Rules(language)
        with suppress(ImportError), _of_any_version():
            return importlib.import_module(package)
    install = "; ".join(language_data(language, "sentences").get("install", ()))
    how = f": {install}" if install else f": one of {', '.join(packages)}"
    raise ModelMissingError(f"no spaCy model for {language!r} is installed; install it{how}")


@contextmanager
def _of_any_version() -> Iterator[None]:
    """Let a model that was made for another version of spaCy load without a warning."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        yield


@remembered
def missing_model(language: str) -> str | None:
    """Return what is missing, and how to install it, where no model of a language is installed, else None."""
    try:
        model_package(language)
    except ModelMissingError as error:
        return str(error)
    return None


def readable_languages() -> list[str]:
    """Return the codes of the languages that are read here: those that have words and an installed model."""
    return [language for language in languages() if missing_model(language) is None]


def model_versions() -> str:
    """Return the models by which languages are read here, with their versions: "en_core_web_sm 3.8.0, ..."."""
    packages = [model_package(language) for language in readable_languages()]
    return ", ".join(f"{package.__name__} {getattr(package, '__version__', '')}" for package in packages)
