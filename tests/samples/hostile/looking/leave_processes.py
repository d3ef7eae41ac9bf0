# Starts processes that are no longer anybody's children, in a session of their own, and that heed no signal.
# Each carries the word it is told on its command line, by which it is found from outside.
import os
import subprocess
import sys

PROGRAM = "import signal, time; [signal.signal(n, signal.SIG_IGN) for n in (1, 2, 13, 15)]; time.sleep(100_000)"


def attack(word):
    subprocess.Popen([sys.executable, "-I", "-c", PROGRAM, word])
    subprocess.Popen([sys.executable, "-I", "-c", PROGRAM, word], start_new_session=True)
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execv(sys.executable, [sys.executable, "-I", "-c", PROGRAM, word])
        os._exit(0)
    return os.getpid()
