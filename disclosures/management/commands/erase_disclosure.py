"""Erase everything that a department wrote for a year, for matter that the law forbids to keep."""

from django.core.management.base import CommandError

from disclosures.management.base import ChineseCommand
from disclosures.publication.barring import PublishRefused
from disclosures.publication.erasure import erase_year


class Command(ChineseCommand):
    help = "依法清除一个单位一个年度的全部内容（须先撤回公开）；指纹和各条链保留，不可恢复，所有人须重新登录。"

    def add_arguments(self, parser):
        parser.add_argument("region", metavar="REGION", help="六位区划代码")
        parser.add_argument("department", metavar="DEPARTMENT", help="六位单位代码")
        parser.add_argument("year", metavar="YEAR", type=int, help="预算年度")
        parser.add_argument("--reason", required=True, help="清除的原因，公众可见，不得复述被清除的内容")
        parser.add_argument("--names", required=True, nargs=2, metavar="NAME", help="两名经办人的姓名")

    def handle(self, *, region, department, year, reason, names, **options):
        try:
            submission = erase_year(region, department, year, reason, names)
        except PublishRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"已依法清除：{submission.plan}。指纹和各条链保留。请另行处理数据库文件中的残留和备份。")
