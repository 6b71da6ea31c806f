"""Where this installation keeps what it makes: calls, and what its listener was taught."""

import os
from pathlib import Path


def data_folder() -> Path:
    """Return the folder PRACTICE_LINE_DATA, else `data/` in the checkout."""
    return Path(os.environ.get("PRACTICE_LINE_DATA") or Path(__file__).parents[1] / "data")
