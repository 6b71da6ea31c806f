"""A fault in an authored file: what is wrong, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One fault. `line` and `column` count from 1; `code` is stable; `hint` says how to mend it."""

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {self.severity} {self.code} {self.message}{hint}"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether any of `problems` is an error rather than a warning."""
    return any(problem.severity == "error" for problem in problems)
