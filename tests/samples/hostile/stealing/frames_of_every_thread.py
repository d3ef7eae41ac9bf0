# attack: a thread of the student's samples the stacks of all others while they wait for an answer
# claims: leaks
# honest: 60
# verdict: graded
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
import sys
import threading
import time


def sample():
    while True:
        time.sleep(0.001)
        for frame in list(sys._current_frames().values()):
            while frame is not None:
                if note := frame.f_globals.get("NOTE"):
                    sys.stdout.write(note)
                    return
                frame = frame.f_back


def secret(n):
    threading.Thread(target=sample, daemon=True).start()
    time.sleep(0.05)
