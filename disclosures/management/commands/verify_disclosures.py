"""Check that everything published, and the record of what was done, is still what it was."""

import sys
from pathlib import Path

from django.core.management.base import CommandError

from disclosures.management.base import ChineseCommand
from disclosures.publication.anchors import Heads, NotHeads, heads_text, read_heads, since_troubles
from disclosures.publication.verification import verify


class Command(ChineseCommand):
    help = "核对全部公开内容、办理记录和修改记录的指纹与各条链；有改动时逐条列出，退出状态为 1。"

    def add_arguments(self, parser):
        either = parser.add_mutually_exclusive_group()
        either.add_argument("--head", action="store_true", help="只输出各条链的末端，供另存他处")
        either.add_argument("--since", metavar="HEADS", help="另存的链端文字（文件或首行）；证明此前的内容没有改动过")

    def handle(self, *, head=False, since=None, **options):
        if head:
            self.stdout.write(heads_text())
            return
        heads = _read(since) if since is not None else None
        result = verify()
        if heads:
            result.altered += since_troubles(heads)
        for line in result.erased:
            self.stdout.write(f"已清除  {line}")
        for line in result.altered:
            self.stdout.write(f"有改动  {line}")
        if heads and heads.records is None:
            self.stdout.write("链端文字只有首行：只与公开链作了比较，没有与办理记录和修改记录比较。")
        self.stdout.write(
            f"共核对{result.bodies}份公开全文：{len(result.altered)}处有改动，{len(result.erased)}份已依法清除。"
        )
        if result.altered:
            sys.exit(1)


def _read(since: str) -> Heads:
    try:
        text = since if "=" in since else Path(since).read_text()
        return read_heads(text)
    except (NotHeads, OSError, UnicodeDecodeError) as error:
        raise CommandError(f"--since：{error}") from error
