"""Erase the text of a withdrawn version for matter that the law forbids to keep."""

from django.core.management.base import CommandError

from disclosures.management.base import ChineseCommand
from disclosures.models import Disclosure
from disclosures.publication.publishing import PublishRefused, erase


class Command(ChineseCommand):
    help = "清除一个已撤回或已被替代的公开版本的全文（法律禁止保存的内容）；指纹和公开链保留，不可恢复。"

    def add_arguments(self, parser):
        parser.add_argument("region", metavar="REGION", help="六位区划代码")
        parser.add_argument("department", metavar="DEPARTMENT", help="六位单位代码")
        parser.add_argument("year", metavar="YEAR", type=int, help="预算年度")
        parser.add_argument("version", metavar="VERSION", type=int, help="版次")
        parser.add_argument("--reason", required=True, help="清除的原因")
        parser.add_argument("--by", required=True, nargs=2, metavar="NAME", help="两名经办人的姓名")

    def handle(self, *, region, department, year, version, reason, by, **options):
        disclosure = Disclosure.objects.filter(
            region_code=region, department_code=department, fiscal_year=year, version=version
        ).first()
        if disclosure is None:
            raise CommandError(f"{region} 区划没有 {department} 单位{year}年度第{version}版")
        try:
            erase(disclosure, reason, by)
        except PublishRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"已清除：{disclosure}。指纹和公开链保留。")
