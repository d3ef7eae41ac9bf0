"""Grades every hostile sample with this grader and with a naive one: none may beat the one, all must beat the other.

python -m tests.hostile [GROUP | GROUP/NAME …]
"""
