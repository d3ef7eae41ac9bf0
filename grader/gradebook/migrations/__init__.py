"""How the gradebook's tables came to be what they are, one step a file in `versions/`; run by Alembic."""
