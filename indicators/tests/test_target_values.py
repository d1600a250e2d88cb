"""What a printed 指标值 says. Pure: no database."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.models import Indicator
from indicators.target_values import (
    Kind,
    TargetValue,
    compose_target,
    fold,
    is_withheld_text,
    parse_target,
    spoken_mark,
)


@pytest.mark.parametrize(
    ("text", "sign", "number", "unit"),
    [
        ("≥95%", "≥", "95", "%"),
        ("≧95％", "≥", "95", "%"),
        ("≥ 95 %", "≥", "95", "%"),
        (">=90%", "≥", "90", "%"),
        ("=<3天", "≤", "3", "天"),
        ("=>5件", "≥", "5", "件"),
        ("＜=3天", "≤", "3", "天"),
        ("＝100%", "=", "100", "%"),
        ("= 100%", "=", "100", "%"),
        ("＞8.5分", ">", "8.5", "分"),
        ("8辆", "", "8", "辆"),
        ("690 元/人", "", "690", "元/人"),
        ("≤1,234,567.89元", "≤", "1234567.89", "元"),
        ("１２０人次", "", "120", "人次"),
        ("-2%", "", "-2", "%"),
        ("98%以上", "≥", "98", "%"),
        ("98%及以上", "≥", "98", "%"),
        ("98%（含）以上", "≥", "98", "%"),
        ("3次以上（含）", "≥", "3", "次"),
        ("不低于98%", "≥", "98", "%"),
        ("不低于 98％以上", "≥", "98", "%"),
        ("≥98%以上", "≥", "98", "%"),
        ("至少3次", "≥", "3", "次"),
        ("不少于1,000人次", "≥", "1000", "人次"),
        ("大于等于3次", "≥", "3", "次"),
        ("3万元以内", "≤", "3", "万元"),
        ("控制在3万元以内", "≤", "3", "万元"),
        ("达到95%以上", "≥", "95", "%"),
        ("不超过5天", "≤", "5", "天"),
        ("5个工作日内", "≤", "5", "个工作日"),
        ("24小时之内", "≤", "24", "小时"),
        ("3次以下", "≤", "3", "次"),
        ("超过30人", ">", "30", "人"),
        ("少于2起", "<", "2", "起"),
        ("100人左右", "≈", "100", "人"),
        ("叁拾万元整", "", "300000", "元"),
        ("不超过叁拾万元", "≤", "300000", "元"),
        ("三万二千元以内", "≤", "32000", "元"),
        ("0", "", "0", ""),
    ],
)
def test_a_number_is_taken_apart(text, sign, number, unit):
    assert parse_target(text) == TargetValue(Kind.NUMBER, sign, Decimal(number), unit)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Kind.BLANK),
        (" 　\n", Kind.BLANK),
        ("涉密", Kind.WITHHELD),
        ("≥10 涉密", Kind.WITHHELD),
        ("（涉密）", Kind.WITHHELD),
        ("是/否", Kind.YES_NO),
        ("是", Kind.YES_NO),
        ("≧90%为优；80%-90%为良；70%-80%为中；70%以下为差", Kind.BANDS),
        ("每少一次减分", Kind.SCORING),
        ("完成得满分", Kind.SCORING),
        ("≥90大于或等于90%", Kind.UNKNOWN),
        ("约 30 人", Kind.UNKNOWN),
        ("不低于98%以内", Kind.UNKNOWN),
        ("大于3次以上", Kind.UNKNOWN),
        ("超过98%以上", Kind.UNKNOWN),
        ("达到98%", Kind.UNKNOWN),
        ("80%-90%", Kind.UNKNOWN),
        ("3至5次", Kind.UNKNOWN),
        ("3次以上培训", Kind.UNKNOWN),
        ("至少开展3次", Kind.UNKNOWN),
        ("30人不等", Kind.UNKNOWN),
        ("98以上%", Kind.UNKNOWN),
        ("90%以上为优", Kind.BANDS),
        ("6月底前", Kind.WORDS),
        ("6月份", Kind.WORDS),
        ("6月以前", Kind.WORDS),
        ("12月31日前完成", Kind.WORDS),
        ("2021年12月31日", Kind.WORDS),
        ("1,23人", Kind.UNKNOWN),
        ("2021年12月底", Kind.WORDS),
        ("12月底前", Kind.WORDS),
        ("效果明显", Kind.WORDS),
        ("涉密耗材采购", Kind.WORDS),
    ],
)
def test_what_is_no_number_has_a_kind_and_nothing_else(text, kind):
    assert parse_target(text) == TargetValue(kind)


WITHHELD = (
    "涉密|≤8 涉密|10（涉密）|１．涉密|涉 密|*涉密*|涉密（略）|涉密！|-涉密-|#涉密|涉密/|“涉密”|涉密10次|该项目涉密"
    "|按涉密管理|此项涉密不填|见涉密附件|涉密，不公开|因涉密不予公开|涉及国家秘密|【机密】|巡护路线\n涉密|涉密\n涉密"
    "|不公开|按规定不予公开。|依法不公开此项内容|此项不宜公开|巡护路线\n不予公开"
)
OPEN = (
    "|涉密耗材|涉密耗材数量|涉密监测专线|非涉密|不涉密|无涉密内容|涉密文件运行安全|保障涉密文件运行安全|涉密管理"
    "|涉密人员培训次数|保密意识提高|政务公开率|巡护路线 涉密|不公开招标|公开透明|应公开尽公开"
)


@pytest.mark.parametrize(
    ("text", "withheld"), [(text, True) for text in WITHHELD.split("|")] + [(text, False) for text in OPEN.split("|")]
)
def test_a_cell_that_is_classified_is_told_from_one_that_speaks_of_it(text, withheld):
    assert is_withheld_text(text) is withheld


MARKS = (
    "秘密|机密|绝密|机密★|机密★1年|秘密★10年|绝密★长期|秘密级|密级：机密|机密（保密期限：20年）"
    "|国家秘密|工作秘密|属国家秘密|属工作秘密事项"
    "|涉及国家秘密|内部资料|内部资料，注意保存|不予公开|不对外公开|不宜公开|不予公示|不对外公示|暂不公开|暂缓公开|暂不公示"
    "|密件|警务秘密|免予公开|非公开|不予公布|不对外公布|此件不公开|秘密文件|因保密需要，不公开|按照国家保密规定不公开|秘密★十年"
    "|绝密★启用前|机密★1年6个月|根据保密规定，不予公开|具体内容不予公开|涉密不填列|1.机密★1年|一、涉密|（二）内部材料|详见密件"
    "|机密★2025年12月31日|秘密★至2030年|机密★20301231|暂不宜公开|不列示|涉密无法列示|涉密部分不便公开"
    "|根据《保密法》不予公开|依据保密法规定不公开"
    "|涉密不便列示|涉密，不予列示|按规定不予公开|因涉密暂不公开|（不公开）|\n涉密\n\n|做好服务\n秘密★5年"
)
SPEAKS_OF_IT = (
    "内部使用|内部文件|保密教育培训|机密件柜采购|编印内部资料 200 册|公开招标不公开标底的处理|秘密投票系统"
    "|未公开|政务公开|信息公示栏更新"
    "|内部审计|内部控制"
    "|机密泄露事件 0 起|绝密件传输及时率|公开、公示率"
)


@pytest.mark.parametrize(
    ("text", "withheld"),
    [(text, True) for text in MARKS.split("|")] + [(text, False) for text in SPEAKS_OF_IT.split("|")],
)
def test_marks_of_every_kind_are_known_and_words_in_a_sentence_are_not(text, withheld):
    assert is_withheld_text(text) is withheld


@pytest.mark.parametrize("mark", [*MARKS.split("|"), *filter(is_withheld_text, WITHHELD.split("|"))])
def test_a_mark_in_a_line_too_long_to_be_one_is_spoken_of(mark):
    line = f"为进一步完善全区应急指挥体系，按照上级部署对三处库房的安防设施进行改造（{mark}），年底前完成验收。"
    assert not is_withheld_text(line.replace("\n", ""))
    assert spoken_mark(line) != ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("某工程（机密★10年）", "机密"),
        ("某工程（机　密 ★ １０ 年）", "机密"),
        ("设备型号属工 作 秘 密", "工作秘密"),
        ("库房位置涉\u200b密", "涉密"),
        ("相关数据不便列示，另行报送", "不便列示"),
        ("干群关系密切，因密集降雨", ""),
        ("采用非公开招标方式", ""),
        ("精密件加工", ""),
        ("严守秘密，紧密联系", ""),
        ("政务公开率", ""),
    ],
)
def test_words_of_a_mark_are_found_wherever_they_stand(text, words):
    assert spoken_mark(text) == words


def test_folding_makes_variants_one():
    assert fold("≧ 9０％ ＞＝ ﹪") == "≥90%≥%"


def test_what_is_entered_in_three_cells_is_composed_and_read_back():
    assert compose_target("≥", "95", "%") == "≥95%"
    assert compose_target("", "", "") == ""
    assert parse_target(compose_target("≤", "3.5", "万元")) == TargetValue(Kind.NUMBER, "≤", Decimal("3.5"), "万元")


@given(st.text(st.sampled_from("≥≦<=.,-0123456789９１亿万元%％/ 涉密是否优\n年月底前人"), max_size=60) | st.text())
def test_any_text_is_read_and_what_is_read_fits_the_columns(text):
    value = parse_target(text)
    assert len(value.sign) <= Indicator._meta.get_field("sign").max_length
    assert len(value.unit) <= Indicator._meta.get_field("unit").max_length
    assert value.number is None or abs(value.number) < 10**20
    assert (value.kind == Kind.NUMBER) == (value.number is not None)
