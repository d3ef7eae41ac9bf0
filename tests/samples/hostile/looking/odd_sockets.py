# Makes sockets of the families that reach past a network namespace or into the kernel, and sends out-of-band bytes.
# Gives what was granted.
import socket

FAMILIES = (
    "AF_VSOCK",
    "AF_NETLINK",
    "AF_PACKET",
    "AF_ALG",
    "AF_CAN",
    "AF_TIPC",
    "AF_BLUETOOTH",
    "AF_RDS",
    "AF_QIPCRTR",
)


def attack():
    numbers = {name: getattr(socket, name) for name in FAMILIES if hasattr(socket, name)} | {"AF_KEY": 15, "AF_XDP": 44}
    kinds = (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET)
    found = [name for name, number in numbers.items() if any(_opens(number, kind) for kind in kinds)]
    found += [name for name in ("AF_INET",) if _opens(socket.AF_INET, socket.SOCK_RAW)]
    return found + ["out of band"] * _sends_out_of_band()


def _sends_out_of_band():
    one, other = socket.socketpair()
    with one, other:
        try:
            one.sendmsg([b"x"], [], socket.MSG_OOB | socket.MSG_DONTWAIT)
            return True
        except OSError:
            pass
        try:
            return one.send(b"x", socket.MSG_OOB) > 0
        except OSError:
            return False


def _opens(family, kind):
    try:
        socket.socket(family, kind, 0).close()
    except OSError:
        return False
    return True
