"""Branches of a call, check-ins, contested marks, moods, drills, what a person leaves out, messages to people"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def moment() -> sa.types.TypeEngine[datetime]:
    return sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def of(table: str, parent: str) -> list[sa.schema.SchemaItem]:
    column = {"calls": "call_id", "people": "person_id"}[parent]
    return [
        sa.Column(column, sa.Text, nullable=False),
        sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE"),
    ]


def upgrade() -> None:
    op.add_column("calls", sa.Column("branch_of", sa.Text))
    op.add_column("calls", sa.Column("branched_at", sa.Integer))
    op.add_column("calls", sa.Column("made_at", moment()))
    op.add_column("calls", sa.Column("check_in", sa.Boolean, nullable=False, server_default=sa.text("false")))
    op.create_table(
        "contests",
        *of("contests", "calls"),
        *of("contests", "people"),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("move", sa.Text, nullable=False),
        sa.Column("meant", sa.Text, nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("call_id", "person_id", "turn", "move", name="pk_contests"),
    )
    op.create_index("ix_contests_person_id", "contests", ["person_id"])
    op.create_table(
        "moods",
        *of("moods", "calls"),
        *of("moods", "people"),
        sa.Column("before", sa.Integer),
        sa.Column("after", sa.Integer),
        sa.PrimaryKeyConstraint("call_id", "person_id", name="pk_moods"),
    )
    op.create_index("ix_moods_person_id", "moods", ["person_id"])
    op.create_table(
        "drill_cards",
        *of("drill_cards", "people"),
        sa.Column("skill", sa.Text, nullable=False),
        sa.Column("card", sa.Text, nullable=False),
        sa.Column("due", moment(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "skill", name="pk_drill_cards"),
    )
    op.create_table(
        "drill_tries",
        *of("drill_tries", "people"),
        sa.Column("skill", sa.Text, nullable=False),
        sa.Column("line", sa.Text, nullable=False),
        sa.Column("met", sa.Boolean, nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "skill", "line", name="pk_drill_tries"),
    )
    op.create_table(
        "left_out",
        *of("left_out", "people"),
        sa.Column("scenario", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "scenario", name="pk_left_out"),
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sent_at", moment(), nullable=False),
        sa.Column("read_at", moment()),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
    )
