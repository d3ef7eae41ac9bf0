"""A whole class graded: the submissions of a folder or an LMS's zip, on all cores, resumable.

sources     a folder or a zip, and reading from it without being led elsewhere
naming      whose work a file is, by its name or its LMS's
finding     the one file of each student, and why the others are none
ledger      the gradebook, as a batch sees it
run         the caller's side: stores, hands out chunks, records; what lost its worker is handed out again
worker      the worker's side: a chunk of submissions goes in, results come out
pool        the local engine behind the seam, a `concurrent.futures.Executor`
cluster     the other engine: Dask's workers, on many machines
output      one line a result, in the order of the students
batch       all of it together

The seam is `Engine.submit(grade_chunk, chunk)` (`run`): plain records in, plain records out. An engine that loses a
worker must fail the futures that were at it with `BrokenExecutor`, and none besides.
"""
