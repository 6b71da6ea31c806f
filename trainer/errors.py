"""Every error that a person may be shown, in words they can act on.

PracticeLineError
├── InputError          a file, line or option that cannot be used (commands exit with 2)
├── ContentError        an authored file with problems; carries them all
├── CallError           the call cannot take this act
│   ├── CallOver        the call has already ended
│   ├── EmptyReply      nothing was said
│   ├── ReplyTooLong    more than MAX_REPLY_CHARACTERS
│   └── UnheardLanguage a language the listener cannot hear yet
├── ListenerError       what the listener learned cannot be used
└── StoreError          the store refused
    ├── NotFound        no such call, or not this person's
    └── StaleTurn       another page has already taken this turn
"""


class PracticeLineError(Exception):
    """Anything this project says no to; its text is shown to people as it stands."""


class InputError(PracticeLineError):
    """Input from outside that cannot be used; the text names the place and the mend."""


class ContentError(PracticeLineError):
    """An authored file that cannot be used; `problems` holds every fault found."""

    def __init__(self, problems: "tuple[object, ...]") -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class CallError(PracticeLineError):
    """The call cannot take what was tried."""


class CallOver(CallError):
    """The call has already ended."""


class EmptyReply(CallError):
    """A reply without any visible character."""


class UnheardLanguage(CallError):
    """A reply in a language that the listener cannot hear yet."""


class ReplyTooLong(CallError):
    """A reply longer than a call takes."""


class ListenerError(PracticeLineError):
    """What the listener learned cannot be read, or cannot be learned here."""


class StoreError(PracticeLineError):
    """The store refused."""


class NotFound(StoreError):
    """No such call, or one that this person has no access to."""


class StaleTurn(StoreError):
    """This place in the call is already taken by another page or process."""
