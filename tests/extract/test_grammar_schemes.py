"""The same sentences in two annotation schemes get the same answers; Spanish ones get them too."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from newstally.extract.grammar import Parse, Text, Word, parse_of
from newstally.extract.grammar.clear import clear
from newstally.extract.grammar.forms import Form, PartOfSpeech
from newstally.extract.grammar.relations import Relation
from newstally.extract.grammar.schemes import scheme_of
from newstally.extract.grammar.universal import universal
from newstally.extract.reader import Reader
from newstally.extract.tokens import tokenize

# One word a line: text, universal part of speech, features, head:label in Universal Dependencies, then what the
# English model says: head:label and tag. Heads count from 1, a root's is 0.
ENGLISH = {
    "preposition and object": """
        The DET _ 2:det 2:det DT
        ministry NOUN Number=Sing 5:nsubj 5:nsubj NN
        of ADP _ 4:case 2:prep IN
        health NOUN Number=Sing 2:nmod 3:pobj NN
        reported VERB Tense=Past|VerbForm=Fin 0:root 0:ROOT VBD
        12 NUM NumType=Card 7:nummod 7:nummod CD
        deaths NOUN Number=Plur 5:obj 5:dobj NNS
        in ADP _ 9:case 5:prep IN
        May PROPN Number=Sing 5:obl 8:pobj NNP
        . PUNCT _ 5:punct 5:punct .
        """,
    "passive with its agent": """
        Twelve NUM NumType=Card 2:nummod 2:nummod CD
        people NOUN Number=Plur 4:nsubj:pass 4:nsubjpass NNS
        were AUX Tense=Past|VerbForm=Fin 4:aux:pass 4:auxpass VBD
        killed VERB Tense=Past|VerbForm=Part 0:root 0:ROOT VBN
        by ADP _ 7:case 4:agent IN
        the DET _ 7:det 7:det DT
        storm NOUN Number=Sing 4:obl:agent 5:pobj NN
        . PUNCT _ 4:punct 4:punct .
        """,
    "name, clause and copula": """
        Ana PROPN Number=Sing 3:nsubj 2:compound NNP
        Ruiz PROPN Number=Sing 1:flat 3:nsubj NNP
        said VERB Tense=Past|VerbForm=Fin 0:root 0:ROOT VBD
        that SCONJ _ 9:mark 7:mark IN
        the DET _ 6:det 6:det DT
        toll NOUN Number=Sing 9:nsubj 7:nsubj NN
        was AUX Tense=Past|VerbForm=Fin 9:cop 3:ccomp VBD
        not PART Polarity=Neg 9:advmod 7:neg RB
        high ADJ Degree=Pos 3:ccomp 7:acomp JJ
        . PUNCT _ 3:punct 3:punct .
        """,
    "existence": """
        There PRON PronType=Dem 2:expl 2:expl EX
        were VERB Tense=Past|VerbForm=Fin 0:root 0:ROOT VBD
        40 NUM NumType=Card 4:nummod 4:nummod CD
        boats NOUN Number=Plur 2:nsubj 2:attr NNS
        in ADP _ 7:case 2:prep IN
        the DET _ 7:det 7:det DT
        port NOUN Number=Sing 2:obl 5:pobj NN
        """,
    "possessor": """
        The DET _ 2:det 2:det DT
        firm NOUN Number=Sing 4:nmod:poss 4:poss NN
        's PART _ 2:case 2:case POS
        sales NOUN Number=Plur 7:nsubj 7:nsubj NNS
        did AUX Tense=Past|VerbForm=Fin 7:aux 7:aux VBD
        not PART Polarity=Neg 7:advmod 7:neg RB
        rise VERB VerbForm=Inf 0:root 0:ROOT VB
        """,
    "conjuncts": """
        Lee PROPN Number=Sing 6:nsubj 6:nsubj NNP
        , PUNCT _ 3:punct 1:punct ,
        Ruiz PROPN Number=Sing 1:conj 1:conj NNP
        and CCONJ _ 5:cc 3:cc CC
        Imo PROPN Number=Sing 1:conj 3:conj NNP
        left VERB Tense=Past|VerbForm=Fin 0:root 0:ROOT VBD
        """,
    "relative clause, and a copula before a preposition": """
        The DET _ 2:det 2:det DT
        plant NOUN Number=Sing 11:nsubj 9:nsubj NN
        , PUNCT _ 2:punct 2:punct ,
        which DET PronType=Rel 5:nsubj 5:nsubj WDT
        employs VERB Number=Sing|Person=3|Tense=Pres|VerbForm=Fin 2:acl:relcl 2:relcl VBZ
        300 NUM NumType=Card 7:nummod 7:nummod CD
        people NOUN Number=Plur 5:obj 5:dobj NNS
        , PUNCT _ 2:punct 2:punct ,
        is AUX Number=Sing|Person=3|Tense=Pres|VerbForm=Fin 11:cop 0:ROOT VBZ
        in ADP _ 11:case 9:prep IN
        Selva PROPN Number=Sing 0:root 10:pobj NNP
        """,
    "infinitive": """
        They PRON PronType=Prs 2:nsubj 2:nsubj PRP
        want VERB Tense=Pres|VerbForm=Fin 0:root 0:ROOT VBP
        to PART _ 4:mark 4:aux TO
        build VERB VerbForm=Inf 2:xcomp 2:xcomp VB
        40 NUM NumType=Card 6:nummod 6:nummod CD
        schools NOUN Number=Plur 4:obj 4:dobj NNS
        """,
    "clause after a preposition": """
        Prices NOUN Number=Plur 2:nsubj 2:nsubj NNS
        fell VERB Tense=Past|VerbForm=Fin 0:root 0:ROOT VBD
        2 NUM NumType=Card 4:nummod 4:nummod CD
        percent NOUN Number=Sing 2:obl:unmarked 2:npadvmod NN
        after SCONJ _ 6:mark 2:prep IN
        rising VERB VerbForm=Ger 2:advcl 5:pcomp VBG
        in ADP _ 8:case 6:prep IN
        March PROPN Number=Sing 6:obl 7:pobj NNP
        """,
    "joined verbs": """
        He PRON PronType=Prs 2:nsubj 2:nsubj PRP
        became VERB Tense=Past|VerbForm=Fin 0:root 0:ROOT VBD
        ill ADJ Degree=Pos 2:xcomp 2:acomp JJ
        and CCONJ _ 5:cc 2:cc CC
        died VERB Tense=Past|VerbForm=Fin 2:conj 2:conj VBD
        in ADP _ 7:case 5:prep IN
        May PROPN Number=Sing 5:obl 6:pobj NNP
        and CCONJ _ 10:cc 6:cc CC
        in ADP _ 10:case 6:conj IN
        June PROPN Number=Sing 7:conj 9:pobj NNP
        """,
}

SPANISH_REPORT = """
    La DET Definite=Def|PronType=Art 2:det
    ministra NOUN Number=Sing 5:nsubj
    Ana PROPN _ 2:flat
    Ruiz PROPN _ 2:flat
    dijo VERB Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin 0:root
    que SCONJ _ 8:mark
    no ADV Polarity=Neg 8:advmod
    murieron VERB Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin 5:ccomp
    12 NUM NumType=Card 10:nummod
    mineros NOUN Number=Plur 8:nsubj
    en ADP _ 13:case
    la DET Definite=Def|PronType=Art 13:det
    mina NOUN Number=Sing 8:obl
    """
SPANISH_PASSIVE = """
    Las DET Definite=Def|PronType=Art 2:det
    40 NUM NumType=Card 4:nsubj:pass
    fueron AUX Mood=Ind|Tense=Past|VerbForm=Fin 4:aux:pass
    construidas VERB Tense=Past|VerbForm=Part 0:root
    por ADP _ 7:case
    su DET Poss=Yes|PronType=Prs 7:det
    empresa NOUN Number=Sing 4:obl:agent
    """
SPANISH_REFLEXIVE = """
    Se PRON PronType=Prs 2:expl:pass
    construyeron VERB Mood=Ind|Tense=Past|VerbForm=Fin 0:root
    40 NUM NumType=Card 4:nummod
    casas NOUN Number=Plur 2:nsubj
    para ADP _ 6:mark
    alojar VERB VerbForm=Inf 2:advcl
    a ADP _ 8:case
    familias NOUN Number=Plur 6:obj
    """

SPANISH_PERFECT = """
    La DET Definite=Def|PronType=Art 2:det
    ministra NOUN Number=Sing 5:nsubj
    ya ADV _ 5:advmod
    ha AUX Mood=Ind|Tense=Pres|VerbForm=Fin 5:aux
    dicho VERB Tense=Past|VerbForm=Part 0:root
    que SCONJ _ 9:mark
    habían AUX Mood=Ind|Tense=Imp|VerbForm=Fin 9:aux
    casi ADV _ 9:advmod
    terminado VERB Tense=Past|VerbForm=Part 5:ccomp
    """

SPANISH_ADJECTIVES = """
    Hubo VERB Mood=Ind|Tense=Past|VerbForm=Fin 0:root
    heridos ADJ Number=Plur 1:obj
    graves ADJ Number=Plur 2:amod
    , PUNCT _ 6:punct
    11 NUM NumType=Card 6:nummod
    fallecidos ADJ Number=Plur 2:amod
    y CCONJ _ 9:cc
    2.340 NUM NumType=Card 9:nummod
    damnificados ADJ Number=Plur 6:conj
    """


def universal_doc(table: str) -> Doc:
    rows = [line.split() for line in table.strip().splitlines()]
    places = [row[3].split(":", 1) for row in rows]
    return Doc(
        Vocab(),
        words=[row[0] for row in rows],
        pos=[row[1] for row in rows],
        morphs=["" if row[2] == "_" else row[2] for row in rows],
        heads=[int(head) - 1 if int(head) else i for i, (head, _) in enumerate(places)],
        deps=[label for _, label in places],
    )


def clear_doc(table: str) -> Doc:
    rows = [line.split() for line in table.strip().splitlines()]
    places = [row[4].split(":", 1) for row in rows]
    return Doc(
        Vocab(),
        words=[row[0] for row in rows],
        pos=[row[1] for row in rows],
        tags=[row[5] for row in rows],
        heads=[int(head) - 1 if int(head) else i for i, (head, _) in enumerate(places)],
        deps=[label for _, label in places],
    )


def parse(doc: Doc, scheme: Callable) -> Parse:
    return Parse(Text(doc, [(0, len(doc))]), {0: scheme(doc)})


def word(found: Parse, text: str) -> Word:
    return next(word for word in found if word.text == text)


@pytest.mark.parametrize("table", ENGLISH.values(), ids=ENGLISH)
def test_an_english_sentence_gets_the_same_answers_in_both_schemes(table: str) -> None:
    of_universal = parse(universal_doc(table), universal)
    of_clear = parse(clear_doc(table), clear)

    def said(words: Parse) -> list[tuple]:
        return [(w.text, w.relation, w.head.text, w.pos, w.form, w.first, w.last) for w in words]

    assert said(of_universal) == said(of_clear)


def test_a_spanish_report_tells_who_says_what_and_that_it_is_denied() -> None:
    found = parse(universal_doc(SPANISH_REPORT), universal)

    said, died = word(found, "dijo"), word(found, "murieron")

    assert said.subject is word(found, "ministra")
    assert word(found, "Ruiz").relation is Relation.APPOSITION
    assert died.relation is Relation.CLAUSAL_COMPLEMENT and died.head is said
    assert died.subject is word(found, "mineros") and died.subject.is_plural
    assert died.is_negated and not said.is_negated
    assert died.is_finite and died.form is Form.PAST
    assert word(found, "en").governed is word(found, "mina")


def test_a_spanish_passive_tells_who_acted() -> None:
    found = parse(universal_doc(SPANISH_PASSIVE), universal)

    built = word(found, "construidas")

    assert built.is_passive
    assert built.agent is word(found, "empresa")
    assert word(found, "empresa").possessor is word(found, "su")


def test_a_spanish_reflexive_passive_has_a_passive_subject_and_a_marked_object_stays_an_object() -> None:
    found = parse(universal_doc(SPANISH_REFLEXIVE), universal)

    built = word(found, "construyeron")

    assert built.is_passive
    assert built.subject is word(found, "casas")
    assert word(found, "para").governed is word(found, "alojar")
    assert word(found, "alojar").object is word(found, "familias")
    assert word(found, "alojar").form is Form.INFINITIVE
    heading = parse(
        universal_doc("Alojar VERB VerbForm=Inf 0:root\nfamilias NOUN Number=Plur 1:obj"), universal
    )
    assert heading[0].form is Form.BASE, "of no clause of its own"


def test_a_spanish_perfect_begins_with_the_auxiliary_right_before_it() -> None:
    found = parse(universal_doc(SPANISH_PERFECT), universal)

    said, ended = word(found, "dicho"), word(found, "terminado")

    assert said.beginning == word(found, "ha").i and said.finite_form is word(found, "ha").form
    assert ended.beginning == ended.i and ended.finite_form is Form.PAST_PARTICIPLE
    assert said.heads_finite_clause and ended.heads_finite_clause


def test_an_adjective_in_a_noun_s_place_is_a_noun() -> None:
    found = parse(universal_doc(SPANISH_ADJECTIVES), universal)

    assert [w.text for w in found if w.is_noun] == ["heridos", "fallecidos", "damnificados"]
    assert word(found, "graves").pos is PartOfSpeech.ADJECTIVE


RELATIVE_CLAUSE = """
    boats NOUN Number=Plur 0:root
    that PRON PronType=Rel 4:nsubj
    quickly ADV _ 4:advmod
    sank VERB Tense=Past|VerbForm=Fin 1:acl:relcl
    """
CLAUSE_BEFORE = """
    that PRON PronType=Rel 2:nsubj
    sank VERB Tense=Past|VerbForm=Fin 3:acl:relcl
    boats NOUN Number=Plur 0:root
    """


def test_a_relative_pronoun_stands_for_the_noun_before_its_clause() -> None:
    found = parse(universal_doc(RELATIVE_CLAUSE), universal)
    assert word(found, "that").antecedent is word(found, "quickly").antecedent is word(found, "boats")
    assert word(found, "boats").antecedent is None
    assert word(parse(universal_doc(CLAUSE_BEFORE), universal), "that").antecedent is None


def test_the_scheme_is_known_by_the_labels_of_the_model() -> None:
    assert scheme_of(["nsubj", "dobj", "pobj"]) is clear
    assert scheme_of(["nsubj", "obj", "obl"]) is universal
    with pytest.raises(ValueError, match="no known scheme"):
        scheme_of(["SB", "OA"])


def test_a_sentence_that_was_not_parsed_has_no_grammar_and_says_so(reader: Reader) -> None:
    text = "Nobody came to the meeting. The storm sank 12 boats in the harbour."
    found = parse_of(reader.parse(reader.sentences(tokenize(text, reader.tokenizer))))

    unparsed, parsed = found[0], word(found, "sank")

    assert not found.is_parsed(unparsed.i) and found.is_parsed(parsed.i)
    assert unparsed.head is unparsed and unparsed.relation is Relation.NONE and unparsed.form is Form.NONE
    assert parsed.subject is word(found, "storm") and parsed.object is word(found, "boats")
    assert [w.text for w in parsed.subtree] == text.split(". ")[1].replace(".", " .").split()


def test_what_was_not_parsed_is_told() -> None:
    with pytest.raises(ValueError, match="has not been through newstally's parser"):
        parse_of(Doc(Vocab(), words=["boats"]))
