# Ends its process without any cleaning up, so that no reply is ever sent.
import os


def attack():
    os._exit(0)
