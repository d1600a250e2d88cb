"""The zip file that a .docx or .xlsx is, opened with care: sizes are limited before and while its parts are read."""

import posixpath
import zipfile
import zlib
from copy import copy
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from disclosures.importers.refusal import Refused

MAX_FILE = 20 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_PARTS = 5_000
#: The small parts (relationships, styles, numbering) are read into a tree; no real one comes near this.
MAX_TREE = 4 * 1024 * 1024

WORD_TYPE = "wordprocessingml.document.main+xml"
DAMAGED = "文件已损坏，不能完整读出，请在 Office 中打开后另存一份再导入"

_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
_MACROS = "文件中含有宏，请另存为不含宏的文件再导入"
_CONTENT_TYPES = "[Content_Types].xml"


class OfficePackage:
    """The parts of a .docx or .xlsx; raises Refused for everything that is not a sound, plain, moderate one.

    `kind` is the end of the content type that the main part must have, `not_it` the sentence where it has not.
    """

    def __init__(self, data: bytes, kind: str, not_it: str):
        _refuse_by_first_look(data, not_it)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise Refused(DAMAGED) from error
        self.parts = {info.filename: info for info in self._zip.infolist()}
        self._refuse_by_directory()
        self.main = self._main_part(kind, not_it)

    def read(self, name: str, limit: int = MAX_UNPACKED) -> bytes:
        """One part, never more than `limit` bytes; refused where it is not as long as it says."""
        if name not in self.parts:
            raise Refused(DAMAGED)
        info = copy(self.parts[name])
        declared = info.file_size
        if declared > limit:
            raise Refused(_too_large(limit))
        info.file_size += 1  # so that zipfile lets us see one byte too many
        try:
            with self._zip.open(info) as part:
                content = part.read(info.file_size)  # a number keeps zipfile from unpacking all at once
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
            raise Refused(DAMAGED) from error
        if len(content) != declared:
            raise Refused(DAMAGED)
        return content

    def tree(self, name: str) -> Element:
        """A small XML part as a tree."""
        try:
            return fromstring(self.read(name, MAX_TREE), forbid_dtd=True)
        except DefusedXmlException as error:
            raise Refused("文件中含有 XML 实体或 DTD 声明，不予读取") from error
        except (ParseError, ValueError, LookupError) as error:
            raise Refused(DAMAGED) from error

    def related(self, part: str, kind: str) -> str | None:
        """The name of the part that `part` ("" for the whole package) is related to, as in "styles"; or None."""
        folder, base = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self.parts:
            return None
        for relation in self.tree(relations):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        return None

    def _refuse_by_directory(self) -> None:
        infos = self._zip.infolist()
        if len(self.parts) != len(infos):
            raise Refused(DAMAGED)
        if any(info.flag_bits & 1 for info in infos):
            raise Refused("文件已加密，请取消密码后再导入")
        if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
            raise Refused(DAMAGED)
        if sum(info.file_size for info in infos) > MAX_UNPACKED:
            raise Refused(_too_large(MAX_UNPACKED))
        if any(name.lower().endswith("vbaproject.bin") for name in self.parts):
            raise Refused(_MACROS)

    def _main_part(self, kind: str, not_it: str) -> str:
        main = self.related("", "officeDocument")
        if main is None or _CONTENT_TYPES not in self.parts:
            raise Refused(not_it)
        nodes = self.tree(_CONTENT_TYPES)
        kinds = [node.get("ContentType", "") for node in nodes if node.get("PartName", "") == f"/{main}"]
        if any("macroEnabled" in it for it in kinds):
            raise Refused(_MACROS)
        if not any(it.endswith(kind) for it in kinds):
            raise Refused(not_it)
        return main


def _refuse_by_first_look(data: bytes, not_it: str) -> None:
    if not data:
        raise Refused("文件是空的")
    if len(data) > MAX_FILE:
        raise Refused(f"文件超过 {MAX_FILE // 1024 // 1024} MB，不予读取")
    if data.startswith(_COMPOUND_FILE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused("文件已加密，请取消密码后再导入")
        raise Refused("这是旧版 .doc 或 .xls 文件，请另存为 .docx 或 .xlsx 再导入")
    if not data.startswith(b"PK"):
        raise Refused(not_it)
    if data.count(b"PK\x01\x02") > MAX_PARTS:
        raise Refused("压缩包内的文件过多，不予读取")


def _too_large(limit: int) -> str:
    return f"文件解压后超过 {limit // 1024 // 1024} MB，不予读取"
