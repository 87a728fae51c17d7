"""Bytes of a file, decompressed as they are read, never more than is asked for."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from typing import IO, Any, cast

from zhextract.io.frames import arrow

COMPRESSED = (".gz", ".zst", ".bz2", ".xz")
#: What the system and the decompressors raise for bytes that cannot be read.
UNREADABLE = (OSError, EOFError, zlib.error, lzma.LZMAError)


def decompressed(stream: IO[bytes], suffix: str) -> IO[bytes]:
    """The stream behind a compressed one; a file that ends too soon raises one of `UNREADABLE` when it is read."""
    if suffix == ".gz":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=stream, mode="rb"))
    if suffix == ".bz2":
        return cast("IO[bytes]", bz2.BZ2File(stream))
    if suffix == ".xz":
        return cast("IO[bytes]", lzma.LZMAFile(stream))
    return cast("IO[bytes]", io.BufferedReader(_Arrow(stream), 1 << 16))


class _Arrow(io.RawIOBase):
    """Zstandard by pyarrow, which says so where a frame is cut short."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._file: Any = arrow().CompressedInputStream(stream, "zstd")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def lines(stream: IO[bytes], longest: int, *, most: int | None = None) -> Iterator[bytes | None]:
    """The lines of a stream, None for one of more than `longest` bytes.

    One of more than `most` is no line but a bomb: what follows is not read, and `EOFError` is raised.
    """
    read = stream.readline
    while line := read(longest + 1):
        if len(line) <= longest:
            yield line
            continue
        passed = len(line)
        while line and not line.endswith(b"\n"):
            line = read(1 << 20)
            passed += len(line)
            if most is not None and passed > most:
                yield None
                raise EOFError(f"a line of more than {passed - 1:,} bytes; the rest of the file is not read")
        yield None


def cause_of(error: BaseException) -> str:
    """What went wrong with the bytes, in one clause."""
    if isinstance(error, EOFError) and "before the end-of-stream" in str(error):
        return "the compressed file is cut short; the rest is missing"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    text = " ".join(str(error).split()).rstrip(".")
    return (text or type(error).__name__)[:200]
