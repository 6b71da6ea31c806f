"""Small files of the data folder that only the machine's user may read: a key, an agreement, a code."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from trainer.errors import InputError
from trainer.places import data_folder


def read_private(name: str) -> str:
    """Return what a file holds, empty where there is none; raises InputError if it cannot be read."""
    path = data_folder() / name
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{path}: cannot be read; delete it and set it anew") from None


def write_private(name: str, text: str) -> None:
    """Put a file in its place, whole, in the place of an earlier one; raises InputError if that fails."""
    _put(name, text, replaces=True)


def create_private(name: str, text: str) -> None:
    """Put a file in its place unless one is there already; of two who try at once one does. Raises InputError."""
    _put(name, text, replaces=False)


def delete_private(name: str) -> None:
    """Delete a file, and what a crash may have left of it; raises InputError if that fails."""
    folder = data_folder()
    try:
        for path in (folder / name, *folder.glob(f".{name}.*")):
            path.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{folder / name}: cannot be deleted: {error.strerror}") from None


def _put(name: str, text: str, *, replaces: bool) -> None:
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=folder, prefix=f".{name}.")  # readable by its owner alone
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            if replaces:
                Path(made).replace(folder / name)
            else:
                with suppress(FileExistsError):
                    os.link(made, folder / name)
        finally:
            Path(made).unlink(missing_ok=True)  # it may hold a key
    except OSError as error:
        raise InputError(f"{folder / name}: cannot be written: {error.strerror}") from None
