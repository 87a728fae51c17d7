"""A run on this machine: inputs cut into chunks, workers, the journal, and at the end the output."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from zhextract._version import __version__
from zhextract.batch.finish import finish
from zhextract.batch.gate import Gate
from zhextract.batch.gate import gate as the_gate
from zhextract.batch.journal import Journal, checksum
from zhextract.batch.progress import RunProgress
from zhextract.batch.reprints import normalised, sketch
from zhextract.batch.where import Where, parse_where
from zhextract.batch.work import Item, Outcome, as_batch, outcomes
from zhextract.batch.workers import Pool, Task
from zhextract.errors import InputError, OutputError
from zhextract.extractor import Extractor
from zhextract.io.archive import MAX_DOCUMENT, Document, Options, documents, find_inputs
from zhextract.io.articles import fields
from zhextract.io.columns import Columns
from zhextract.io.frames import arrow
from zhextract.io.read import Fields
from zhextract.io.sinks import ArchiveFormat
from zhextract.io.write import cannot_write
from zhextract.lexicon.user import Lexicon

#: A chunk ends after this many documents or bytes.
CHUNK, CHUNK_BYTES = 1024, 4_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What is asked for. Only `workers` and `timeout` have no influence on the output."""

    inputs: Sequence[str]
    output: Path
    format: ArchiveFormat
    workers: int = 1
    columns: Columns = field(default_factory=Columns)
    published: date | None = None
    gate: bool = True
    where: Sequence[str] = ()
    skip_reprints: bool = False
    max_document: int = MAX_DOCUMENT
    timeout: float = 60.0
    chunk: int = CHUNK
    lexicons: Sequence[str] = ()

    @property
    def journal(self) -> Path:
        """The folder beside the output that holds the journal."""
        return self.output.with_name(self.output.name + ".journal")


class Interrupted(Exception):  # noqa: N818 -- no error
    """The user stopped the run; the chunks under way were finished."""


def run(settings: Settings, progress: RunProgress, *, resume: bool = False) -> Counter[str] | None:
    """Work through an archive and write the output, whole or not at all.

    Returns the numbers of rows in each table, of `errors`, `read` articles and `reprints`; None where a resumed run
    finds everything in place. Raises `ZhextractError` for what the user can put right, `Interrupted` after Ctrl-C.
    """
    arrow()
    where = parse_where(settings.where)
    files = find_inputs(list(settings.inputs))
    head = _head(settings, files)
    journal = _journal(settings, head, resume)
    progress.begin(files)
    if journal is None:
        return None
    try:
        extractor = Extractor(Lexicon.from_files(list(settings.lexicons)) if settings.lexicons else None)
        chunks = _work(settings, files, journal, extractor, where, progress)
        _unchanged(head, files, journal)
        progress.finishing(chunks)
        return finish(
            journal, chunks, settings.output, settings.format,
            skip_reprints=settings.skip_reprints, step=progress.finished_chunk,
        )  # fmt: skip
    except OSError as error:
        raise cannot_write(error, str(error.filename or settings.journal)) from error
    finally:
        journal.close()


def _journal(settings: Settings, head: dict[str, Any], resume: bool) -> Journal | None:
    there = (settings.journal / "journal.jsonl").exists()
    if settings.output.exists():
        # Killed after the output got its name.
        if resume and there and not (settings.journal / "output" / "tables").exists():
            Journal.resume(settings.journal, head).remove()
            return None
        if resume and not there:
            return None
        raise OutputError(f"{settings.output}: is there already; remove it or name another output")
    if resume and there:
        return Journal.resume(settings.journal, head)
    return Journal.start(settings.journal, head)


def _head(settings: Settings, files: Sequence[Path]) -> dict[str, Any]:
    """What the output depends on."""
    return {
        "version": __version__,
        "inputs": [[str(file), _stamp(file)] for file in files],
        "format": settings.format,
        "columns": {key: getattr(settings.columns, key) for key in Columns.__dataclass_fields__},
        "published": settings.published and settings.published.isoformat(),
        "gate": settings.gate,
        "where": list(settings.where),
        "skip-reprints": settings.skip_reprints,
        "max-document": settings.max_document,
        "chunk": settings.chunk,
        "lexicons": [[name, _stamp(Path(name))] for name in settings.lexicons],
    }


def _stamp(file: Path) -> list[int]:
    try:
        status = file.stat()
    except OSError as error:
        raise InputError((error.strerror or str(error)).lower(), source=str(file)) from error
    return [status.st_size, status.st_mtime_ns]


def _unchanged(head: dict[str, Any], files: Sequence[Path], journal: Journal) -> None:
    for (name, stamp), file in zip(head["inputs"], files, strict=True):
        if not file.exists() or _stamp(file) != stamp:
            raise InputError(
                f"has changed while it was read; the journal in {journal.folder} is kept as it is, but begin anew for "
                "what stands there now",
                source=name,
            )


