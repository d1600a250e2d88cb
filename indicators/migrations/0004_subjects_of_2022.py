"""Subjects of the functional and the economic classification, to begin with; operators add the others."""

from django.db import migrations

YEAR = 2022
FUNCTIONAL = (
    ("201", "一般公共服务支出"),
    ("20111", "纪检监察事务"),
    ("2011102", "一般行政管理事务"),
    ("20126", "档案事务"),
    ("2012602", "一般行政管理事务"),
    ("20131", "党委办公厅（室）及相关机构事务"),
    ("2013101", "行政运行"),
    ("2013105", "专项业务"),
    ("208", "社会保障和就业支出"),
    ("20805", "行政事业单位养老支出"),
    ("2080501", "行政单位离退休"),
    ("2080505", "机关事业单位基本养老保险缴费支出"),
    ("2080506", "机关事业单位职业年金缴费支出"),
    ("20807", "就业补助"),
    ("2080711", "就业见习补贴"),
    ("210", "卫生健康支出"),
    ("21011", "行政事业单位医疗"),
    ("2101101", "行政单位医疗"),
    ("2101103", "公务员医疗补助"),
    ("221", "住房保障支出"),
    ("22102", "住房改革支出"),
    ("2210201", "住房公积金"),
)
ECONOMIC = (
    ("301", "工资福利支出"),
    ("30101", "基本工资"),
    ("30102", "津贴补贴"),
    ("30103", "奖金"),
    ("30108", "机关事业单位基本养老保险缴费"),
    ("30109", "职业年金缴费"),
    ("30110", "职工基本医疗保险缴费"),
    ("30111", "公务员医疗补助缴费"),
    ("30112", "其他社会保障缴费"),
    ("30113", "住房公积金"),
    ("302", "商品和服务支出"),
    ("30201", "办公费"),
    ("30202", "印刷费"),
    ("30207", "邮电费"),
    ("30211", "差旅费"),
    ("30213", "维修（护）费"),
    ("30216", "培训费"),
    ("30217", "公务接待费"),
    ("30228", "工会经费"),
    ("30229", "福利费"),
    ("30231", "公务用车运行维护费"),
    ("30239", "其他交通费用"),
    ("30299", "其他商品和服务支出"),
    ("303", "对个人和家庭的补助"),
    ("30302", "退休费"),
    ("30399", "其他对个人和家庭的补助"),
)


def add(apps, schema_editor):
    subject = apps.get_model("indicators", "Subject")
    subject.objects.using(schema_editor.connection.alias).bulk_create(
        subject(tree=tree, code=code, year=YEAR, name=name)
        for tree, subjects in (("functional", FUNCTIONAL), ("economic", ECONOMIC))
        for code, name in subjects
    )


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_statements_and_subjects")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
