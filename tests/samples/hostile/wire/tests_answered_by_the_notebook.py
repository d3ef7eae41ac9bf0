# attack: the notebook's process, which is spared, answers the tests itself and forks nothing: what it learns in one stays for the next
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
import os
import socket
import sys

from grader.wire import connection
from grader.wire.answering import Answering
from grader.wire.messages import Ended, Failed, Ready

names = globals()
ours = sys.modules.get("grader.student_side.notebook")


def served(channel, shell):
    channel.receive()
    mine = type(channel)(socket.socket(fileno=channel.descriptors.pop()), connection.TEST)
    mine._end = lambda: (_ for _ in ()).throw(EOFError)

    def ask(question):
        mine.send(question)
        return mine.receive()

    mine.send(Ready())
    answering = Answering(names, ask)
    try:
        while True:
            mine.send(answering.answer(mine.receive()))
    except EOFError:
        mine.close()
    channel.send(Ended(0, 0.0, 0.0))


if ours is not None:
    ours._fork_test = served
seen = []


def secret(n):
    seen.append(n)
    return sum(seen)
