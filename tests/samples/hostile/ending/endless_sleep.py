# Waits for ever, which costs no CPU at all.
import time


def attack():
    while True:
        time.sleep(3600)
