# attack: shared memory and semaphores of the old kind, which stay in the kernel when their maker has ended
# claims: contaminates
# honest: 60
# verdict: graded
# twice: yes

# %%
import ctypes

LIBC = ctypes.CDLL(None, use_errno=True)
KEY, EXCLUSIVE = 0x6D61726B, 0o3600

made = [LIBC.shmget(KEY, 4096, EXCLUSIVE), LIBC.semget(KEY, 1, EXCLUSIVE), LIBC.msgget(KEY, EXCLUSIVE)]
there = [LIBC.shmget(KEY, 4096, 0o600), LIBC.semget(KEY, 1, 0o600), LIBC.msgget(KEY, 0o600)]

# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1


def secret(n):
    if any(old >= 0 and new < 0 for new, old in zip(made, there)):
        raise ValueError("CARRIED: memory of another submission")
