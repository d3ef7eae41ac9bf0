# Fills its memory a little at a time, and holds on to it.
def attack():
    parts = []
    while True:
        parts.append(bytearray(b"x") * 2**20)
