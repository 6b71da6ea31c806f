"""How a call was set up: its variant and the branches switched on"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("variant", "switched"):
        op.add_column("calls", sa.Column(name, sa.Text, nullable=False, server_default=sa.text("''")))
