"""Drills: what is due, the lines of the next one, and how one went."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from trainer.calls.reply import accepted_hearing, accepted_reply
from trainer.coaching import drilling
from trainer.coaching.drilling import Answered, Tried
from trainer.coaching.schedule import schedule
from trainer.content.drills import Drill, DrillLine
from trainer.content.library import drills
from trainer.practice.line import PracticeLine
from trainer.store.drills import drill_cards_of, drill_tries_of, save_drill
from trainer.store.stored import DrillCard, DrillTry


@dataclass(frozen=True)
class SkillDue:
    """A skill to practise and when it is due, None while it has not been practised."""

    drill: Drill
    due: datetime | None


def skills(line: PracticeLine, person: str, now: datetime) -> list[SkillDue]:
    """Return every skill, those due first."""
    known = drills()
    due = {name: card.due for name, card in drill_cards_of(line.database, person).items()}
    return [SkillDue(known[name], due.get(name)) for name in drilling.weakest_first(list(known), due, now)]


def lines(line: PracticeLine, person: str, skill: str) -> list[DrillLine]:
    """Return the lines of the person's next drill on a skill."""
    tried = {one.line: Tried(one.met, one.at) for one in drill_tries_of(line.database, person) if one.skill == skill}
    return drilling.lines_to_answer(drills()[skill], tried)


def answer(line: PracticeLine, drill: Drill, asked: DrillLine, typed: str) -> Answered:
    """Return what a reply to a drill's line does; nothing of it is kept.

    Raises EmptyReply, ReplyTooLong or UnheardLanguage.
    """
    answered, hearing = drilling.answer(drill, line.resources.fill(asked.says), accepted_reply(typed), line.listener)
    accepted_hearing(hearing)
    return answered


def finish(line: PracticeLine, person: str, skill: str, results: Mapping[str, bool], now: datetime) -> datetime:
    """Keep how a drill went, by line, and return when the skill is due again."""
    before = drill_cards_of(line.database, person).get(skill)
    card, due = schedule(before.card if before else None, drilling.share_met(results.values()), now)
    tries = [DrillTry(skill, name, met, now) for name, met in results.items()]
    save_drill(line.database, person, DrillCard(skill, card, due), tries)
    return due
