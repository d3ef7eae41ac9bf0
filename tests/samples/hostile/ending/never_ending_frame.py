# Sends printed text without end on every socket it holds: each message is well formed, and no answer ever comes.
import os

import grader.wire.frames
import grader.wire.messages


def attack():
    frame = grader.wire.frames.frame(grader.wire.messages.Printed("x" * 60_000))
    sockets = [number for number in range(3, 256) if os.path.exists(f"/proc/self/fd/{number}")]
    while True:
        for descriptor in sockets:
            try:
                os.write(descriptor, frame)
            except OSError:
                sockets = [number for number in sockets if number != descriptor] or os._exit(0)
