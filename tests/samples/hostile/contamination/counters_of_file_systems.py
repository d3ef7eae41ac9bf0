# attack: makes files, and reads from statfs and from the numbers of new files how many were made before
# claims: contaminates
# honest: 60
# verdict: graded
# twice: yes
# %%
def double(x):
    return 2 * x


def apply(f, x):
    return f(x) + 1

# %%
import os

signs = []
for place in ("/tmp", "/dev/shm", "/home/student", "/", "/dev", "/usr", "/opt", "/assignment"):
    try:
        status = os.statvfs(place)
    except OSError:
        continue
    if place in ("/tmp", "/dev/shm", "/home/student") and (status.f_files - status.f_ffree > 100 or status.f_bfree * 4 < status.f_blocks):
        signs.append(place)
try:
    with open("/tmp/first", "x"):
        if os.stat("/tmp/first").st_ino > 500:
            signs.append("numbers of files")
    for number in range(2000):
        open(f"/tmp/{number}", "x").close()
except OSError:
    signs.append("files that are there")


def secret(n):
    if signs:
        raise ValueError(f"CARRIED: {signs} tell of another submission")
    return n
