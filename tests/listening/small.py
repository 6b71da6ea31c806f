"""A few labelled replies in a folder of a test's own: enough to learn from in seconds."""

from pathlib import Path

from trainer.content.replies import REPLIES_FOLDER

AUTHORS = {"a": 150, "b": 150, "n": 100}


def small_replies(folder: Path) -> Path:
    """Return a folder with the first replies of three shipped authors."""
    folder.mkdir()
    for author, count in AUTHORS.items():
        lines = (REPLIES_FOLDER / f"{author}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)[:count]
        (folder / f"{author}.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder
