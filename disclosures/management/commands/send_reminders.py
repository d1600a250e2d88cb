"""manage.py send_reminders: notices of what is due within seven days or late. To be run once a day, harmless twice."""

from django.utils.timezone import localdate

from disclosures.management.base import ChineseCommand
from disclosures.workflow.notices import remind


class Command(ChineseCommand):
    help = "提醒七日内到期和已经逾期的送审与公开：写入收件箱，并按留下的邮箱发邮件。每天运行一次，重复运行不会重发。"

    def handle(self, **options):
        self.stdout.write(f"发出 {remind(localdate())} 条提醒。")
