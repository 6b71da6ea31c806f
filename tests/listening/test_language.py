import pytest

from trainer.content.replies import MEASURED_AUTHORS, load_replies
from trainer.listening.language import language_of

SPANISH = (
    "¿Estás bien?",
    "Te creo. No es tu culpa.",
    "no tienes que decirme nada que no quieras",
    "Estamos aquí contigo, ¿quieres hablar de lo que pasó?",
    "no llames a la policia si no quieres",
)
FRENCH = (
    "Je vous crois.",
    "Ce n'est pas de votre faute.",
    "qu'est-ce que tu veux faire maintenant ?",
    "Vous êtes en sécurité là où vous êtes ?",
    "on peut en parler si vous voulez, il n'y a pas d'urgence",
)
ENGLISH = (
    "",
    "ok",
    "No.",
    "Sí, I believe you.",
    "Ay, mija, that sounds scary. Are you safe right now?",
    "C'est la vie, as my mother says, but you don't have to like it.",
    "no no no",
    "me me me",
    "💛",
    "La Mesa clinic, want the number?",
)


@pytest.mark.parametrize("reply", SPANISH)
def test_spanish_is_recognised(reply: str) -> None:
    assert language_of(reply) == "es"


@pytest.mark.parametrize("reply", FRENCH)
def test_french_is_recognised(reply: str) -> None:
    assert language_of(reply) == "fr"


@pytest.mark.parametrize("reply", ENGLISH)
def test_english_with_a_few_foreign_words_is_english(reply: str) -> None:
    assert language_of(reply) == "en"


def test_no_measured_reply_is_taken_for_another_language() -> None:
    replies = [reply for author, theirs in load_replies().items() if author in MEASURED_AUTHORS for reply in theirs]
    assert [reply.reply for reply in replies if language_of(reply.reply) != "en"] == []
