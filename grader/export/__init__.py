"""Marks go out to an LMS, its class lists come in, and Gradescope gets an autograder.

tables      a CSV file cell by cell, every other byte kept
cells       what may stand in a cell: no formulas, numbers in one form
formats     the files of Canvas, Moodle, Blackboard and Gradescope, known by their headers
people      whose row is whose, by any of a person's identifiers
roster      a class list read, and what an import changes
fresh       a file made anew
filling     the teacher's own export, with the marks in it
gradescope  one result as Gradescope's results.json
autograder  the zip that grades on Gradescope; `harness` is the program in it
"""
