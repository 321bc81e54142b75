"""Channels: a webhook with a signature, and whatever Apprise knows (mail, Slack, Matrix, Telegram, ntfy …)."""

import hashlib
import hmac
import json
from typing import Any

from newstally.crawler.access import AccessError, resolved
from newstally.pipeline.output import plain
from newstally.pipeline.watches.outbox import Parcel, Waiting
from newstally.pipeline.watches.wording import body_of

TIMEOUT = 10.0
"""Seconds that a channel may take to answer."""


class ChannelError(Exception):
    """A channel could not be told; the message says why. It is tried again later."""


def send(parcel: Parcel) -> None:
    """Tell what a parcel holds through its channel. Raises ChannelError."""
    try:
        if parcel.channel.webhook is not None:
            _post(parcel)
        else:
            _notify(parcel)
    except AccessError as error:
        raise ChannelError(str(error)) from None


def payload(parcel: Parcel) -> dict[str, Any]:
    """Return what a webhook is sent: ``notices``, each with id, watch, kind, title, time and message."""
    return {"channel": parcel.channel.name, "notices": [_told(notice) for notice in parcel.notices]}


def _told(notice: Waiting) -> dict[str, Any]:
    return {
        "id": notice.notice_id,
        "watch": notice.watch,
        "kind": notice.kind,
        "title": notice.title,
        "noticed_at": plain(notice.noticed_at) + "Z",
        "message": json.loads(notice.message),
    }


def signature(secret: str, body: bytes) -> str:
    """Return a webhook's signature: ``sha256=`` and the HMAC of the body in hexadecimal digits."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _post(parcel: Parcel) -> None:
    import requests

    assert parcel.channel.webhook is not None
    body = json.dumps(payload(parcel), ensure_ascii=False).encode()
    # Whoever receives a notice again after a crash knows it by this key.
    key = hashlib.sha256("\n".join(notice.notice_id for notice in parcel.notices).encode()).hexdigest()[:32]
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": key,
        "User-Agent": "Newstally",
    }
    if parcel.channel.secret is not None:
        headers["Newstally-Signature"] = signature(resolved(parcel.channel.secret), body)
    try:
        answer = requests.post(
            parcel.channel.webhook, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
        )
    except requests.RequestException as error:
        raise ChannelError(f"{parcel.channel.webhook}: {_cause(error)}") from None
    if not 200 <= answer.status_code < 300:  # what is sent on to elsewhere has not arrived
        raise ChannelError(f"{parcel.channel.webhook}: answered {answer.status_code}")


def _cause(error: Exception) -> str:
    import requests

    if isinstance(error, requests.Timeout):
        return f"no answer within {TIMEOUT:.0f} s"
    return "can't be reached" if isinstance(error, requests.ConnectionError) else str(error)


def _notify(parcel: Parcel) -> None:
    try:
        import apprise
    except ImportError:
        raise ChannelError("this channel needs Apprise: pip install 'newstally[notify]'") from None
    assert parcel.channel.apprise is not None
    told = apprise.Apprise()
    if not told.add(resolved(parcel.channel.apprise)):
        raise ChannelError("Apprise doesn't know this kind of address")
    title, body = text(parcel)
    if not told.notify(title=title, body=body, body_format=apprise.NotifyFormat.TEXT):
        raise ChannelError("could not be sent; the log has what Apprise says")


def text(parcel: Parcel) -> tuple[str, str]:
    """Return a parcel as people read it: a title and what stands below it."""
    notices = parcel.notices
    if len(notices) == 1:
        [notice] = notices
        return f"{notice.watch}: {notice.title}", body_of(json.loads(notice.message))
    pieces = [f"{notice.watch}: {notice.title}\n{body_of(json.loads(notice.message))}" for notice in notices]
    return f"{len(notices)} notices", "\n\n".join(pieces)
