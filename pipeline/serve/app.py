"""App: which view answers which address, and what stands before them."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.serve.answers import Answers
from newstally.pipeline.serve.api import answering
from newstally.pipeline.serve.desk import Desk, NotFoundError, desk_of
from newstally.pipeline.serve.explained import Explanations
from newstally.pipeline.serve.pages import Pages, labels_of
from newstally.pipeline.serve.security import Guard, refusal
from newstally.pipeline.serve.settings import Settings
from newstally.pipeline.serve.views import claims, corrections, entry, lists, questions, sql, start

FOLDER = Path(__file__).parent

ROUTES = (
    Route("/", start.start),
    Route("/search", start.search),
    Route("/questions", questions.questions),
    Route("/questions/{id}", questions.one_question),
    Route("/questions/{id}/figures.{ending}", questions.question_file),
    Route("/stories/{id}", questions.story),
    Route("/claims/{id}", claims.claim),
    Route("/claims/{id}/explain", claims.explain),
    Route("/explained/{id}", claims.explained),
    Route("/claims/{id}/correct", corrections.correct_claim),
    Route("/articles/{id}", claims.article),
    Route("/archived/{id}", claims.archived),
    Route("/disagreements", lists.disagreements),
    Route("/corrections", corrections.corrections),
    Route("/corrections", corrections.correct, methods=["POST"]),
    Route("/revisions", lists.revisions),
    Route("/sources", lists.sources),
    Route("/sources/{id:path}", lists.source),
    Route("/outlets", lists.outlets),
    Route("/sql", sql.sql),
    Route("/sql/result.{ending}", sql.sql_file),
    Route("/login", entry.login, methods=["GET", "POST"]),
    Route("/logout", entry.logout, methods=["POST"]),
    Route("/language", entry.language, methods=["POST"]),
    *answering.ROUTES,
    Mount("/static", StaticFiles(directory=FOLDER / "static")),
)


def application(settings: Settings) -> Starlette:
    """Return the application, which asks the ledger in processes of a fork server."""
    app = Starlette(
        routes=ROUTES,
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={
            NotFoundError: _unknown,
            LedgerError: _ledger_error,
            HTTPException: _http_error,
        },
    )
    app.state.desk = Desk(settings, Answers(settings), Pages(settings), Explanations(settings))
    return app


def _unknown(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotFoundError)
    return _told(request, 404, labels_of(request)(error.key))


def _ledger_error(request: Request, error: Exception) -> Response:
    return _told(request, 503, str(error))


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = labels_of(request)("error.not_found") if error.status_code == 404 else error.detail
    answer = _told(request, error.status_code, message)
    answer.headers.update(error.headers or {})
    return answer


def _told(request: Request, status: int, message: str) -> Response:
    if request.url.path.startswith("/api/"):
        return refusal(request, status, message)
    return desk_of(request).pages.page(request, "error.html", status, message=message)
