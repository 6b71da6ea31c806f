"""The code by which a browser shows that whoever sits at it runs this installation; until there are accounts."""

import hmac
import secrets

from trainer.private_files import create_private, read_private

CODE_FILE = "trainer.code"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_GROUPS, _LENGTH = 3, 4  # 59 bits


def trainers_code() -> str:
    """Return this installation's code, made the first time it is asked for; raises InputError if it cannot be kept."""
    if not (kept := read_private(CODE_FILE).strip()):
        made = "-".join("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(_GROUPS))
        create_private(CODE_FILE, f"{made}\n")
        kept = read_private(CODE_FILE).strip()  # of two that make one at once, the one that stands
    return kept


def is_trainers_code(typed: str) -> bool:
    """Return whether somebody typed the code, however they part it; never before a code was asked for."""
    kept = _plain(read_private(CODE_FILE))
    return bool(kept) and hmac.compare_digest(_plain(typed).encode(), kept.encode())


def _plain(code: str) -> str:
    return "".join(code.replace("-", " ").split()).lower()
