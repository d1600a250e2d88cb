"""manage.py rebuild_search: make anew what the search asks, from the texts that are public now."""

from disclosures.management.base import ChineseCommand
from disclosures.models import Disclosure
from disclosures.publication.flat_rows import rebuild_search
from disclosures.publication.search_index import remove_stray_entries, settle_index


class Command(ChineseCommand):
    help = "按现行公开的全文重新建立搜索索引；可以随时重复运行，期间网站照常使用。"

    def handle(self, **options):
        versions = list(Disclosure.objects.current().only("pk", "fiscal_year").order_by("pk"))
        strays = remove_stray_entries()
        entries = 0
        for done, version in enumerate(versions, 1):
            entries += rebuild_search(version)
            if done % 100 == 0 or done == len(versions):
                self.stdout.write(f"已完成{done}份，共{len(versions)}份，{entries}条。")
        settle_index()
        removed = f"，清除了{strays}个不是现行版本的内容" if strays else ""
        self.stdout.write(f"搜索索引已重新建立：{len(versions)}份公开全文，{entries}条{removed}。")
