"""Text of unknown origin, made fit for an error message: printable, encodable and short."""

MOST = 80


def quoted(value: object, most: int = MOST) -> str:
    """A string in quotes with every unprintable character escaped, cut to `most` characters.

    Of anything but a string only the kind is named: its own text may be endless, or raise.
    """
    if not isinstance(value, str):
        return "nothing" if value is None else f"a value of type {type(value).__name__}"
    text = repr(value[:most])
    return text if len(value) <= most and len(text) <= most else text[: most - 1] + "…"


def shown_name(name: str, most: int = MOST) -> str:
    """A file's name as it is when it is short and printable (bidi and control characters are not), else quoted."""
    return name if name.isprintable() and 0 < len(name) <= most else quoted(name, most)
