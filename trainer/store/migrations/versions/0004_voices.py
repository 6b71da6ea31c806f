"""Calls whose caller a language model voices, and how each of their lines was said"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("calls", sa.Column("with_model", sa.Boolean, nullable=False, server_default=sa.text("false")))
    op.create_table(
        "voiced_lines",
        sa.Column("call_id", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name="fk_voiced_lines_call_id", ondelete="CASCADE"),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("voice", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("call_id", "turn", name="pk_voiced_lines"),
    )
