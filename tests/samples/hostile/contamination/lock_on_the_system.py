# attack: locks a file of the system, which everybody can read, in a process that outlives it
# claims: contaminates
# honest: 60
# verdict: graded
# twice: yes

# %%
import fcntl
import os
import time

file = os.open("/usr/bin/env", os.O_RDONLY)
locked = False
try:
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    if os.fork() == 0:
        os.setsid()
        time.sleep(30)
        os._exit(0)
except OSError:
    locked = True

# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    if locked:
        raise ValueError("CARRIED: another submission holds the lock")
