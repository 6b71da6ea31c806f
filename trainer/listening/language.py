"""Whether a reply is in a language the listener can hear; Spanish and French are recognised, not heard."""

import re
import unicodedata

from trainer.listening.listener import Language

_SPANISH = frozenset(
    """
    que el los las una unos del por para con como pero muy esta estas este estos estoy estamos eres soy somos usted
    ustedes ella ellos nosotros tu tus te lo le les mi mis su sus si ya yo hay donde cuando quien porque eso esto ese
    nada algo alguien aqui ahora hoy ahi bien gracias hola puedo puedes puede quieres quiere necesitas necesita tengo
    tienes tiene hacer decir hablar siento ayuda ayudar segura seguro policia llamar mejor siempre nunca tambien sin
    sobre desde hasta otra otro nos fue era ser estar creo vamos cuidate adios lugar culpa
    """.split()
)
_FRENCH = frozenset(
    """
    je vous il elle nous ils elles le les des du au aux une est sont suis etes etais avez avoir etre ai pas ne que qui
    quoi ou quand comment pourquoi parce mais avec sans pour dans sur chez ce cette ces cela ca votre vos notre mon ma
    mes ton ta tes se te toi moi lui leur oui merci bonjour bonsoir voulez veux peux pouvez faire dire parler besoin
    tout tres bien aussi encore jamais rien quelque chose quelqu peut maintenant ici faute securite aider appeler
    comprends desole desolee c'est j'ai d'accord n'est qu'est l'on
    """.split()
)
# Without words that are also common in the other two: a, he, in, me, no, on, or.
_ENGLISH = frozenset(
    """
    the an and but is are was were am i you she we they it that this these those of to for with at from by not do does
    did don't have has had can could will would should what where when who how why if there here your my his her our
    their him them us be been so just about yes okay ok i'm you're it's that's want need help call tell know think like
    get got right now safe
    """.split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FEWEST = 2
_NAMES: dict[Language, str] = {"en": "English", "es": "Spanish", "fr": "French"}


def language_of(reply: str) -> Language:
    """Return "es" or "fr" for a reply that is clearly in that language, else "en"."""
    words = [_plain(word) for word in _WORD.findall(reply[:2000])]
    english = sum(word in _ENGLISH for word in words)
    spanish = sum(word in _SPANISH for word in words) + 2 * ("¿" in reply or "¡" in reply)
    french = sum(word in _FRENCH or word[:2] in ("j'", "d'", "l'", "n'", "c'", "s'", "m'") for word in words)
    surest = max(spanish, french)
    if surest < _FEWEST or surest <= 2 * english:
        return "en"
    return "es" if spanish >= french else "fr"


def unheard(language: Language) -> str:
    """Return, for a person, that a language cannot be heard yet and what to do."""
    name = _NAMES[language]
    return f"I can't hear {name} yet, so the caller would not notice what you said. Please say it in English."


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower().replace("’", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
