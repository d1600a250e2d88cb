"""A .docx becomes the lines of the Word layout, with automatic numbers, tracked changes and merged cells."""

import zipfile
from io import BytesIO

import docx
import pytest

from disclosures.importers.docx_text import read_docx
from disclosures.importers.refusal import Refused

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:other"'
)


def package(body: str, numbering: str = "", styles: str = "") -> bytes:
    """A .docx around the inner XML of its body, its lists and its styles."""
    buffer = BytesIO()
    docx.Document().save(buffer)
    result = BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
            elif name == "word/numbering.xml":
                content = f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>".encode()
            elif name == "word/styles.xml":
                content = f"<w:styles {NAMESPACES}>{styles}</w:styles>".encode()
            new.writestr(name, content)
    return result.getvalue()


def p(text: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text) if text else ''}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs) or p()}</w:tc>"


def table(*rows: list[str]) -> str:
    return f"<w:tbl>{''.join('<w:tr>' + ''.join(row) + '</w:tr>' for row in rows)}</w:tbl>"


def text(body: str, **parts: str) -> str:
    return read_docx(package(body, **parts))[0]


def refusal(body: str, **parts: str) -> str:
    with pytest.raises(Refused) as refused:
        read_docx(package(body, **parts))
    return refused.value.message


def test_paragraphs_and_tables_keep_their_order():
    body = p("甲") + table([cell(p("一")), cell(p("二"))], [cell(p("三")), cell(p("四"), p(), p("五"))]) + p() + p("乙")
    assert text(body) == "甲\n\t一\n\t二\n\n\t三\n\t四\n五\n\n\n\n乙\n"


def test_a_place_is_a_table_and_row_or_a_paragraph():
    lines, place = read_docx(
        package(p("甲") + p() + table([cell(p("一"))]) + p() + p("乙") + table([cell(p("二"))], [cell(p("三"))]))
    )
    assert lines == "甲\n\n\t一\n\n\n\n乙\n\t二\n\n\t三\n\n\n"
    assert [place(line) for line in range(1, 12)] == [
        "第 1 段",
        "第 1 段",
        "第 1 张表第 1 行",
        "第 1 张表第 1 行",
        "第 1 张表第 1 行",
        "第 1 段",
        "第 2 段",
        "第 2 张表第 1 行",
        "第 2 张表第 1 行",
        "第 2 张表第 2 行",
        "第 2 张表第 2 行",
    ]


def test_cells_merged_across_count_once_and_cells_merged_downwards_leave_a_blank():
    start, below, beside = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:hMerge w:val="continue"/>'
    body = table(
        [cell(p("一"), properties=start), cell(p("二"), properties='<w:gridSpan w:val="2"/>')],
        [cell(properties=below), cell(p("三"), properties='<w:hMerge w:val="restart"/>'), cell(properties=beside)],
    )
    assert text(body) == "\t一\n\t二\n\n\t\n\t三\n\n\n"


def test_a_table_made_by_python_docx_reads_the_same_way():
    document = docx.Document()
    grid = document.add_table(rows=2, cols=3)
    grid.cell(0, 0).merge(grid.cell(1, 0)).text = "甲"
    grid.cell(0, 1).merge(grid.cell(0, 2)).text = "乙"
    grid.cell(1, 1).text, grid.cell(1, 2).text = "丙", "丁"
    buffer = BytesIO()
    document.save(buffer)
    assert read_docx(buffer.getvalue())[0] == "\t甲\n\t乙\n\n\t\n\t丙\n\t丁\n\n\n"


def test_content_controls_links_and_smart_tags_are_read():
    inner = f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>"
    row = f"<w:tr><w:sdt><w:sdtContent>{cell(p('丙'))}</w:sdtContent></w:sdt></w:tr>"
    link = f"<w:p><w:hyperlink>{r('乙')}</w:hyperlink><w:smartTag>{r('丁')}</w:smartTag></w:p>"
    assert (
        text(inner + link + f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tbl>")
        == "甲\n乙丁\n\t丙\n\n\n"
    )


def test_tracked_changes_are_read_as_accepted():
    changed = f"<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>{r('新')}</w:ins>{r('的')}</w:p>"
    moved = f"<w:p><w:moveFrom>{r('此')}</w:moveFrom><w:moveTo>{r('彼')}</w:moveTo></w:p>"
    joined = p("上半", "<w:rPr><w:del/></w:rPr>") + p("下半")
    rows = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell(p('删'))}</w:tr><w:tr>{cell(p('留'))}</w:tr></w:tbl>"
    assert text(changed + moved + joined + rows) == "新的\n彼\n上半下半\n\t留\n\n\n"


def test_a_deleted_end_before_a_table_does_not_run_into_it():
    assert text(p("甲", "<w:rPr><w:del/></w:rPr>") + table([cell(p("乙"))])) == "甲\n\t乙\n\n\n"


