"""Create the roles."""

from disclosures.management.base import ChineseCommand
from disclosures.people.roles import set_up_roles


class Command(ChineseCommand):
    help = "建立各角色并授予其权限；安装后和每次升级后运行，可重复运行。"

    def handle(self, **options):
        groups = set_up_roles()
        self.stdout.write(f"已建立角色：{'、'.join(group.name for group in groups)}。")
