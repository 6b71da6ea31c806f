"""What people are told of a language model: which one is set, and what is sent before anything is."""

from trainer.model.endpoint import Endpoint
from trainer.model.settings import ModelSettings

HERE = "the computer that runs Practice Line"


def which_model(settings: ModelSettings) -> str:
    """Return which model is set, and whether anything goes to it."""
    endpoint = settings.endpoint
    if endpoint is None:
        return "No language model is set. Every line is the script’s, and nothing that is typed leaves this machine."
    if endpoint.is_local:
        return f"{endpoint.label}. What is typed stays here."
    if settings.may_send:
        return f"{endpoint.label}. A trainer has agreed that text goes there."
    return f"{endpoint.label}. It is not used: no trainer agrees to it at present."


def notice(endpoint: Endpoint) -> str:
    """Return, in plain words, what text leaves this machine and to whom, for the trainer who may agree to it."""
    return (
        f"{endpoint.model} is at {endpoint.receiver}, not on this machine.\n\n"
        "If you agree, a trainee may switch it on for a call. Each of the trainee’s replies in that call is then sent "
        "there with the last lines before it, and with what is made up: the caller’s name, age and mood, the line to "
        "say, and when callers improvise what the caller is after and has told. If somebody asks for a second opinion, "
        "the whole call is sent, twice for each point it is asked about. So is what you give to the commands play, "
        "voices, judge, listen and evaluate-listener when they use the model; trainees are not asked again then.\n\n"
        f"No trainee’s name is sent, but people may type things about themselves or others.{_road(endpoint)} Whoever "
        "runs it can read what is sent, may keep it, and may have to hand it to police or a court. Practice Line "
        "cannot call it back. Trainees are told where it goes before they switch it on, and on the call’s page."
    )


def how_it_is_set(settings: ModelSettings) -> str:
    """Return how the model that is set speaks, whether it has a key, and how long a line may wait for it."""
    endpoint = settings.endpoint
    if endpoint is None:
        return ""
    lines = "It improvises where the script leaves room" if settings.improvises else "It says the script’s lines"
    limits = f"{endpoint.first_word:g} s, {endpoint.silence:g} s, {endpoint.total:g} s"
    return f"{lines}. Key: {'set' if endpoint.key else 'none'}. First word, silence, altogether: {limits}."


def goes_where(endpoint: Endpoint) -> str:
    """Return, for a trainee, where what they type goes once they switch the model on."""
    if endpoint.is_local:
        return f"{endpoint.model} runs on {HERE}. What you type stays there."
    return (
        f"{endpoint.model} is at {endpoint.receiver}, not on {HERE}. With it on, what you type in this call is sent "
        f"there. {_kept_there(endpoint)}"
    )


def says_the_lines(endpoint: Endpoint) -> str:
    """Return, for a trainee in a call, who says the caller's lines, and where what they type goes."""
    if endpoint.is_local:
        return f"{endpoint.model} says the caller’s lines, on {HERE}."
    return f"{endpoint.model} says the caller’s lines. What you type is sent to {endpoint.receiver}."


def opinion_goes_where(endpoint: Endpoint) -> str:
    """Return, for a trainee, where a call goes if they ask for a second opinion on it."""
    if endpoint.is_local:
        return f"It runs on {HERE}; the call stays there."
    return f"All that was typed in the call is sent to {endpoint.receiver}. {_kept_there(endpoint)}"


def _kept_there(endpoint: Endpoint) -> str:
    return (
        "Whoever runs it can read and keep it, and may have to hand it to police or a court; it cannot be called back."
        f"{_road(endpoint)}"
    )


def _road(endpoint: Endpoint) -> str:
    open_road = endpoint.base_url.startswith("http://") and not endpoint.is_local and not endpoint.is_passed_on
    return " On the way there others can read it too (http, not https)." if open_road else ""
