"""People, calls and their acts, scorecards and reflections"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
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
    op.create_table(
        "people",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("pseudonym", sa.Text, nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.Text, nullable=False),
        *of("sessions", "people"),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("seen_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
    )
    op.create_index("ix_sessions_person_id", "sessions", ["person_id"])
    op.create_table(
        "contents",
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_contents"),
    )
    op.create_table(
        "calls",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("scenario", sa.Text, nullable=False),
        sa.Column("scenario_hash", sa.Text, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("softened", sa.Boolean, nullable=False),
        sa.Column("started_at", moment(), nullable=False),
        sa.Column("ended_at", moment()),
        sa.Column("ending", sa.Text),
        sa.Column("ending_kind", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
        sa.ForeignKeyConstraint(["scenario_hash"], ["contents.hash"], name="fk_calls_scenario_hash"),
    )
    op.create_index("ix_calls_scenario_hash", "calls", ["scenario_hash"])
    op.create_table(
        "call_access",
        *of("call_access", "calls"),
        *of("call_access", "people"),
        sa.Column("since", moment(), nullable=False),
        sa.PrimaryKeyConstraint("call_id", "person_id", name="pk_call_access"),
    )
    op.create_index("ix_call_access_person_id", "call_access", ["person_id"])
    op.create_table(
        "acts",
        *of("acts", "calls"),
        sa.Column("n", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("heard", sa.Text, nullable=False),
        sa.Column("listener_hash", sa.Text, nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("call_id", "n", name="pk_acts"),
    )
    op.create_table(
        "scorecards",
        sa.Column("id", sa.Integer, nullable=False),
        *of("scorecards", "calls"),
        sa.Column("rubric", sa.Text, nullable=False),
        sa.Column("rubric_hash", sa.Text, nullable=False),
        sa.Column("listener_hash", sa.Text, nullable=False),
        sa.Column("scenario_hash", sa.Text, nullable=False),
        sa.Column("total", sa.Integer),
        sa.Column("card", sa.Text, nullable=False),
        sa.Column("made_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_scorecards"),
    )
    op.create_index("ix_scorecards_call_id", "scorecards", ["call_id"])
    op.create_table(
        "reflections",
        *of("reflections", "calls"),
        *of("reflections", "people"),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("updated_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("call_id", "person_id", name="pk_reflections"),
    )
    op.create_index("ix_reflections_person_id", "reflections", ["person_id"])
