"""Nothing of a saved page's article is read otherwise without being told: title, dates, authors, each paragraph."""

from tests.extract.kept_articles import differences


def test_articles_are_read_as_they_were() -> None:
    found = list(differences())
    assert not found, (
        f"{len(found)} differences. If they are meant, `python -m tests.extract.kept_articles` keeps them:\n"
        + "\n".join(found[:20])
    )
