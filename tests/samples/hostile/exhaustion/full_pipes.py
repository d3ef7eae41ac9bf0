# attack: fills pipes and sockets of the kernel until a write waits for ever
# claims: hangs
# honest: 60
# verdict: graded

# %%
import os
import socket

KEPT = []

# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    while True:
        KEPT.append(socket.socketpair())
        KEPT[-1][0].setblocking(False)
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        try:
            while True:
                os.write(writer, bytes(2**16))
        except BlockingIOError:
            pass
        if len(KEPT) == 40:
            os.set_blocking(writer, True)
            os.write(writer, bytes(2**16))
