"""The picture of the page in README.md: the demo's ledger, served and photographed by Chromium.

python docs/page_picture.py                # runs the demo in a folder that is thrown away, writes docs/page.png
python docs/page_picture.py --demo demo    # takes an earlier demo's ledger
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
from playwright.sync_api import sync_playwright

OUT = Path(__file__).parent / "page.png"
WIDTH, HEIGHT = 1180, 800
LARGEST = 200_000
"""Bytes of the picture."""
MOST_TOLD = """SELECT question_id FROM claims
GROUP BY question_id ORDER BY count(*) * count(DISTINCT source_id) DESC, question_id LIMIT 1"""


def photograph(address: str, out: Path) -> None:
    """Write a picture of a page."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        window = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        window.goto(address)
        window.screenshot(path=out)
        chromium.close()


def main() -> None:
    """Make the ledger, serve it, and take the picture of the question to which most is said."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--demo", type=Path, help="the folder of an earlier demo")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    program = [sys.executable, "-m", "newstally"]
    with tempfile.TemporaryDirectory() as folder:
        demo = options.demo or Path(folder) / "demo"
        if options.demo is None:
            subprocess.run([*program, "demo", str(demo)], check=True, stdout=subprocess.DEVNULL)
        with duckdb.connect(str(demo / "ledger.duckdb"), read_only=True) as connection:
            [question] = connection.execute(MOST_TOLD).fetchall()[0]
        command = [*program, "serve", "-c", str(demo / "newstally.toml"), "--port", "0"]
        server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            port = re.search(r":(\d+)/ shows", server.stderr.readline())[1]
            photograph(f"http://127.0.0.1:{port}/questions/{question}", options.out)
        finally:
            server.terminate()
            server.wait()
    size = options.out.stat().st_size
    if size > LARGEST:
        sys.exit(f"{options.out} has {size:,} bytes; {LARGEST:,} are the most")
    print(f"wrote {options.out}: {size:,} bytes")


if __name__ == "__main__":
    main()
