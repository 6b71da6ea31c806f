"""Files named on the command line, read and written with one clear line for whatever is wrong with them."""

import json
import sys
from pathlib import Path
from typing import Any

from trainer.errors import InputError

MAX_BYTES = 20_000_000


def read_text(name: str, *, at_most: int = MAX_BYTES) -> str:
    """Return the UTF-8 text of a file, or of standard input for `-`; raises InputError."""
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(at_most + 1)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(at_most + 1)
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror or error}") from None
    if len(raw) > at_most:
        raise InputError(f"{name}: larger than {at_most:,} bytes")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 text at byte {error.start}") from None


def read_json(name: str) -> Any:
    """Return the values of a JSON file; raises InputError with line and column of a fault."""
    try:
        return json.loads(read_text(name))
    except json.JSONDecodeError as error:
        raise InputError(f"{name}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from None
    except (RecursionError, ValueError):
        raise InputError(f"{name}: not JSON that can be read: nested too deeply or numbers too large") from None


def write_new(name: str, content: bytes) -> None:
    """Write a file that is not there yet; raises InputError, and then leaves nothing half written."""
    path = Path(name)
    try:
        with path.open("xb") as file:
            try:
                file.write(content)
                file.flush()
            except OSError:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError:
        raise InputError(f"{name}: is there already; name a new file") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{name}: cannot be written: {getattr(error, 'strerror', None) or error}") from None
