"""Looks at every line a model gives a caller before anyone sees it; what it objects to, the scripted line replaces.

A fixed order of checks, no model and no chance in it: the same line always gets the same answer.
"""

from collections.abc import Callable

from trainer.callers.allowed import Allowed, Objection
from trainer.callers.compared import Compared
from trainer.callers.guard_agreement import agrees_more, ends_call
from trainer.callers.guard_echoes import echoes_self, echoes_trainee, leaks_prompt
from trainer.callers.guard_facts import may_begin_to_tell, tells_locked_fact
from trainer.callers.guard_improvised import breaks_off, goes_in_circles, tells_something_new, uses_avoided
from trainer.callers.guard_names import names_someone_new
from trainer.callers.guard_negation import changes_negation
from trainer.callers.guard_numbers import has_new_numbers
from trainer.callers.guard_roles import breaks_role, is_graphic, speaks_for_another
from trainer.callers.guard_shape import is_no_speech, is_too_long, leaves_script_out, says_it_all, says_nothing, strays
from trainer.callers.sentences import sentences

Check = Callable[[Compared], bool]

__all__ = ["Allowed", "Objection", "is_for_the_end", "objection", "sentences"]


def objection(line: str, allowed: Allowed, *, whole: bool = True) -> Objection | None:
    """Return why `line` must not be shown, or None.

    `whole=False` is for a line still being streamed, up to the end of its last finished sentence: whether it is too
    long, or leaves out what the script says, is asked once it is whole. Give all of it that has come, not the last
    sentence alone, since a leak may run over the end of a sentence.
    """
    compared = Compared(line, allowed)
    for name, objects, on_whole in _CHECKS:
        if (whole or not on_whole) and objects(compared):
            return name
    return None


def is_for_the_end(sentence: str, before: str, allowed: Allowed) -> bool:
    """Return whether a sentence, and all after it, is better shown only once the whole line has passed.

    It has nothing of the script's, or a word of what must stay untold, or the script has been said `before` it. That is
    no reason to refuse a whole line, and reason enough to wait for it: what is shown cannot be taken back.
    """
    compared = Compared(sentence, allowed)
    return (
        allowed.improvised or strays(compared) or may_begin_to_tell(compared) or says_it_all(Compared(before, allowed))
    )


_CHECKS: tuple[tuple[Objection, Check, bool], ...] = (
    ("empty", says_nothing, False),
    ("too_long", is_too_long, True),
    ("prompt_leak", leaks_prompt, False),
    ("other_person", speaks_for_another, False),
    ("role_break", breaks_role, False),
    ("graphic", is_graphic, False),
    ("format", is_no_speech, False),
    ("locked_fact", tells_locked_fact, False),
    ("echo_trainee", echoes_trainee, False),
    ("echo_self", echoes_self, False),
    ("numbers", has_new_numbers, False),
    ("names", names_someone_new, False),
    ("negation", changes_negation, False),
    ("ends", ends_call, False),
    ("agrees", agrees_more, False),
    ("avoided", uses_avoided, False),
    ("locked_fact", tells_something_new, False),
    ("echo_self", goes_in_circles, False),
    ("too_long", breaks_off, True),
    ("empty", leaves_script_out, True),
)
