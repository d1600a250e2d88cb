from django.db import migrations

from disclosures.models import Disclosure
from disclosures.publication.flat_rows import rebuild_search

#: Short names of units that are not found letter by letter, or not by these letters alone.
ALIASES = {
    "编办": "机构编制",
    "残联": "残疾人联合会",
    "城管局": "城市管理",
    "发改局": "发展和改革",
    "发改委": "发展和改革",
    "妇联": "妇女联合会",
    "工商联": "工商业联合会",
    "工信局": "工业和信息化",
    "工会": "总工会",
    "纪委": "纪律检查",
    "交通局": "交通运输",
    "教体局": "教育 体育",
    "科技局": "科学技术",
    "农业局": "农业",
    "人大": "人民代表大会",
    "人社局": "人力资源和社会保障",
    "环保局": "环境",
    "市场监管局": "市场监督管理",
    "水利局": "水务",
    "水务局": "水利",
    "统战部": "统一战线",
    "团委": "共产主义青年团",
    "卫健局": "卫生健康",
    "卫健委": "卫生健康",
    "文旅局": "文化 旅游",
    "文联": "文学艺术界联合会",
    "医保局": "医疗保障",
    "应急局": "应急管理",
    "政法委": "政法",
    "政协": "政治协商",
    "住建局": "住房和城乡建设",
    "自规局": "自然资源和规划",
    "资规局": "自然资源和规划",
}


def fill(apps, schema_editor):
    """Write the entries of the texts that are public already, and the usual short names of units."""
    aliases = apps.get_model("disclosures", "DisclosedAlias")
    aliases.objects.bulk_create([aliases(alias=alias, words=words) for alias, words in ALIASES.items()])
    for disclosure in Disclosure.objects.current().filter(body__erased_at=None).only("pk", "fiscal_year"):
        rebuild_search(disclosure)


def forget(apps, schema_editor):
    """Remove the short names; the entries go with their table."""
    apps.get_model("disclosures", "DisclosedAlias").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0025_search")]

    operations = [migrations.RunPython(fill, forget, elidable=False)]
