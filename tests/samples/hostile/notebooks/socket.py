# attack: a socket with the name of a notebook
# claims: breaks
# honest: 0
# verdict: refused
# makes: notebook
import os
import socket


def make(path):
    here = os.getcwd()
    os.chdir(path.parent)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path.name)
    os.chdir(here)
