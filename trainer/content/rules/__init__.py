"""What makes a well-formed scenario playable and fit to be shown: one function a rule, each with a stable code.

Every code has a section in docs/checks.md and a broken fixture in the tests.
"""

from collections.abc import Callable

from trainer.content.rules.known import Known
from trainer.content.rules.lines import LINE_RULES
from trainer.content.rules.names import NAME_RULES
from trainer.content.rules.ways import WAY_RULES
from trainer.content.scenario import Scenario
from trainer.content.yaml_source import Source

Rule = Callable[[Scenario, Source, Known], None]

RULES: tuple[Rule, ...] = (*NAME_RULES, *WAY_RULES, *LINE_RULES)
