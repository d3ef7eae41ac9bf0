"""Images that a page may carry: judged by their bytes, whatever they are called."""

import base64
import io
import struct
import zlib

import pytest
from PIL import Image

from grader.feedback.images import MOST_BYTES, image_address, is_safe_image


def encoded(format: str, **options: object) -> str:
    file = io.BytesIO()
    Image.new("RGB", (3, 2), "red").save(file, format, **options)
    return base64.b64encode(file.getvalue()).decode()


def of_size(width: int, height: int) -> str:
    """A small PNG that says to be large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = b"\x89PNG\r\n\x1a\n"
    for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")):
        parts += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return base64.b64encode(parts).decode()


def moving() -> str:
    frames = [Image.new("RGB", (3, 2), colour) for colour in ("red", "blue")]
    return encoded_frames(frames)


def encoded_frames(frames: list[Image.Image]) -> str:
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    return base64.b64encode(file.getvalue()).decode()


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF"])
def test_an_image_becomes_its_address(format: str) -> None:
    data, kind = encoded(format), f"image/{format.lower()}"
    wrapped = "\n".join(data[place : place + 20] for place in range(0, len(data), 20))
    assert image_address({"text/plain": "<Figure>", kind: wrapped}) == f"data:{kind};base64,{data}"
    assert is_safe_image(f"data:{kind};base64,{data}")


def test_the_bytes_tell_what_an_image_is() -> None:
    assert str(image_address({"image/png": encoded("JPEG")})).startswith("data:image/jpeg;")
    assert not is_safe_image(f"data:image/svg+xml;base64,{encoded('JPEG')}")


@pytest.mark.parametrize(
    "data",
    {
        "nothing": "",
        "no base64": "<svg onload=alert(1)>",
        "svg": base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>").decode(),
        "html": base64.b64encode(b"<script>alert(1)</script>").decode(),
        "a head alone": base64.b64encode(b"\x89PNG\r\n\x1a\n").decode(),
        "another format": encoded("BMP"),
        "too many pixels": of_size(60_000, 60_000),
        "too many for a warning": of_size(10_000, 10_000),
        "no pixels": of_size(0, 5),
        "moving": moving(),
        "too large": base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(MOST_BYTES)).decode(),
        "half a character": "\ud800",
    }.items(),
    ids=lambda case: case[0],
)
def test_anything_else_is_no_image(data: tuple[str, str]) -> None:
    assert image_address({"image/png": data[1]}) is None
    assert not is_safe_image(f"data:image/png;base64,{data[1]}")


@pytest.mark.parametrize(
    "address", ["", "https://x/y.png", "data:,x", "data:text/html,<b>", "x,data:image/png;base64,"]
)
def test_no_other_address_is_safe(address: str) -> None:
    assert not is_safe_image(address)
