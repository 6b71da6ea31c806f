"""The tables of the store. A call is the trainee's acts; states, moods and lines are replayed from them."""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.types import TypeEngine


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime on both databases; on SQLite it is ISO text that sorts by time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime] | TypeEngine[str]:
        return String(32) if dialect.name == "sqlite" else DateTime(timezone=True)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.isoformat(timespec="microseconds") if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | str | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(UTC)


def _of(parent: str, *, primary: bool = False, index: bool = False) -> Column[str]:
    """A column that belongs to a row of `parent` and goes when that row goes."""
    name = {"calls": "call_id", "people": "person_id"}[parent]
    target = ForeignKey(f"{parent}.id", ondelete="CASCADE")
    return Column(name, Text, target, primary_key=primary, nullable=False, index=index)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    Column("pseudonym", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", Text, primary_key=True),
    _of("people", index=True),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
)

contents = Table(
    "contents",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
)

calls = Table(
    "calls",
    metadata,
    Column("id", Text, primary_key=True),
    Column("scenario", Text, nullable=False),
    Column("scenario_hash", Text, ForeignKey("contents.hash"), nullable=False, index=True),
    Column("seed", BigInteger, nullable=False),
    Column("softened", Boolean, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("ending", Text),
    Column("ending_kind", Text),
    Column("variant", Text, nullable=False, server_default=text("''")),
    Column("switched", Text, nullable=False, server_default=text("''")),
    Column("branch_of", Text),  # the call it goes back into, which may have been deleted since
    Column("branched_at", Integer),
    Column("made_at", Moment),  # when a branch was made; its own times go on from where the call stood
    Column("check_in", Boolean, nullable=False, server_default=text("false")),
    Column("with_model", Boolean, nullable=False, server_default=text("false")),
    Column("told_of", Text, nullable=False, server_default=text("''")),
)

call_access = Table(
    "call_access",
    metadata,
    _of("calls", primary=True),
    _of("people", primary=True, index=True),
    Column("since", Moment, nullable=False),
)

acts = Table(
    "acts",
    metadata,
    _of("calls", primary=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("heard", Text, nullable=False),
    Column("listener_hash", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

scorecards = Table(
    "scorecards",
    metadata,
    Column("id", Integer, primary_key=True),
    _of("calls", index=True),
    Column("rubric", Text, nullable=False),
    Column("rubric_hash", Text, nullable=False),
    Column("listener_hash", Text, nullable=False),
    Column("scenario_hash", Text, nullable=False),
    Column("total", Integer),
    Column("card", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)

reflections = Table(
    "reflections",
    metadata,
    _of("calls", primary=True),
    _of("people", primary=True, index=True),
    Column("text", Text, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

voiced_lines = Table(
    "voiced_lines",
    metadata,
    _of("calls", primary=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("voice", Text, nullable=False),
    Column("why", Text, nullable=False),
)

opinions = Table(
    "opinions",
    metadata,
    _of("calls", primary=True),
    Column("model", Text, primary_key=True),
    Column("prompt_hash", Text, primary_key=True),
    Column("opinion", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("asked_here", Boolean, nullable=False),
)

ratings = Table(
    "ratings",
    metadata,
    _of("calls", primary=True),
    _of("people", primary=True, index=True),
    Column("criterion", Text, primary_key=True),
    Column("met", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
)

contests = Table(
    "contests",
    metadata,
    _of("calls", primary=True),
    _of("people", primary=True, index=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("move", Text, primary_key=True),
    Column("meant", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

moods = Table(
    "moods",
    metadata,
    _of("calls", primary=True),
    _of("people", primary=True, index=True),
    Column("before", Integer),
    Column("after", Integer),
)

drill_cards = Table(
    "drill_cards",
    metadata,
    _of("people", primary=True),
    Column("skill", Text, primary_key=True),
    Column("card", Text, nullable=False),
    Column("due", Moment, nullable=False),
)

drill_tries = Table(
    "drill_tries",
    metadata,
    _of("people", primary=True),
    Column("skill", Text, primary_key=True),
    Column("line", Text, primary_key=True),
    Column("met", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
)

left_out = Table(
    "left_out",
    metadata,
    _of("people", primary=True),
    Column("scenario", Text, primary_key=True),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("recipient", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("read_at", Moment),
)