def test_text_boxes_are_read_once():
    box = f"<w:txbxContent>{p('框')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert text(f"<w:p><w:r>{both}</w:r>{r('文')}</w:p>") == "框\n文\n"


def test_field_codes_and_hidden_text_are_not_read_but_results_are():
    def field(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> PAGEREF _Toc1 </w:instrText></w:r>"
    whole = field("begin") + code + field("begin") + r("内") + field("end") + field("separate") + r("12") + field("end")
    mark = field("begin") + "<w:r><w:instrText>TC 甲 \\f A</w:instrText></w:r>" + field("end")
    hidden = r("隐", "<w:vanish/>") + r("显", '<w:vanish w:val="0"/>')
    assert text(f"<w:p>{r('甲')}{mark}{whole}{hidden}</w:p>") == "甲12显\n"


def test_breaks_tabs_and_signs():
    runs = (
        "<w:r><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:noBreakHyphen/><w:tab/><w:t>丙\n丁</w:t>"
        '<w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    )
    assert text(f"<w:p>{runs}</w:p>") == "甲\n乙-\t丙 丁≥\n"
    assert text(table([cell(f"<w:p>{runs}</w:p>")])) == "\t 甲\n乙- 丙 丁≥\n\n\n"


def test_a_simple_formula_is_text():
    assert text(f"<w:p>{r('甲')}<m:oMath><m:r><m:t>≥95%</m:t></m:r></m:oMath></w:p>") == "甲≥95%\n"


LISTS = """
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
  <w:lvl w:ilvl="0"><w:pStyle w:val="Other"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:pStyle w:val="Heading"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="3">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="hebrew1"/><w:lvlText w:val="%2."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>
"""
STYLES = """
<w:style w:styleId="Heading" w:type="paragraph"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Child" w:type="paragraph"><w:basedOn w:val="Heading"/></w:style>
"""


def numbered(content: str, list_id: int, level: int = 0) -> str:
    return p(content, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_automatic_numbers_are_written_out():
    body = (
        numbered("甲", 1) + numbered("a", 1, 1) + numbered("b", 1, 1) + numbered("乙", 1) + numbered("c", 1, 1)
        + numbered("丙", 3) + numbered("丁", 3) + numbered("戊", 1) + numbered("点", 4) + numbered("无", 0)
    )  # fmt: skip
    assert text(body, numbering=LISTS) == "一、甲\n1.1 a\n1.2 b\n二、乙\n2.1 c\n五、丙\n六、丁\n七、戊\n点\n无\n"


def test_a_style_numbers_its_paragraphs_and_those_of_the_styles_based_on_it():
    body = (
        p("甲", '<w:pStyle w:val="Heading"/>')
        + p("乙", '<w:pStyle w:val="Child"/>')
        + table([cell(p("丙", '<w:pStyle w:val="Child"/>'))])
    )
    plain = p("丁", '<w:pStyle w:val="Child"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert text(body + plain, numbering=LISTS, styles=STYLES) == "（一）甲\n（二）乙\n\t（三）丙\n\n\n丁\n"


def test_an_unknown_way_of_counting_is_refused():
    assert refusal(numbered("甲", 4, 1), numbering=LISTS) == "第 1 段：自动编号的格式“hebrew1”不能识别，请改为手工编号"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (table([cell(table([cell(p("甲"))]))]),
         "第 1 张表第 1 行有套在单元格里的表格，不能准确读取，请改为普通文字后再导入"),
        (
            table([cell(p("甲"))], [cell("<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>")]),
            "第 1 张表第 2 行有图片，不能准确读取，请改为普通文字后再导入",
        ),
        (p("甲") + "<w:p><w:r><w:object><o:OLEObject/></w:object></w:r></w:p>",
         "第 2 段有嵌入的对象，不能准确读取，请改为普通文字后再导入"),
        ("<w:p><w:r><w:footnoteReference/></w:r></w:p>", "第 1 段有脚注，不能准确读取，请改为普通文字后再导入"),
        ("<w:altChunk/>", "第 1 段有嵌入的其他文件，不能准确读取，请改为普通文字后再导入"),
        ("<w:p><m:oMath><m:f/></m:oMath></w:p>", "第 1 段有公式，不能准确读取，请改为普通文字后再导入"),
        (
            '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>',
            "第 1 段有不能识别的符号，请改为普通文字后再导入",
        ),
        (
            table([cell(p("甲"), properties="<w:vMerge/>")]),
            "第 1 张表第 1 行的合并单元格里藏有文字，请在 Word 中清理后再导入",
        ),
        ('<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>', "第 1 段的域不完整，请在 Word 中更新域后再导入"),
    ],
)  # fmt: skip
def test_what_has_no_exact_text_is_refused_with_its_place(body, message):
    assert refusal(body) == message


def test_a_field_that_never_ends_is_refused():
    assert refusal('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>') == (
        "文件已损坏，不能完整读出，请在 Office 中打开后另存一份再导入"
    )
