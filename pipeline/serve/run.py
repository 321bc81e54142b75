"""Run: listens and serves until it is told to stop."""

import contextlib
import socket as sockets
import sys

import uvicorn

from newstally.pipeline.serve.app import application
from newstally.pipeline.serve.settings import Settings

WAITING = 128
AT_ONCE = 200
"""Connections beyond which a request is answered 503."""
LONGEST_HEAD = 256 * 1024
"""Bytes of a request's line and headers; a query in an address may be long."""


def listening(host: str, port: int) -> sockets.socket:
    """Return a socket that listens. Raises OSError."""
    family = sockets.AF_INET6 if ":" in host else sockets.AF_INET
    socket = sockets.socket(family, sockets.SOCK_STREAM)
    socket.setsockopt(sockets.SOL_SOCKET, sockets.SO_REUSEADDR, 1)
    try:
        socket.bind((host, port))
        socket.listen(WAITING)
    except OSError:
        socket.close()
        raise
    return socket


def run(settings: Settings, socket: sockets.socket) -> None:
    """Serve until Ctrl-C or SIGTERM."""
    host, port = socket.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    print(
        f"newstally: http://{shown}:{port}/ shows {settings.ledger}; Ctrl-C ends it",
        file=sys.stderr,
        flush=True,
    )
    server = uvicorn.Server(
        uvicorn.Config(
            application(settings),
            log_level="warning",
            access_log=False,
            server_header=False,
            limit_concurrency=AT_ONCE,
            h11_max_incomplete_event_size=LONGEST_HEAD,
            http="h11",
            ws="none",
            lifespan="off",
            timeout_keep_alive=15,
            timeout_graceful_shutdown=5,
        )
    )
    with contextlib.suppress(KeyboardInterrupt):  # which is how one ends it
        server.run(sockets=[socket])
