"""What is kept: submissions, results and staff notes, in one SQLite file. All SQL of the package stands here."""