def _work(
    settings: Settings,
    files: Sequence[Path],
    journal: Journal,
    extractor: Extractor,
    where: Where | None,
    progress: RunProgress,
) -> int:
    """Every chunk that is not done yet; the number of chunks in all."""
    gate = the_gate() if settings.gate else None
    total = 0

    # A chunk goes to a worker as the columns of its documents, which is sooner packed than the documents.
    def work(
        number: int, packed: Sequence[Any], set_aside: dict[int, str], mark: Callable[[int], None]
    ) -> dict[str, Any]:
        batch = list(map(Document, *packed))
        made = _chunk(batch, set_aside, mark, extractor, gate, where, settings.published)
        return _store(journal, number, made)

    def tasks() -> Iterator[Task]:
        nonlocal total
        for number, batch in enumerate(_cut(files, settings, progress)):
            total = number + 1
            if journal.has(number):
                progress.chunk(journal.done[number], again=True)
            else:
                yield Task(number, tuple(zip(*batch, strict=True)), dict(journal.set_aside.get(number, {})))

    _warm(extractor)
    pool = Pool(settings.workers, work, settings.timeout, journal.put_aside)
    try:
        with _ctrl_c(progress) as stopped:
            for answer in pool.run(tasks(), stopped.is_set):
                journal.finished(answer)
                progress.chunk(answer)
            if stopped.is_set():
                raise Interrupted
    finally:
        pool.close()
    return total


def _warm(extractor: Extractor) -> None:
    """Load everything before the workers are forked, so that they share it."""
    text = "长丰经开区的天工轴承高端轴承项目一期3月开工建设，总投资5亿元，计划10月底投产。"
    made = outcomes([Item(Fields(text))], extractor, None)
    as_batch(list(made))  # pyarrow loads what it needs, pandas too, with the first array


@contextmanager
def _ctrl_c(progress: RunProgress) -> Iterator[threading.Event]:
    """An event that is set at the first Ctrl-C; the second one is as usual."""
    stopped = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return

    def handle(number: int, frame: Any) -> None:
        stopped.set()
        progress.say("stopping: the chunks under way are finished first (Ctrl-C again to break off)")
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)


def _cut(files: Sequence[Path], settings: Settings, progress: RunProgress) -> Iterator[list[Document]]:
    """The documents of all inputs in chunks, the same ones each time."""
    options = Options(settings.columns, settings.max_document, progress.say)
    held: list[Document] = []
    size = 0
    for file in files:
        progress.file(file)
        for document in documents(file, options):
            held.append(document)
            size += len(document.data)
            if len(held) >= settings.chunk or size >= CHUNK_BYTES:
                yield held
                held, size = [], 0
    if held:
        yield held


def _chunk(
    batch: Sequence[Document],
    set_aside: dict[int, str],
    mark: Callable[[int], None],
    extractor: Extractor,
    gate: Gate | None,
    where: Where | None,
    published: date | None,
) -> list[Outcome]:
    items = []
    for index, document in enumerate(batch):
        if index in set_aside:
            items.append(Item(None, document.input, document.line, set_aside[index]))
            continue
        if document.form != "json":
            mark(index)
        items.append(_item(document, gate, published))
    return list(outcomes(items, extractor, gate, where, mark))


def _item(document: Document, gate: Gate | None, published: date | None) -> Item:
    try:
        return Item(fields(document, gate.stops if gate else None, published), document.input, document.line)
    except InputError as error:
        return Item(None, document.input, document.line, error.cause)
    except Exception as error:
        return Item(None, document.input, document.line, f"{type(error).__name__}: {error}"[:300])


def _store(journal: Journal, number: int, made: Sequence[Outcome]) -> dict[str, Any]:
    """The results of a chunk to its file, which appears whole; what the journal is to say of it."""
    pa = arrow()
    batch = as_batch(made)
    texts = [None if o.text is None else normalised(o.text) for o in made]
    sketches = [None if text is None else sketch(text) for text in texts]
    batch = batch.append_column("normalised", pa.array(texts, pa.string()))
    batch = batch.append_column("sketch", pa.array(sketches, pa.binary()))
    stream = pa.BufferOutputStream()
    # Many small columns: threads would cost more than they bring.
    options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    with pa.ipc.new_file(stream, batch.schema, options=options) as writer:
        writer.write_batch(batch)
    data = stream.getvalue().to_pybytes()
    path = journal.path(number)
    draft = path.with_suffix(f".{os.getpid()}.part")
    try:
        draft.write_bytes(data)
        os.replace(draft, path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise cannot_write(error, str(path)) from error
    return {
        "chunk": number,
        "documents": len(made),
        "read": sum(o.tables is not None for o in made),
        "errors": sum(o.error is not None for o in made),
        "projects": sum(len(o.tables["projects"]) for o in made if o.tables is not None),
        "checksum": checksum(data),
    }


def dry_run(settings: Settings, progress: RunProgress) -> Counter[str]:
    """Count what a run would do, and write nothing: `inputs`, `documents`, `articles`, `errors` and `read` articles."""
    counts: Counter[str] = Counter()
    gate = the_gate() if settings.gate else None
    files = find_inputs(list(settings.inputs))
    counts["inputs"] = len(files)
    for batch in _cut(files, settings, progress):
        for document in batch:
            item = _item(document, gate, settings.published)
            counts["documents"] += 1
            if item.fields is None:
                counts["errors"] += 1
                progress.say(f"{document.input}{'' if document.line is None else f':{document.line}'}: {item.error}")
            else:
                counts["articles"] += 1
                counts["read"] += gate is None or not gate.stops(item.fields.text, item.fields.title)
        progress.chunk({"documents": len(batch), "errors": 0, "read": 0, "projects": 0})
    return counts
