"""A batch on a cluster: Dask's scheduler hands the chunks out, on each node processes of ours work at them.

shipping    the course as bytes: what grading needs of it, packed here and unpacked there
alike       whether grader, Python and packages there are those here
messages    what crosses the network: records as bytes, checked on arrival
process     a process that grades, spoken to over a socket
node        what Dask's worker holds and runs: the course, and those processes
client      the caller's side: the engine behind the seam of `concurrent.futures`

Dask carries each message as plain bytes, beside the name of a function of `node`. Nothing here is loaded unless a
scheduler is named.
"""
