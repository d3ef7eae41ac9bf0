"""The first gradebook: submissions, results and staff notes, as they were before Alembic.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_POINTS: sa.Double[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "blobs", sa.Column("sha256", sa.Text, primary_key=True), sa.Column("data", sa.LargeBinary, nullable=False)
    )
    op.create_table(
        "submissions",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("assignment", sa.Text, nullable=False),
        sa.Column("student", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, sa.ForeignKey("blobs.sha256"), nullable=False),
        sa.Column("submitted_at", sa.Text, nullable=False),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("submissions_by_student", "submissions", ["assignment", "student", "submitted_at", "seq"])
    op.create_table(
        "results",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("submission", sa.Text, sa.ForeignKey("submissions.id"), nullable=False),
        sa.Column("suite", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("score", _POINTS, nullable=False),
        sa.Column("max_score", _POINTS, nullable=False),
        sa.Column("elapsed", _POINTS, nullable=False),
        sa.Column("recorded_at", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.UniqueConstraint("submission", "suite"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "staff_notes",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("submission", sa.Text, nullable=False),
        sa.Column("suite", sa.Text, nullable=False),
        sa.Column("test", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("output", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["submission", "suite"], ["results.submission", "results.suite"], ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("staff_notes_by_result", "staff_notes", ["submission", "suite"])
