# Kills the process that it was forked from.
import os
import signal


def attack():
    os.kill(os.getppid(), signal.SIGKILL)
    os._exit(0)
