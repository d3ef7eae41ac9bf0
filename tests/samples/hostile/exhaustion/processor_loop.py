# attack: spins in Python, and catches the signal that ends its seconds of the processor
# claims: hangs
# honest: 60
# verdict: graded

# %%
import signal

# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    signal.signal(signal.SIGXCPU, lambda *_: None)
    while True:
        pass
