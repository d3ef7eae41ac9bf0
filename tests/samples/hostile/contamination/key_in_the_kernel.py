# attack: a key in the user's keyring, which the user's next process can read
# claims: contaminates
# honest: 60
# verdict: graded
# twice: yes

# %%
import ctypes

LIBC = ctypes.CDLL(None, use_errno=True)
ADD_KEY, KEYCTL, SEARCH, RINGS = 248, 250, 10, (-4, -5, -3)

found = any(LIBC.syscall(KEYCTL, SEARCH, ring, b"user", b"mark-of-mine", 0) >= 0 for ring in RINGS)
for ring in RINGS:
    LIBC.syscall(ADD_KEY, b"user", b"mark-of-mine", b"x", 1, ring)

# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    if found:
        raise ValueError("CARRIED: a key of another submission")
