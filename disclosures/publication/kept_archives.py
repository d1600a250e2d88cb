"""The archives of years, made once for each state of what is public in a year, and kept as files below VAR_DIR.

A file is looked for by the state of its year, read just before; beside it stands a seal made with the secret key, so
that one that was altered or put in place of another is made anew. Archives of a state that has passed are removed by
`sweep_archives`, which runs when a publication, a withdrawal or an erasure is committed.
"""

import hashlib
import hmac
import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO

from django.conf import settings
from django.utils.crypto import salted_hmac

from disclosures.exports.data_package import REVISION
from disclosures.models import DisclosureBody
from disclosures.publication.kept_exports import Busy, one_at_a_time

logger = logging.getLogger(__name__)


def year_state(region: str, year: int) -> str:
    """Return what tells what is public in a region's year now from any other state; "" where nothing is. One query."""
    bodies = DisclosureBody.objects.filter(
        disclosure__region_code=region, disclosure__fiscal_year=year, disclosure__current=True, erased_at=None
    )
    hashes = sorted(bodies.values_list("sha256", flat=True))
    return hashlib.sha256(f"{REVISION} {' '.join(hashes)}".encode()).hexdigest()[:32] if hashes else ""


def kept_archive(region: str, year: int, imprint: str, write: Callable[[IO[bytes]], None]) -> IO[bytes] | None:
    """Return the archive of a year as it is public now, open for reading; the first time made by `write`. `imprint` is
    what it says besides. None where nothing is public. Where nothing can be written, it is made and not kept.

    Raises Busy where others are being made, and where the year changes while it is.
    """
    state = year_state(region, year)
    if not state:
        return None
    path = _folder() / archive_name(region, year, state, imprint)
    if found := _opened(path):
        return found
    with one_at_a_time() as may_keep:
        if found := _opened(path):  # another process made it meanwhile
            return found
        file = TemporaryFile()  # noqa: SIM115 (the answer closes it)
        write(file)
        if year_state(region, year) != state:
            raise Busy
        if may_keep:
            with suppress(OSError):  # a full disk
                _keep(path, file)
            sweep_archives()
    file.seek(0)
    return file


def _keep(path: Path, file: IO[bytes]) -> None:
    """Write an archive and its seal, whole or not at all, whoever reads meanwhile."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.part")
    file.seek(0)
    with unfinished.open("wb") as target:
        copyfileobj(file, target)
    _seal_of(path).write_bytes(_seal(path.name, unfinished))
    unfinished.replace(path)


def archive_name(region: str, year: int, state: str, imprint: str) -> str:
    """Return what tells one archive from every other; also good for an ETag."""
    return f"{region}-{year}.{state}.{hashlib.sha256(imprint.encode()).hexdigest()[:16]}.zip"


def sweep_archives() -> None:
    """Remove the archives whose year is not in their state any more."""
    for path in _folder().glob("*"):
        place, _, rest = path.name.partition(".")
        region, _, year = place.partition("-")
        state = rest.partition(".")[0]
        if not (year.isdecimal() and state and year_state(region, int(year)) == state):
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return settings.VAR_DIR / "archives"


def _seal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.seal")


def _seal(name: str, path: Path) -> bytes:
    """What only this program can make of a name and the content of a file."""
    with path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").digest()
    return salted_hmac("kept archive", name.encode() + b"\0" + content, algorithm="sha256").digest()


def _opened(path: Path) -> IO[bytes] | None:
    """A kept archive; None where there is none with the right seal."""
    with suppress(OSError):
        if hmac.compare_digest(_seal_of(path).read_bytes(), _seal(path.name, path)):
            return path.open("rb")
        logger.warning("a kept archive is not what was kept: %s", path.name)
    return None
