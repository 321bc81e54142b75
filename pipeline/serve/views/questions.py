"""Questions: the list of them, one with the curve of each source, its span, its contradictions and its figures, and all
of a story.
"""

from starlette.requests import Request
from starlette.responses import Response

from newstally.pipeline.ledger.questions import SURE, event_question, question, questions_question
from newstally.pipeline.serve.answers import Row
from newstally.pipeline.serve.chart import MOST_MARKS, NARROW, STYLES, WIDE, chart, key_mark, series_of
from newstally.pipeline.serve.desk import NotFoundError, desk_of, words_asked
from newstally.pipeline.serve.downloads import as_bytes, download, endings
from newstally.pipeline.serve.pages import labels_of
from newstally.pipeline.serve.picture import png

LISTED = 60
SHOWN = 500
"""Rows of the table; the downloads have all."""
OF_A_STORY = 200
"""Questions of a story, and articles, that are shown; ``newstally event`` prints all."""


async def questions(request: Request) -> Response:
    """List questions."""
    desk, words = desk_of(request), words_asked(request)
    [found] = await desk.answers.rows(questions_question(words or None, LISTED))
    return desk.pages.page(request, "questions.html", words=words, questions=found)


async def one_question(request: Request) -> Response:
    """Show what all sources say to one question. Its address may name any claim or sighting among its figures."""
    desk, id = desk_of(request), request.path_params["id"]
    [claims] = await desk.answers.rows(question("question_claims", id=id))
    if not claims:
        raise NotFoundError("question.unknown")
    question_id = claims[0]["question_id"]  # as a value it narrows the views down before they reckon
    estimates, disagreements, stories = await desk.answers.rows(
        question("question_estimate", question_id=question_id),
        question("question_disagreements", question_id=question_id, strength=SURE),
        question("story", story_id=claims[0]["story_id"]),
    )
    labels = labels_of(request)
    series = series_of(claims, labels)
    return desk.pages.page(
        request,
        "question.html",
        id=question_id,
        claims=claims[:SHOWN],
        count=len(claims),
        first=_earliest(claims),
        estimate=estimates[0] if estimates else None,
        story=stories[0] if stories else None,
        disagreements=disagreements,
        series=series,
        charts=[chart(series, frame, labels) for frame in (WIDE, NARROW)],
        key_mark=key_mark,
        can_judge=desk.settings.can_judge,
        styles=STYLES,
        most_marks=MOST_MARKS,
        endings=endings(),
    )


def _earliest(claims: list[Row]) -> Row:
    """Return the claim after which a question is called: that which was printed first."""
    return next((claim for claim in claims if claim["claim_id"] == claim["question_id"]), claims[0])


async def question_file(request: Request) -> Response:
    """Send the figures of a question as a file, or their chart."""
    desk, id, ending = desk_of(request), request.path_params["id"], request.path_params["ending"]
    if ending not in endings():
        raise NotFoundError("error.not_found")
    [claims] = await desk.answers.rows(question("question_claims", id=id))
    if not claims:
        raise NotFoundError("question.unknown")
    name = f"newstally-{claims[0]['question_id']}"
    if ending in {"svg", "png"}:
        labels = labels_of(request)
        drawing = str(chart(series_of(claims, labels), WIDE, labels, standalone=True))
        if ending == "svg":
            return download(drawing, name, ending)
        return download(await desk.answers.run(lambda: png(drawing)), name, ending)
    made = await desk.answers.run(lambda: as_bytes(claims, ending, list(claims[0])))
    return download(made, name, ending)


async def story(request: Request) -> Response:
    """Show one story: its event sheet and its articles."""
    desk, id = desk_of(request), request.path_params["id"]
    stories, estimates, articles = await desk.answers.rows(
        question("story", story_id=id),
        event_question(story=id, limit=OF_A_STORY + 1),
        question("story_articles", story_id=id, limit=OF_A_STORY),
    )
    if not stories:
        raise NotFoundError("error.not_found")
    return desk.pages.page(
        request,
        "story.html",
        story=stories[0],
        estimates=estimates[:OF_A_STORY],
        is_cut=len(estimates) > OF_A_STORY,
        articles=articles,
    )
