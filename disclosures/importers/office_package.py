"""The zip file that a .docx is, opened with care: sizes are limited before and while its parts are read."""

import posixpath
import zipfile
import zlib
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

_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
_CONTENT_TYPES = "[Content_Types].xml"
_DOCUMENT_TYPE = "wordprocessingml.document.main+xml"
DAMAGED = "文件已损坏，不能完整读出，请在 Word 中打开后另存为 .docx 再导入"
_NOT_WORD = "这不是 Word 文档（.docx）"


class WordPackage:
    """The parts of a .docx; raises Refused for everything that is not a sound, plain, moderate one."""

    def __init__(self, data: bytes):
        _refuse_by_first_look(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise Refused(DAMAGED) from error
        self._parts = {info.filename: info for info in self._zip.infolist()}
        self._refuse_by_directory()
        self._types = self.tree(_CONTENT_TYPES) if _CONTENT_TYPES in self._parts else None
        self.main = self._main_part()

    def read(self, name: str, limit: int = MAX_UNPACKED) -> bytes:
        """One part, never more than its declared size nor than `limit` bytes."""
        info = self._parts.get(name)
        if info is None:
            raise Refused(DAMAGED)
        if info.file_size > limit:
            raise Refused(_too_large(limit))
        try:
            with self._zip.open(info) as part:
                return part.read(info.file_size + 1)  # a number keeps zipfile from unpacking all at once
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
            raise Refused(DAMAGED) from error

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
        if relations not in self._parts:
            return None
        for relation in self.tree(relations):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        return None

    def _refuse_by_directory(self) -> None:
        infos = self._zip.infolist()
        if len(self._parts) != len(infos):
            raise Refused(DAMAGED)
        if any(info.flag_bits & 1 for info in infos):
            raise Refused("文件已加密，请取消密码后再导入")
        if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
            raise Refused(DAMAGED)
        if sum(info.file_size for info in infos) > MAX_UNPACKED:
            raise Refused(_too_large(MAX_UNPACKED))
        if any(name.lower().endswith("vbaproject.bin") for name in self._parts):
            raise Refused("文件中含有宏，请另存为不含宏的 .docx 再导入")

    def _main_part(self) -> str:
        main = self.related("", "officeDocument")
        if main is None or self._types is None:
            raise Refused(_NOT_WORD)
        kinds = [node.get("ContentType", "") for node in self._types if node.get("PartName", "") == f"/{main}"]
        if any("macroEnabled" in kind for kind in kinds):
            raise Refused("文件中含有宏，请另存为不含宏的 .docx 再导入")
        if not any(kind.endswith(_DOCUMENT_TYPE) for kind in kinds):
            raise Refused(_NOT_WORD)
        return main


def _refuse_by_first_look(data: bytes) -> None:
    if not data:
        raise Refused("文件是空的")
    if len(data) > MAX_FILE:
        raise Refused(f"文件超过 {MAX_FILE // 1024 // 1024} MB，不予读取")
    if data.startswith(_COMPOUND_FILE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused("文件已加密，请取消密码后再导入")
        raise Refused("这是旧版 .doc 文件，请在 Word 中另存为 .docx 再导入")
    if not data.startswith(b"PK"):
        raise Refused(_NOT_WORD)
    if data.count(b"PK\x01\x02") > MAX_PARTS:
        raise Refused("压缩包内的文件过多，不予读取")


def _too_large(limit: int) -> str:
    return f"文件解压后超过 {limit // 1024 // 1024} MB，不予读取"
