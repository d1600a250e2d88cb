"""The downloads of published versions, made once and kept as files below VAR_DIR, shared by all processes.

A kept file is only ever looked for by the hash of a body that was found readable just before. It begins with a seal
made with the secret key: one that was altered, cut off or put in place of another is made anew. Files of versions that
are withdrawn or erased are removed by `sweep`, which publication, withdrawal and erasure call when they are committed.
"""

import fcntl
import hashlib
import hmac
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO

from django.conf import settings
from django.utils.crypto import salted_hmac

from disclosures.exports import REVISION
from disclosures.models import DisclosureBody

#: Beyond these the files that nobody asked for longest are removed.
MAX_FILES, MAX_BYTES = 5_000, 500 * 2**20
#: Seconds to wait for another process that is making a file; one is made at a time.
PATIENCE = 20
_LOCK = ".lock"
_SEAL = 32  # bytes

logger = logging.getLogger(__name__)


class Busy(Exception):  # noqa: N818 (read aloud: raise Busy)
    """Other files are being made, and have been for longer than anybody should wait."""


def export_name(sha256: str, imprint: str, extension: str) -> str:
    """Return what tells one export from every other: body, exporter, imprint and format. Also good for an ETag."""
    return f"{sha256}.{REVISION}.{hashlib.sha256(imprint.encode()).hexdigest()[:16]}.{extension}"


def kept_export(name: str, make: Callable[[], bytes]) -> BinaryIO:
    """Return the kept export with a name of `export_name`, open for reading; the first time made by `make`.

    The caller has made sure that the body is readable.

    Raises Busy, and what `make` raises. Where nothing can be written, the file is made and not kept.
    """
    path = _folder() / name
    if found := _opened(path):
        return found
    with one_at_a_time() as may_keep:
        if not may_keep:
            return BytesIO(make())
        if found := _opened(path):  # another process made it meanwhile
            return found
        made = make()
        with suppress(OSError):  # a full disk, or a sweep that came first
            _write(path, made)
        sweep()
    return BytesIO(made)


@contextmanager
def one_at_a_time() -> Iterator[bool]:
    """Wait until no other process of this machine makes a file, and give whether files can be kept. Raises Busy."""
    try:
        _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (_folder() / _LOCK).open("a")
    except OSError:
        logger.exception("exports cannot be kept")
        yield False
        return
    with lock:
        _acquire(lock)
        yield True


def sweep() -> None:
    """Remove what no reader may have any more, what another exporter made, and, beyond the bounds, the oldest."""
    files = [path for path in _folder().glob("*.*") if path.name != _LOCK]
    hashes = {path.name.partition(".")[0] for path in files}
    readable = DisclosureBody.objects.filter(
        sha256__in=hashes, erased_at__isnull=True, disclosure__withdrawn_at__isnull=True
    )
    known = set(readable.values_list("sha256", flat=True))
    kept = []
    for path in files:
        sha256, _, rest = path.name.partition(".")
        if sha256 in known and rest.startswith(f"{REVISION}."):
            kept.append(path)
        else:
            path.unlink(missing_ok=True)
    _bound(kept)


def _bound(files: list[Path]) -> None:
    """Remove the files that were asked for longest ago, as far as there are too many."""
    stats = []
    for path in files:
        with suppress(FileNotFoundError):
            stats.append((path.stat(), path))
    size = 0
    for number, (stat, path) in enumerate(sorted(stats, key=lambda one: -one[0].st_mtime), 1):
        size += stat.st_size
        if number > MAX_FILES or size > MAX_BYTES:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return settings.VAR_DIR / "exports"


def _opened(path: Path) -> BinaryIO | None:
    """The content of a kept file; None where there is none with the right seal."""
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    seal, content = kept[:_SEAL], kept[_SEAL:]
    if not hmac.compare_digest(seal, _seal(path.name, content)):
        logger.warning("a kept export is not what was kept: %s", path.name)
        return None
    with suppress(OSError):
        os.utime(path)
    return BytesIO(content)


def _seal(name: str, content: bytes) -> bytes:
    """What only this program can make of a name and a content."""
    return salted_hmac("kept export", name.encode() + b"\0" + content, algorithm="sha256").digest()


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, whoever reads meanwhile."""
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_bytes(_seal(path.name, content) + content)
    unfinished.replace(path)


def _acquire(lock: IO) -> None:
    """Lock the file until it is closed: one export is made at a time. Raises Busy after PATIENCE seconds."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise Busy from None
            time.sleep(0.05)
        else:
            return
