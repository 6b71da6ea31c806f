"""Every code that can be printed has a section in docs/checks.md, and every section a code."""

import re
from pathlib import Path

from trainer.content.library import ROOT

CODE = re.compile(r'"([a-z]+(?:-[a-z]+)+)"')


def codes_in_source() -> set[str]:
    folders = (ROOT / "trainer" / "content", ROOT / "trainer" / "simulation")
    files = [path for folder in folders for path in folder.rglob("*.py")] + [ROOT / "trainer/listening/reading.py"]
    told = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    return {code for line in told for code in CODE.findall(line) if not _is_no_code(code)}


def _is_no_code(text: str) -> bool:
    return text in {"utf-8", "utf-8-sig", "sans-serif", "self-harm"}


def codes_in_page(page: Path) -> list[str]:
    return re.findall(r"^### (\S+)$", page.read_text(encoding="utf-8"), re.MULTILINE)


def test_codes_and_sections_are_the_same() -> None:
    sections = codes_in_page(ROOT / "docs" / "checks.md")
    assert len(sections) == len(set(sections))
    assert set(sections) == codes_in_source()
