"""How a call was set up before it began."""

from dataclasses import dataclass

from trainer.content.scenario import Opening, Scenario
from trainer.errors import InputError


@dataclass(frozen=True)
class Setting:
    """What was chosen: softer lines or not, one of the scenario's variants (empty: none), branches switched on."""

    softened: bool = False
    variant: str = ""
    switched: frozenset[str] = frozenset()

    def opening_of(self, scenario: Scenario) -> Opening:
        """Return how a call set up so begins; raises InputError where the scenario knows no such variant or switch."""
        if unknown := sorted(self.switched - scenario.switches.keys()):
            known = ", ".join(scenario.switches) or "none"
            raise InputError(f"{scenario.id} has no switch called `{unknown[0]}` (there are: {known})")
        if not self.variant:
            return scenario.opening
        if self.variant not in scenario.variants:
            known = ", ".join(scenario.variants) or "none"
            raise InputError(f"{scenario.id} has no variant called `{self.variant}` (there are: {known})")
        return scenario.variants[self.variant].opening
