"""What the container and the recipes of docs/install.md name is there."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


def commands() -> set[str]:
    shown = subprocess.run(
        [sys.executable, "-m", "newstally", "--help"], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout
    return set(re.findall(r"^│ (\w+)", shown, re.MULTILINE)) or set(
        re.findall(r"^\s{1,4}(\w+)\s", shown, re.MULTILINE)
    )


def test_the_image_copies_only_what_there_is_and_all_that_a_wheel_needs() -> None:
    recipe = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = [
        word.rstrip("/")
        for line in re.findall(r"^COPY (?!--)(.+)$", recipe, re.MULTILINE)
        for word in line.split()[:-1]
    ]
    assert [name for name in copied if not (ROOT / name).exists()] == []
    links = [link for link in (ROOT / "newstally").iterdir() if link.is_symlink()]
    assert {link.resolve().relative_to(ROOT).parts[0] for link in links} <= set(copied)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert not set(copied) & set(ignored)


def test_containers_and_recipes_run_commands_that_there_are() -> None:
    known = commands()
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert {service["command"][0] for service in services.values() if "command" in service} <= known
    text = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    named = set(
        re.findall(
            r"\bnewstally ([a-z]+)\b(?!:)", " ".join(re.findall(r"`[^`]+`|```.+?```", text, re.DOTALL))
        )
    )
    assert {"crawl", "init", "discover", "schedule", "doctor"} <= named <= known | {"newstally"}, (
        named - known
    )
    workflow = next(block for block in re.findall(r"```yaml\n(.+?)```", text, re.DOTALL))
    steps = yaml.safe_load(workflow)["jobs"]["crawl"]["steps"]
    assert [step["run"] for step in steps if "run" in step][-1] == "newstally crawl"
    python = next(block for block in re.findall(r"```python\n(.+?)```", text, re.DOTALL))
    compile(python, "dag", "exec")
    assert all(shlex.split(line) for line in re.findall(r"^\$ (.+?)(?:\s+#.*)?$", text, re.MULTILINE))
