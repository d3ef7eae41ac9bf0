# attack: writes to the descriptors themselves, below anything that a grader puts in the place of sys.stdout
# claims: breaks
# honest: 60
# verdict: graded

# %%
import os

# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    while True:
        for descriptor in range(1, 32):
            try:
                os.set_blocking(descriptor, False)
                os.write(descriptor, b"CANARY? " * 4096)
            except OSError:
                pass
