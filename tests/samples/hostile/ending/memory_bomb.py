# Asks for eight gigabytes and writes to all of them.
def attack():
    return sum(bytearray(b"x") * (8 * 2**30))
