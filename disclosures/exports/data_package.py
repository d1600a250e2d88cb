"""A Frictionless Data Package: an archive of CSV tables with their schemas, a dictionary, texts, and all checksums.

The same contents give the same bytes.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from disclosures.exports.table_files import csv_lines
from disclosures.exports.tables import Column, Kind, Table, csv_row

#: Raised by one whenever an archive says the same otherwise.
REVISION = 1
_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.AMOUNT: {"type": "number"},
    Kind.NUMBER: {"type": "number"},
    Kind.FLAG: {"type": "boolean", "trueValues": ["是"], "falseValues": ["否"]},
    Kind.DAY: {"type": "date"},
    Kind.MOMENT: {"type": "datetime", "format": "any"},
    Kind.ADDRESS: {"type": "string", "format": "uri"},
}
_DICTIONARY = Table(
    "dictionary",
    "字段说明",
    (
        Column("table", "表"),
        Column("field", "字段"),
        Column("title", "名称"),
        Column("kind", "类型"),
        Column("note", "说明"),
        Column("standard", "国家标准字段"),
    ),
)
#: The first moment that an archive can name: it says nothing, so that it never changes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


class DataPackage:
    """An archive in the making: add its files, then `finish` it with what describes them."""

    def __init__(self, file: IO[bytes]):
        self._zip = ZipFile(file, "w", ZIP_DEFLATED)
        self._sums: list[tuple[str, str]] = []
        self._resources: list[dict[str, Any]] = []
        self._tables: list[Table] = []

    def add_table(self, folder: str, table: Table, rows: Iterable[Iterable[Any]]) -> None:
        """Add the rows of a table as CSV with names for programs."""
        self.add_texts(folder, table, map(csv_row(table.columns), rows))

    def add_texts(self, folder: str, table: Table, rows: Iterable[Sequence[str]]) -> None:
        """The same for rows that are texts already."""
        pieces = csv_lines(table.names, rows)
        described = {
            "name": f"{folder}-{table.name}".lower().replace("_", "-"),
            "title": table.title,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "schema": {"fields": [_field(column) for column in table.columns], "missingValues": [""]},
        }
        self._tables.append(table)
        self._add(f"{folder}/{table.name}.csv", pieces, described)

    def add_text(self, path: str, text: str, name: str, title: str) -> None:
        """Add the exact text of a published version."""
        self._add(
            path, [text.encode()], {"name": name, "title": title, "format": "json", "mediatype": "application/json"}
        )

    def finish(self, package: dict[str, Any], readme: str) -> None:
        """Add the dictionary, `package` with a list of all files, a text for people, and the checksums."""
        rows = [
            (table.name, column.name, column.label, column.kind.value, column.note, column.standard)
            for table in self._tables
            for column in table.columns
        ]
        self.add_table("data", _DICTIONARY, rows)
        described = package | {"profile": "data-package", "resources": self._resources}
        self._add("datapackage.json", [json.dumps(described, ensure_ascii=False, indent=2).encode()])
        self._add("README.txt", [readme.encode()])
        sums = "".join(f"{digest}  {path}\n" for path, digest in self._sums)
        self._add("SHA256SUMS", [sums.encode()])
        self._zip.close()

    def _add(self, path: str, pieces: Iterable[bytes], described: dict[str, Any] | None = None) -> None:
        entry = ZipInfo(path, _NO_TIME)
        entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, 0o644 << 16, 3
        digest, size = hashlib.sha256(), 0
        with self._zip.open(entry, "w", force_zip64=True) as target:
            for piece in pieces:
                target.write(piece)
                digest.update(piece)
                size += len(piece)
        self._sums.append((path, digest.hexdigest()))
        if described:
            checked = {"path": path, "encoding": "utf-8", "bytes": size, "hash": f"sha256:{digest.hexdigest()}"}
            self._resources.append(described | checked)


class Rows:
    """Rows that are kept in a temporary file until they are asked for: for a table that is gathered while another
    file of the archive is written."""

    def __init__(self, file: IO[bytes]):
        self._file = file
        self._text = io.TextIOWrapper(file, "utf-8", newline="")
        self._writer = csv.writer(self._text)

    def add(self, row: Sequence[str]) -> None:
        """Keep a row of texts."""
        self._writer.writerow(row)

    def __iter__(self) -> Iterator[list[str]]:
        self._text.flush()
        self._file.seek(0)
        yield from csv.reader(self._text)


def _field(column: Column) -> dict[str, Any]:
    described = {"name": column.name, "title": column.label} | _TYPES[column.kind]
    if column.note:
        described["description"] = column.note
    return described
