"""Take a published plan away from the public."""

from django.core.management.base import CommandError

from disclosures.management.base import ChineseCommand
from disclosures.publication.barring import PublishRefused
from disclosures.publication.publishing import withdraw


class Command(ChineseCommand):
    help = "撤回一个单位一个年度的公开内容；网址此后显示撤回原因，文本回到填报中。"

    def add_arguments(self, parser):
        parser.add_argument("region", metavar="REGION", help="六位区划代码")
        parser.add_argument("department", metavar="DEPARTMENT", help="六位单位代码")
        parser.add_argument("year", metavar="YEAR", type=int, help="预算年度")
        parser.add_argument("--reason", required=True, help="向公众说明的原因")

    def handle(self, *, region, department, year, reason, **options):
        try:
            disclosure = withdraw(region, department, year, reason)
        except PublishRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"已撤回：{disclosure}。原因：{reason}")
