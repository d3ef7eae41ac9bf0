# Stops the process that it was forked from, so that it cannot say what has become of its child.
import os
import signal


def attack():
    os.kill(os.getppid(), signal.SIGSTOP)
    os._exit(0)
