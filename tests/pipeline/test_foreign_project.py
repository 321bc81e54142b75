"""Newstally beside a project that has folders ``pipeline``, ``crawler`` and ``extract`` of its own."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("pipeline", "crawler", "extract"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(
            f'whose = "the project\'s own {name}"\n', encoding="utf-8"
        )
    (tmp_path / "test_own.py").write_text(
        "import crawler, extract, pipeline\n\n\n"
        "def test_own():\n    assert all('own' in m.whose for m in (crawler, extract, pipeline))\n",
        encoding="utf-8",
    )
    return tmp_path


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=project, capture_output=True, text=True, timeout=120
    )


def test_its_tests_run_and_the_plugin_is_there(project: Path) -> None:
    done = run(project, "pytest", "-q", "-p", "no:cacheprovider")
    options = run(project, "pytest", "--help")

    assert (done.returncode, "1 passed" in done.stdout) == (0, True), done.stdout + done.stderr
    assert "--newstally-fixtures" in options.stdout


def test_the_command_runs_in_its_folder_as_a_scheduled_job_does(project: Path) -> None:
    (project / "newstally.toml").write_text('contact = "desk@example.org"\n', encoding="utf-8")
    (project / "note.txt").write_text("The mill laid off 240 workers.\n", encoding="utf-8")
    extract = run(project, "newstally", "extract", "note.txt", "--format", "jsonl")
    (project / "attr.py").write_text("whose = 'named as a library is'\n", encoding="utf-8")
    crawl = subprocess.run(
        [Path(sys.executable).with_name("newstally"), "crawl"],
        cwd=project,
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert '"low": 240.0' in extract.stdout, extract.stderr
    assert "the project's own" not in crawl.stderr and "Traceback" not in crawl.stderr
