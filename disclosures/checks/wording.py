"""How texts are written: G01 … G05."""

import re
from collections.abc import Iterator
from itertools import islice

from disclosures.checks.each import EACH_TEXT
from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import Text, always
from disclosures.checks.rule import Context, rule
from disclosures.document.model import Document

#: Misprints and what was meant. Only what is wrong wherever it stands; a look-ahead keeps neighbours safe.
MISPRINTS = {
    "陈本": "成本",
    "俣理": "合理",
    r"帐(?=务|户|目|簿|款|册|面|单)": "账",
    r"(?<=[报记结转对做入])帐": "账",
    "布署": "部署",
    "按装(?!置)": "安装",
    "绩校": "绩效",
    "拔(?=付|款)": "拨",
    "幅射": "辐射",
    "松驰": "松弛",
    "渡假": "度假",
    "竟争": "竞争",
    "做为": "作为",
    "既使": "即使",
    "座落": "坐落",
    "(?<!自)己经": "已经",
    "侯(?=选|补)": "候",
    "(?<=[气时])侯": "候",
    "(?<!办)事速": "事业",
    "为员(?=工作室)": "委员",
    "接时(?=上级)": "接受",
    "聘外(?=外部)": "聘请",
    "过多成": "完成",
}
_MISPRINT = {re.compile(wrong): right for wrong, right in MISPRINTS.items()}
_ANY_MISPRINT = re.compile("|".join(MISPRINTS))
_DOUBLED = re.compile(r"(?!一)([\u4e00-\u9fff]{2,4})\1|([。，、；：！？])\2")
_HALF_COMMA = re.compile(r"[\u4e00-\u9fff],[\u4e00-\u9fff]")
_NUMBER_BRACKETS = re.compile(r"[\[［【《(（〈<]\s*((?:19|20)\d\d)\s*[\]］】》)）〉>](?=\s*第?\s*\d+\s*号)")
_RESIDUE = re.compile(
    r"\[bookmark:[^\]\n]{0,80}\]?"
    r"|TC\s[^\n]{0,200}?\\f\s*\w\s*\\l\s*\d|\\\* MERGEFORMAT|\bHYPERLINK\b|\bPAGEREF\b|\bTOC \\o"
)
#: No more of a text than this is repeated in a message.
_LONGEST_QUOTE = 80
_PLACEHOLDER = re.compile(r"(?<![A-Za-z0-9])[XxＸｘ×]{2,}(?![A-Za-z0-9])|待填|待补充")


def _around(text: Text, match: re.Match[str]) -> str:
    """The piece with a few characters before and after, as evidence."""
    return text.text[max(0, match.start() - 6) : match.end() + 6].strip()


@rule("G01", "错别字词典", Severity.HINT, always, each=EACH_TEXT)
def words_are_spelt_right(text: Text) -> Iterator[Hit]:
    """常见的错别字给出提示（陈本→成本，俣理→合理，帐务→账务等一小份词表）。

    为什么：公开的文本有错字，公众会怀疑数字是不是也错了。
    怎么办：按提示改正；词表只收不会有歧义的写法。每处文字每个错字提示一次。
    例：“节约陈本”应为“节约成本”。
    """
    for wrong, right in _MISPRINT.items() if _ANY_MISPRINT.search(text.text) else ():
        match = wrong.search(text.text)
        if match:
            message = f"里的“{_around(text, match)}”疑有错字：“{match[0]}”应为“{right}”。"
            yield text.hit(message, match[0])


@rule("G02", "叠词/叠标点", Severity.HINT, always, each=EACH_TEXT)
def nothing_stands_twice(text: Text) -> Iterator[Hit]:
    """同一个词或者标点不连写两遍。

    为什么：多半是改稿时留下的。
    怎么办：删去一个。“一个一个”这样的说法不提示。每处文字每个词提示一次，最多三个。
    例：“提出建议建议”“完成验收。。”。
    """
    doubled = dict.fromkeys(match[0] for match in _DOUBLED.finditer(text.text))
    for twice in islice(doubled, 3):
        yield text.hit(f"里的“{twice}”重复了，请删去一个。", twice)


@rule("G03", "半角逗号", Severity.HINT, always, each=EACH_TEXT)
def commas_are_chinese(text: Text) -> Iterator[Hit]:
    """汉字之间用全角逗号“，”。

    为什么：半角逗号在中文里不规范，导出表格时也容易与分隔符混淆。
    怎么办：改为“，”。每处文字提示一次。
    例：“宣传到位,效果良好”改为“宣传到位，效果良好”。
    """
    match = _HALF_COMMA.search(text.text)
    if match:
        yield text.hit("用了半角逗号，请改为“，”。", _around(text, match))


@rule("G04", "文号括号", Severity.HINT, always, each=EACH_TEXT)
def document_numbers_have_their_brackets(text: Text) -> Iterator[Hit]:
    """发文字号的年份用六角括号〔〕。

    为什么：《党政机关公文格式》规定年份用六角括号，写法统一才检索得到文件。
    怎么办：把 [ ]、［ ］、【 】、《 》换成〔 〕。每处文字提示一次。
    例：“财预[2024]8号”改为“财预〔2024〕8号”。
    """
    match = _NUMBER_BRACKETS.search(text.text)
    if match:
        yield text.hit(f"里文号的年份请用六角括号，写成“〔{match[1]}〕”。", _around(text, match))


@rule("G05", "模板/域代码残留", Severity.WARNING, always, with_context=True)
def no_template_is_left(document: Document, context: Context) -> Iterator[Hit]:
    """文本里不能留下模板的占位（XX、待填）和 Word 的书签、域代码。

    为什么：公开的文件里出现 [bookmark: …]、TC … \\f C \\l 1 或者“XX”，说明定稿前没有检查。
    怎么办：填上内容；在 Word 里删去书签和域，另存后再转换。导入时域代码已经去掉，不影响内容；
    给出源文件文字时，全文的残留合并提示一次。
    例：“本单位XX年完成XX工作”应写上年份和工作。
    """
    yield from EACH_TEXT.ask(document, _left)
    residue = _RESIDUE.findall(context.source_text)
    if residue:
        yield Hit(f"源文件里残留 {len(residue)} 处书签或者域代码，请清理后再公开源文件。", "source", residue[0])


def _left(text: Text) -> Iterator[Hit]:
    match = _RESIDUE.search(text.text) or _PLACEHOLDER.search(text.text)
    if match:
        left = match[0][:_LONGEST_QUOTE]
        yield text.hit(f"里还留着“{left}”，请填写或者删去。", left)
