"""Where a call's model is, second opinions on calls, and people's own ratings of them"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def moment() -> sa.types.TypeEngine[datetime]:
    return sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    op.add_column("calls", sa.Column("told_of", sa.Text, nullable=False, server_default=sa.text("''")))
    op.create_table(
        "opinions",
        sa.Column("call_id", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name="fk_opinions_call_id", ondelete="CASCADE"),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("prompt_hash", sa.Text, nullable=False),
        sa.Column("opinion", sa.Text, nullable=False),
        sa.Column("made_at", moment(), nullable=False),
        sa.Column("asked_here", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("call_id", "model", "prompt_hash", name="pk_opinions"),
    )
    op.create_table(
        "ratings",
        sa.Column("call_id", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name="fk_ratings_call_id", ondelete="CASCADE"),
        sa.Column("person_id", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_ratings_person_id", ondelete="CASCADE"),
        sa.Column("criterion", sa.Text, nullable=False),
        sa.Column("met", sa.Boolean, nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("call_id", "person_id", "criterion", name="pk_ratings"),
    )
    op.create_index("ix_ratings_person_id", "ratings", ["person_id"])
