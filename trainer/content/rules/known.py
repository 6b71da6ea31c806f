"""What there is besides the scenario itself, for rules that look things up."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """What there is in this library, the rubric's criteria among it; None leaves it unchecked."""

    resources: frozenset[str] | None = None
    protocols: frozenset[str] | None = None
    scenarios: frozenset[str] | None = None
    criteria: frozenset[str] | None = None
