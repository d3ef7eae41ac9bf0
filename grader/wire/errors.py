"""What can go wrong on the wire, and whose fault it is."""


class ProtocolError(Exception):
    """The conversation broke. One of the two below: ours or theirs."""


class LocalProtocolError(ProtocolError):
    """This side tried to say something that the state table does not allow: a bug of ours."""


class RemoteProtocolError(ProtocolError):
    """The other side sent bytes that are no message, or a message out of turn, or one over a limit."""


class Unsendable(Exception):
    """A value that cannot cross: too deep, too large, too many parts. The text says which, for a person."""
