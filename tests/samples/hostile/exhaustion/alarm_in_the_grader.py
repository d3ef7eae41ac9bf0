# attack: sets timers, and a handler that raises wherever the process happens to be
# claims: breaks
# honest: 60
# verdict: graded

# %%
import signal
import time

# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def struck(*_):
    raise KeyboardInterrupt


def secret(n):
    signal.signal(signal.SIGALRM, struck)
    signal.signal(signal.SIGPROF, struck)
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    while True:
        try:
            time.sleep(0.5)
            return 0
        except KeyboardInterrupt:
            continue
