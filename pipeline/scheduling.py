"""Text that has the operating system start Newstally: systemd units and crontab lines."""

import shlex
from enum import StrEnum
from pathlib import Path

from newstally.crawler.settings import seconds
from newstally.pipeline.configuration import Configuration

SHORTEST_MINUTES = 1
LONGEST_MINUTES = 30


class Way(StrEnum):
    """What is started, and whether it stays."""

    crawl = "crawl"
    run = "run"
    serve = "serve"


UNITS = {Way.crawl: "newstally", Way.run: "newstally", Way.serve: "newstally-page"}
DOES = {
    Way.crawl: "Newstally keeps its archive and ledger fresh",
    Way.run: "Newstally keeps its archive and ledger fresh",
    Way.serve: "Newstally shows its ledger as a page",
}


def crontab_line(configuration: Configuration, command: str, way: Way) -> str:
    """Return a crontab line: every few minutes a crawl, or at boot what stays."""
    file = _file(configuration)
    when = f"*/{_minutes(configuration)} * * * *" if way is Way.crawl else "@reboot"
    log = file.parent / "newstally.log"
    folder, name, to = (shlex.quote(str(path)) for path in (file.parent, file, log))
    return f"{when} cd {folder} && {command} {way} --config {name} >> {to} 2>&1".replace("%", r"\%")


def systemd_units(configuration: Configuration, command: str, way: Way) -> str:
    """Return a service unit and, for one that doesn't stay, its timer, each under the path where it belongs."""
    file = _file(configuration)
    stays = way is not Way.crawl
    options = "" if way is Way.serve else " --json-logs"
    service = [
        f"# ~/.config/systemd/user/{UNITS[way]}.service",
        "[Unit]",
        f"Description={DOES[way]}",
        *([] if way is Way.serve else ["Wants=network-online.target", "After=network-online.target"]),
        "OnFailure=newstally-failed.service",
        "",
        "[Service]",
        f"Type={'exec' if stays else 'oneshot'}",
        f"WorkingDirectory={_escaped(str(file.parent))}",
        f"ExecStart={command} {way}{options} --config {_quoted(str(file))}",
        *(["ExecReload=/bin/kill -HUP $MAINPID"] if way is Way.run else []),
        *(["Restart=on-failure", "RestartSec=30"] if stays else []),
        "KillMode=mixed",
        "TimeoutStopSec=20",
        "Nice=5",
    ]
    failed = [
        "",
        "# ~/.config/systemd/user/newstally-failed.service",
        "[Unit]",
        "Description=Tell that Newstally failed",
        "",
        "[Service]",
        "Type=oneshot",
        "# Put here what reaches you, such as mail or a call of your chat's address.",
        "ExecStart=/usr/bin/logger --priority user.err --tag newstally "
        f'"failed; journalctl --user -u {UNITS[way]}.service tells why, {_escaped(command)} status how the outlets do"',
    ]
    if stays:
        install = ["", "[Install]", "WantedBy=default.target"]
        return "\n".join([*service, *install, *failed, *_enable(f"{UNITS[way]}.service")])
    timer = [
        "",
        "# ~/.config/systemd/user/newstally.timer",
        "[Unit]",
        "Description=Start Newstally for the outlets that are due",
        "",
        "[Timer]",
        f"OnCalendar=*:0/{_minutes(configuration)}",
        "Persistent=true",
        "RandomizedDelaySec=20",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    return "\n".join([*service, *timer, *failed, *_enable(f"{UNITS[way]}.timer")])


def _enable(unit: str) -> list[str]:
    """Return what has the units start, also when nobody is logged in."""
    return [
        "",
        "# loginctl enable-linger            # else user units end with your last session and don't start at boot",
        f"# systemctl --user enable --now {unit}",
    ]


def _file(configuration: Configuration) -> Path:
    assert configuration.file is not None
    return configuration.file.resolve()


def _minutes(configuration: Configuration) -> int:
    """Return how many minutes lie between two starts: as often as the most frequent outlet, within an hour."""
    shortest = min(
        (seconds(outlet.every_between[0]) / 60 for outlet in configuration.outlets), default=LONGEST_MINUTES
    )
    allowed = [
        minutes for minutes in (1, 2, 3, 5, 10, 15, 20, 30) if minutes <= max(shortest, SHORTEST_MINUTES)
    ]
    return allowed[-1]


def _escaped(text: str) -> str:
    return text.replace("%", "%%")


def _quoted(text: str) -> str:
    escaped = _escaped(text).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return (
        f'"{escaped}"' if any(character.isspace() or character in "\"'$\\" for character in text) else escaped
    )
