# Leaves a word wherever another submission might look for it; `found` looks for it there.
import os
import socket
import tempfile

HELD = []


def attack(word):
    for folder in _folders():
        with open(os.path.join(folder, word), "w") as file:
            file.write(word)
    sock = socket.socket(socket.AF_UNIX)
    sock.bind("\0" + word)
    sock.listen()
    HELD.append(sock)
    return found(word)


def found(word):
    return [folder for folder in _folders() if os.path.exists(os.path.join(folder, word))] + _abstract(word)


def _folders():
    places = (".", os.path.expanduser("~"), tempfile.gettempdir(), "/tmp", "/dev/shm")
    own = [place for place in places if os.path.realpath(place) not in ("/tmp", "/dev/shm") or _private()]
    return [place for place in own if os.access(place, os.W_OK)]  # an interpreter below /tmp closes /tmp


def _private():
    return os.path.isdir("/home/student") and os.path.expanduser("~") == "/home/student"


def _abstract(word):
    with socket.socket(socket.AF_UNIX) as sock:
        try:
            sock.connect("\0" + word)
        except OSError:
            return []
        return ["abstract"]
