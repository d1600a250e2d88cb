"""Check that everything published is still what it was."""

import sys

from disclosures.management.base import ChineseCommand
from disclosures.publication.verification import verify


class Command(ChineseCommand):
    help = "核对全部公开内容的指纹、公开链和列表；有改动时逐条列出，退出状态为 1。"

    def handle(self, **options):
        result = verify()
        for line in result.erased:
            self.stdout.write(f"已清除  {line}")
        for line in result.altered:
            self.stdout.write(f"有改动  {line}")
        self.stdout.write(
            f"共核对{result.bodies}份公开全文：{len(result.altered)}处有改动，{len(result.erased)}份已依法清除。"
        )
        if result.altered:
            sys.exit(1)
