# Starts a process whose first thread ends while another goes on. Gives whether that one lives.
import ctypes
import os
import threading
import time


def attack():
    if os.fork() == 0:
        threading.Thread(target=_beat).start()
        ctypes.CDLL("libpthread.so.0").pthread_exit(None)
    while not os.path.exists("beat"):
        time.sleep(0.01)
    return beats()


def beats():
    before = _read()
    time.sleep(0.2)
    return _read() != before


def _beat():
    while True:
        with open("beat", "w") as file:
            file.write(str(time.monotonic()))
        time.sleep(0.01)


def _read():
    with open("beat") as file:
        return file.read()
