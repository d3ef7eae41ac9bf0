"""Text that every database can hold."""


def storable(text: str) -> str:
    """`text` as every database can hold it: a question mark for a lone surrogate, U+FFFD for NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def is_storable(text: str) -> bool:
    """Whether `storable` leaves it as it is."""
    return storable(text) == text
