"""What there is besides the scenario itself, for rules that look things up."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """The kinds of resources, the protocol cards and the scenarios of this library; None leaves them unchecked."""

    resources: frozenset[str] | None = None
    protocols: frozenset[str] | None = None
    scenarios: frozenset[str] | None = None
