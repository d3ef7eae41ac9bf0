"""Hidden suites as pytest runs them, and public checks, which are the same without secrets.

plugin      the pytest plugin: options, fixtures, marks, hooks
sitting     one submission sitting one suite: the notebook, the model answer, the verdicts
places      which files are suites, and of which assignment
marks       what an author writes on a test, read strictly
student     the student's names, called as if they were local
verdicts    a pytest report as an outcome and a message that the student may read
server      a suite collected once; a child forked for each submission
served      that child's side: pytest's own loop, one submission after the other
jobs        what is asked of it, and what it answers
hooks       what a suite may tell in its conftest.py
diagnosis   which known mistake was made, by replaying what a failing test asked
seeds       where random inputs start from
"""
