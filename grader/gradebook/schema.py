"""The gradebook's tables as they are now. `migrations/` holds how they came to be; a test holds the two together."""

from typing import Final

from sqlalchemy import (
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.sqlite import REAL

# One name a constraint, the same on every database: a migration can only change what it can name.
metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pkey",
        "fk": "%(table_name)s_%(column_0_name)s_fkey",
        "uq": "%(table_name)s_%(column_0_name)s_key",
    }
)

POINTS: Final[Double[float]] = Double().with_variant(REAL(), "sqlite")

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

students = Table("students", metadata, Column("id", Text, primary_key=True))

# `seq` is the order of storing: it settles which of two submissions of one second is the later one.
submissions = Table(
    "submissions",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("assignment", Text, nullable=False),
    Column("student", Text, ForeignKey(students.c.id), nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", Text, ForeignKey(blobs.c.sha256), nullable=False),
    Column("submitted_at", Text, nullable=False),
    UniqueConstraint("id"),
    Index("submissions_by_student", "assignment", "student", "submitted_at", "seq"),
    sqlite_autoincrement=True,
)

results = Table(
    "results",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("submission", Text, ForeignKey(submissions.c.id), nullable=False),
    Column("suite", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("score", POINTS, nullable=False),
    Column("max_score", POINTS, nullable=False),
    Column("elapsed", POINTS, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("document", Text, nullable=False),
    UniqueConstraint("submission", "suite"),
    # All that a summary needs, so that listing a class never touches the documents.
    Index("results_in_short", "submission", "seq", "suite", "status", "score", "max_score"),
    sqlite_autoincrement=True,
)

# One row a hidden test of a result, in the document's order: for questions such as which test most students fail.
outcomes = Table(
    "outcomes",
    metadata,
    Column("result", Integer, ForeignKey(results.c.seq, ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("task", Text, nullable=False),
    Column("test", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("points", POINTS, nullable=False),
    Column("max_points", POINTS, nullable=False),
    sqlite_with_rowid=False,
)

diagnoses = Table(
    "diagnoses",
    metadata,
    Column("result", Integer, ForeignKey(results.c.seq, ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("task", Text, nullable=False),
    Column("misconception", Text, nullable=False),
    sqlite_with_rowid=False,
)

staff_notes = Table(
    "staff_notes",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("submission", Text, nullable=False),
    Column("suite", Text, nullable=False),
    Column("test", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("output", Text, nullable=False),
    ForeignKeyConstraint(["submission", "suite"], [results.c.submission, results.c.suite], ondelete="CASCADE"),
    Index("staff_notes_by_result", "submission", "suite"),
    sqlite_autoincrement=True,
)

# `due` is ISO 8601 with its offset, as the teacher wrote it.
extensions = Table(
    "extensions",
    metadata,
    Column("assignment", Text, primary_key=True),
    Column("student", Text, ForeignKey(students.c.id), primary_key=True),
    Column("due", Text, nullable=False),
)

# The class list as it was imported last, in its order. `student` is an id that submissions have, or empty where the
# list does not tell it; who is listed need not have handed in anything.
roster = Table(
    "roster",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Text, nullable=False) for name in ("student", "name", "email", "login", "sis", "lms", "section")),
)
