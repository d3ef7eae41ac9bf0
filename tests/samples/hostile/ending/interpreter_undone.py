# Takes apart what the program around it needs to answer.
import builtins
import os
import socket
import sys


def attack():
    os._exit = os.kill = os.waitpid = socket.socket.sendall = lambda *_: None
    builtins.isinstance = builtins.len = lambda *_: True
    sys.modules.clear()
    raise SystemExit(0)
