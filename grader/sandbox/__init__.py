"""Where student code runs, seen from the staff side.

interface     what a sandbox, a loaded notebook and a test are to the rooms above
bubblewrap    the sandbox proper: a zygote inside bubblewrap
unprotected   the same zygote without any wall, for those who ask for it
fake          in this process, for a student's own checks, for the model answer, and for tests
notebook      a submission's processes, and their recovery after a death
conversation  a socket, the state table of its conversation, and a deadline
mounts        which folders of this machine a sandbox shows
seccomp       the system calls that are refused
"""
