"""manage.py load_library: standard indicators into the library that clerks pick from."""

from pathlib import Path

from django.core.management.base import CommandError

from disclosures.importers.refusal import Refused
from disclosures.importers.text_file import decode
from disclosures.management.base import ChineseCommand
from disclosures.plans.indicator_library import LibraryRefused, load

OURS = Path(__file__).resolve().parents[2] / "samples" / "indicator_library.csv"


class Command(ChineseCommand):
    help = "把一份指标清单（CSV）收进指标库；库里已有的指标保持不变。不指明文件时收进随程序提供的清单。"

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=OURS, help="CSV 文件，UTF-8 或 GB18030")

    def handle(self, *, file: Path, **options):
        try:
            added = load(decode(file.read_bytes()))
        except OSError as error:
            raise CommandError(f"文件打不开：{file}") from error
        except (Refused, LibraryRefused) as refusal:
            raise CommandError(f"{file.name}：{refusal}") from refusal
        self.stdout.write(f"指标库新增 {added} 条指标。")
