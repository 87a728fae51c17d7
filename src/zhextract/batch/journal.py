"""The journal of a run: what is done, so that a run that was broken off can go on.

Beside the output OUT stands the folder `OUT.journal`: `journal.jsonl`, whose first line says what was asked for and of
which inputs, then a line for each chunk that is done and each document that was set aside; and `chunks/`, the results.
A line counts once it is whole, a chunk once its checksum is in the journal and fits.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from zhextract.errors import OutputError
from zhextract.io.write import cannot_write


class Journal:
    """One run. Make it with `start` or `resume`; both hold a lock, so that no two runs write the same output."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.chunks = folder, folder / "chunks"
        self.done: dict[int, dict[str, Any]] = {}
        self.set_aside: dict[int, dict[int, str]] = {}
        self._stream: IO[bytes] | None = None

    @classmethod
    def start(cls, folder: Path, head: Mapping[str, Any]) -> Journal:
        """A new journal; raises `OutputError` where there is one already, or none can be written."""
        journal = cls(folder)
        if (folder / "journal.jsonl").exists():
            raise OutputError(f"{folder}: an earlier run was broken off; go on with --resume, or remove the folder")
        try:
            journal.chunks.mkdir(parents=True, exist_ok=True)
            journal._lock()
            journal._append(head)
        except OSError as error:
            raise cannot_write(error, str(error.filename or folder)) from error
        return journal

    @classmethod
    def resume(cls, folder: Path, head: Mapping[str, Any]) -> Journal:
        """The journal of a run that was broken off.

        Raises `OutputError` where the inputs or what is asked for are not those of that run, naming the difference.
        """
        journal = cls(folder)
        try:
            return journal._read(head)
        except BaseException:
            journal.close()
            raise

    def _read(self, head: Mapping[str, Any]) -> Journal:
        folder = self.folder
        try:
            self._lock()
            lines = (folder / "journal.jsonl").read_bytes().split(b"\n")
        except OSError as error:
            raise cannot_write(error, str(error.filename or folder)) from error
        if len(lines) < 2:  # killed before the first line was whole
            self._restart(head)
            return self
        _compare(json.loads(lines[0]), json.loads(json.dumps(head)), folder)
        whole = len(lines[0]) + 1
        for line in lines[1:-1]:
            try:
                self._note(json.loads(line))
            except (ValueError, KeyError):
                break
            whole += len(line) + 1
        # A line that was cut short must not run into the next one.
        os.truncate(folder / "journal.jsonl", whole)
        return self

    def _restart(self, head: Mapping[str, Any]) -> None:
        os.truncate(self.folder / "journal.jsonl", 0)
        self.chunks.mkdir(exist_ok=True)
        self._append(head)

    def _lock(self) -> None:
        self._stream = (self.folder / "journal.jsonl").open("ab")
        try:
            # A lock of the process: workers that outlive it do not hold it.
            fcntl.lockf(self._stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise OutputError(f"{self.folder}: another run is writing here") from error

    def _append(self, entry: Mapping[str, Any]) -> None:
        assert self._stream is not None
        self._stream.write(json.dumps(entry, ensure_ascii=False, sort_keys=True).encode() + b"\n")
        self._stream.flush()
        os.fsync(self._stream.fileno())

    def _note(self, entry: dict[str, Any]) -> None:
        if "chunk" in entry:
            self.done[entry["chunk"]] = entry
        else:
            self.set_aside.setdefault(entry["set_aside"], {})[entry["index"]] = entry["cause"]

    def finished(self, entry: dict[str, Any]) -> None:
        """A chunk is done: its number, counts and the checksum of its file."""
        self._append(entry)
        self._note(entry)

    def put_aside(self, chunk: int, index: int, cause: str) -> None:
        """A document that killed a worker or outran its time: it is not tried again."""
        entry = {"set_aside": chunk, "index": index, "cause": cause}
        self._append(entry)
        self._note(entry)

    def path(self, chunk: int) -> Path:
        """Where the results of a chunk stand."""
        return self.chunks / f"{chunk:06}.arrow"

    def has(self, chunk: int) -> bool:
        """Whether a chunk is done and its file is whole."""
        entry = self.done.get(chunk)
        if entry is None:
            return False
        try:
            return bool(checksum(self.path(chunk).read_bytes()) == entry["checksum"])
        except OSError:
            return False

    def close(self) -> None:
        """Let go of the lock."""
        if self._stream is not None:
            self._stream.close()

    def remove(self) -> None:
        """The output is in place: nothing is left to remember."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def checksum(data: bytes) -> str:
    """A checksum of the bytes of a file."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _compare(old: dict[str, Any], new: dict[str, Any], folder: Path) -> None:
    for key, value in new.items():
        if key == "inputs" or old.get(key) == value:
            continue
        raise OutputError(f"{folder}: the earlier run had {key} {old.get(key)!r}, this one has {value!r}")
    before, now = dict(old["inputs"]), dict(new["inputs"])
    for name in [*before, *now]:
        if before.get(name) != now.get(name):
            what = (
                "is gone or no longer named" if name not in now else "is new" if name not in before else "has changed"
            )
            raise OutputError(
                f"{name}: this input {what} since the run began; the journal in {folder} is kept as it is. "
                "Put the input back to go on, or remove the folder to begin anew"
            )
