"""A disk that is full: one message, nothing lost, and `run` goes on by itself when there is room."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.crawler.commands import command, configure, newstally, report_of, wait_until
from tests.crawler.sites import Reply, World

MOUNT = "mount -t tmpfs -o size={size} none archive && "


def can_mount() -> bool:
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", "mount -t tmpfs none /mnt"], capture_output=True, check=False
    )
    return done.returncode == 0


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not sys.platform.startswith("linux") or not can_mount(), reason="needs a small disk of its own"
    ),
]


@pytest.mark.slow
def test_run_waits_for_room_and_goes_on(tmp_path: Path, world: World) -> None:
    site = world.site("Gazette")
    links = [f"/flood-number-{number}" for number in range(40)]
    for number, link in enumerate(links):
        body = report_of(number)
        noise = "".join(f"<!--{(number * 7919 + i * i * 31) % 10**9}-->" for i in range(4_000)).encode()
        site.pages[link] = Reply(body.replace(b"</body>", noise + b"</body>"))
    site.feed("/feed", links)
    configure(tmp_path, site, every="2s")
    archive = tmp_path / "archive"
    archive.mkdir()
    run = " ".join(f"'{part}'" for part in command("run", "--archive-only"))
    fill = "head -c 3500000 /dev/zero > archive/filler; "
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            ["unshare", "-rm", "sh", "-c", MOUNT.format(size="4m") + fill + f"exec {run}"],
            cwd=tmp_path,
            stderr=log,
        )
    try:
        wait_until(lambda: "nothing is lost" in (tmp_path / "log").read_text(), 60)
        (Path(f"/proc/{process.pid}/root") / archive.relative_to("/") / "filler").unlink()
        wait_until(lambda: "going on" in (tmp_path / "log").read_text(), 90)
        inside = Path(f"/proc/{process.pid}/root") / archive.relative_to("/")
        wait_until(lambda: all(site.asked(link) for link in links), 60)
        assert list(inside.glob("*/*.warc.gz"))
    finally:
        process.terminate()
        process.wait(20)
    text = (tmp_path / "log").read_text()
    assert "Traceback" not in text
    assert text.count("nothing is lost") == 1, text


def test_commands_say_that_the_disk_is_full(tmp_path: Path, world: World) -> None:
    site = world.site("Gazette")
    site.feed("/feed", ["/story"])
    site.story("/story")
    configure(tmp_path, site)
    (tmp_path / "archive").mkdir()
    crawl = " ".join(f"'{part}'" for part in command("crawl", "--archive-only"))
    fill = "head -c 2000000 /dev/zero > archive/filler 2>/dev/null; "
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", MOUNT.format(size="1m") + fill + crawl],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) <= 2, done.stderr
    assert "full" in done.stderr or "No space" in done.stderr
    assert newstally(tmp_path, "crawl", "--archive-only").returncode == 0, "with room again"
