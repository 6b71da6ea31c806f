"""Which variant of a line is said: decided by the call's seed, none twice before all were said."""

from collections import Counter
from hashlib import sha256

from trainer.content.scenario import Line


class Lines:
    """Picks variants for one call; a pure function of the seed and of what was picked before."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._picked: Counter[str] = Counter()

    def pick(self, key: str, variants: tuple[Line, ...], *, soft: bool) -> str:
        """Return the next variant of the lines called `key`; `soft` prefers a variant's softer wording."""
        turn = self._picked[key]
        self._picked[key] += 1
        line = variants[self._order(key, len(variants), turn // len(variants))[turn % len(variants)]]
        return line.soft if soft and line.soft else line.say

    def _order(self, key: str, count: int, round_: int) -> list[int]:
        # Hashing instead of `random`: the same order on every platform and in every Python version.
        order = sorted(range(count), key=lambda i: sha256(f"{self._seed}/{key}/{round_}/{i}".encode()).digest())
        if round_ and count > 1 and order[0] == self._order(key, count, round_ - 1)[-1]:
            order.append(order.pop(0))  # the last of a round does not open the next
        return order
