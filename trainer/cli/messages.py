"""python -m trainer messages: what trainees wrote to a person of the organisation, for that person to read."""

import argparse
from datetime import UTC, datetime
from typing import Any

from trainer.content.people import people_here
from trainer.errors import InputError
from trainer.store.database import open_database
from trainer.store.messages import delete_messages, mark_read, messages_for

EXAMPLE = """examples:
  python -m trainer messages shift_lead
  python -m trainer messages shift_lead --delete-read

The names are those in people.yaml (docs/learning.md). Nothing says who wrote a message, unless they say so in it."""


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "messages",
        help="read what trainees wrote to you",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("person", metavar="PERSON", help="a short name in people.yaml")
    parser.add_argument("--all", action="store_true", help="also those read before")
    parser.add_argument("--delete-read", action="store_true", help="delete for good those read before, and print none")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the messages and note that they were read; raises InputError for an unknown name."""
    people = people_here().people
    if chosen.person not in people:
        raise InputError(f"nobody is called `{chosen.person}` (there are: {', '.join(people)})")
    database = open_database()
    if chosen.delete_read:
        gone = delete_messages(database, chosen.person)
        print(f"{gone} messages deleted for good.")
        return 0
    found = [one for one in messages_for(database, chosen.person) if chosen.all or one.read_at is None]
    for one in found:
        print(f"{one.sent_at:%Y-%m-%d %H:%M} UTC\n{one.text}\n")
    mark_read(database, [one.id for one in found if one.read_at is None], datetime.now(UTC))
    if not found:
        print("No new messages.")
    return 0
