# attack: a pipe in the place of the file: whoever opens it waits for a writer that never comes
# claims: hangs
# honest: 0
# verdict: refused
# makes: notebook
import os


def make(path):
    os.mkfifo(path)
