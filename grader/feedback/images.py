"""Images that a page may carry in itself: PNG, JPEG and GIF of bounded size, judged by their bytes."""

import base64
import binascii
import io
import warnings
from collections.abc import Mapping
from typing import Final

from PIL import Image

MOST_BYTES: Final = 2**20
MOST_PIXELS: Final = 16_000_000
"""Width times height: a small file can hold an image that no browser has room for."""

_TYPES: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif"}


def image_address(data: Mapping[str, str]) -> str | None:
    """The `data:` address of the first image in an output or attachment that a page may carry, or None."""
    for kind in _TYPES.values():
        if kind in data and (address := _address(data[kind])) is not None:
            return address
    return None


def is_safe_image(address: str) -> bool:
    """Whether this is an address as `image_address` makes it."""
    head, comma, encoded = address.partition(",")
    return bool(comma) and head.startswith("data:image/") and _address(encoded) == address


def _address(encoded: str) -> str | None:
    if len(encoded) > 2 * MOST_BYTES:
        return None
    try:
        data = base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    kind = _kind(data) if len(data) <= MOST_BYTES else None
    return f"data:{kind};base64,{base64.b64encode(data).decode()}" if kind is not None else None


def _kind(data: bytes) -> str | None:
    """The media type that the bytes themselves tell; None for what is too large, moves, or is no such image."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of images that would fill the memory
            with Image.open(io.BytesIO(data), formats=tuple(_TYPES)) as image:
                fits = image.width * image.height <= MOST_PIXELS and not getattr(image, "is_animated", False)
                return _TYPES.get(str(image.format)) if fits else None
    except Exception:  # noqa: BLE001  hostile bytes raise what they like
        return None
