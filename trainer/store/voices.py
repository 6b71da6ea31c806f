"""How lines of a call were said, where a language model voices its caller."""

from sqlalchemy import Connection, select

from trainer.calls.voiced_line import VoicedLine
from trainer.store.access import keepable, locked_call
from trainer.store.database import Database, insert_or_skip
from trainer.store.tables import voiced_lines


def save_voiced(database: Database, call_id: str, turn: int, line: VoicedLine) -> None:
    """Keep how the caller's line at `turn` was said; the first to say it has said it. Raises NotFound."""
    keepable(line.text)
    with database.write() as connection:
        locked_call(connection, call_id)
        insert_voiced(connection, call_id, turn, line)


def read_voiced(connection: Connection, call_id: str) -> dict[int, VoicedLine]:
    """Return how a call's lines were said, by turn."""
    found = select(voiced_lines).where(voiced_lines.c.call_id == call_id).order_by(voiced_lines.c.turn)
    return {row.turn: VoicedLine(row.text, row.voice, row.why) for row in connection.execute(found)}


def insert_voiced(connection: Connection, call_id: str, turn: int, line: VoicedLine) -> None:
    """Insert how a line was said, unless it has been said."""
    values = {"text": line.text, "voice": line.voice, "why": line.why}
    insert_or_skip(connection, voiced_lines, {"call_id": call_id, "turn": turn, **values})
