"""Ways in which files of the Word layout differ without saying anything else: text → text."""

import re

_LABELS = (
    *("项目编码", "项目名称", "预算规模及资金用途", "预算数", "其中：财政资金", "其他资金", "资金支出计划（%）"),
    *("3月底", "6月底", "10月底", "12月底", "绩效目标", "一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值"),
    "指标值确定依据",
)
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_HEADING = re.compile(r"^(?:[一二三]、.*(?:绩效目标|保障措施)|\d+\..*绩效目标表)$", re.MULTILINE)
_OBJECTIVES = re.compile(r"^\t1\..*\n2\..*(?:\n\d\..*)*$", re.MULTILINE)
_BREAKABLE = re.compile(r"^(\t?\d\.的?[一-龥])([一-龥].*)$", re.MULTILINE)
_AMOUNT = re.compile(r"(?<=\t)\d+\.\d{2,6}$", re.MULTILINE)


def with_field_codes(text: str) -> str:
    """Word's hidden entries for a table of contents behind every heading."""
    return _HEADING.sub(lambda match: rf"{match[0]} TC {match[0].lstrip('一二三、')} \f A \l 1 ", text)


def with_field_characters(text: str) -> str:
    """The same entries between the characters with which Word marks a field."""
    return _HEADING.sub(lambda match: f"{match[0]}\x13 TC {match[0].lstrip('一二三、')} \\f A \\l 1 \x15", text)


def with_form_feeds(text: str) -> str:
    """Pages that end in front of headings and of rows."""
    text = re.sub(r"^\d+\..*绩效目标表$", lambda match: f"\x0c{match[0]}", text, flags=re.MULTILINE)
    return re.sub(r"\n\n\t(?=产出|效益|成本)", "\n\n\x0c\t", text)


def with_broken_objectives(text: str) -> str:
    """Each of several numbered objectives over two lines."""

    def broken(match: re.Match) -> str:
        return re.sub(_BREAKABLE, lambda line: f"{line[1]}\n{line[2]}", match[0])

    return _OBJECTIVES.sub(broken, text)


def with_bookmarks(text: str) -> str:
    """Bookmarks before headings and inside cells."""
    text = _HEADING.sub(lambda match: f"[bookmark: _Toc61447631]{match[0]}", text)
    return text.replace("\t数量指标", "\t[bookmark: _GoBack]数量指标")


def with_page_numbers(text: str) -> str:
    """The number of a page between two projects, in several manners."""
    pages = iter(range(1, 10_000))
    manners = ("{}", "- {} -", "第 {} 页", "— {} —")

    def numbered(match: re.Match) -> str:
        page = next(pages)
        return f"{manners[page % len(manners)].format(page)}\n{match[0]}"

    return re.sub(r"^\d+\..*绩效目标表$", numbered, text, flags=re.MULTILINE) + "9\n"


def with_contents(text: str) -> str:
    """A table of contents before everything else but the title."""
    entries = "".join(f"{match[0]}\t{number}\n" for number, match in enumerate(_HEADING.finditer(text), 1))
    return text.replace("第一部分\n", f"目录\n{entries}第一部分\n", 1)


def with_spaced_labels(text: str) -> str:
    """Blanks inside every label of the tables."""
    for label in _LABELS:
        spaced = "\u3000".join(label[:2]) + " ".join(("", *label[2:]))
        text = re.sub(rf"(?<=\t){re.escape(label)}$", spaced, text, flags=re.MULTILINE)
    return text.replace("\t单位：", "\t单 位： ")


def with_wide_digits(text: str) -> str:
    """Full-width digits in amounts, percentages and the numbers of projects."""
    text = re.sub(r"(?<=\t)\d[\d.]*%?$", lambda match: match[0].translate(_WIDE), text, flags=re.MULTILINE)
    return re.sub(r"^\d+\.(?=.*绩效目标表$)", lambda match: match[0].translate(_WIDE), text, flags=re.MULTILINE)


def with_separators(text: str) -> str:
    """Thousands separators in amounts."""

    def separated(match: re.Match) -> str:
        whole, _, decimals = match[0].partition(".")
        return f"{int(whole):,}.{decimals}"

    return _AMOUNT.sub(separated, text)


def with_blank_lines_in_cells(text: str) -> str:
    """Empty paragraphs at the end of cells, so that a blank line no longer ends a row."""
    return re.sub(r"^(\t(?:≥|≤|≧|[^\t\n]*为优).*)$", r"\1\n\n", text, flags=re.MULTILINE)


def with_repeated_levels(text: str) -> str:
    """Level cells printed in every row instead of merged."""
    rows, category, subcategory = [], "", ""
    for row in re.split(r"(?<=\n)\n", text):
        cells = row.split("\n\t") if row.startswith("\t") else []
        if len(cells) == 6:
            subcategory = subcategory if cells[0] == "\t" and not cells[1] else cells[1]
            category = category if cells[0] == "\t" else cells[0]
            rows.append("\n\t".join((category, subcategory, *cells[2:])))
        else:
            rows.append(row)
    return "\n".join(rows)


#: In this order they may be combined.
DECORATIONS = (
    with_repeated_levels,
    with_field_codes,
    with_bookmarks,
    with_page_numbers,
    with_contents,
    with_spaced_labels,
    with_wide_digits,
    with_separators,
    with_blank_lines_in_cells,
    with_broken_objectives,
    with_field_characters,
    with_form_feeds,
)
