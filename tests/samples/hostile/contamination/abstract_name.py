# attack: holds a name in the space of sockets, in a process of its own that outlives it
# claims: contaminates
# honest: 60
# verdict: graded
# twice: yes

# %%
import os
import socket
import time

taken = False
sock = socket.socket(socket.AF_UNIX)
try:
    sock.bind("\0mark-of-mine")
    if os.fork() == 0:
        os.setsid()
        time.sleep(30)
        os._exit(0)
except OSError:
    taken = True

# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    if taken:
        raise ValueError("CARRIED: the name is taken by another submission")
