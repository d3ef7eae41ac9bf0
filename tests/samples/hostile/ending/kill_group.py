# Kills its process group, whose members a process namespace does not hide.
import os
import signal


def attack():
    os.kill(0, signal.SIGKILL)
