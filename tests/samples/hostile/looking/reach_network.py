# Connects to a port of this machine, to an abstract socket, and to the world. Gives what it reached.
import socket


def attack(port, abstract):
    places = {
        "tcp": (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", port)),
        "udp": (socket.AF_INET, socket.SOCK_DGRAM, ("192.0.2.1", 9)),
        "abstract": (socket.AF_UNIX, socket.SOCK_STREAM, "\0" + abstract),
        "world": (socket.AF_INET, socket.SOCK_STREAM, ("192.0.2.1", 9)),
    }
    return [name for name, place in places.items() if _connects(*place)]


def _connects(family, kind, address):
    with socket.socket(family, kind) as sock:
        sock.settimeout(0.2)
        try:
            sock.connect(address)
        except OSError:
            return False
        return True
