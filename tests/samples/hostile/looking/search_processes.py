# Looks for a word in the environment and the command line of every process in sight. Gives the places it is found.
import glob
import os


def attack(word):
    places = glob.glob("/proc/[0-9]*/environ") + glob.glob("/proc/[0-9]*/cmdline")
    found = [place for place in places if word.encode() in _content(place)]
    return found + [name for name, value in os.environ.items() if word in value]


def _content(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""
