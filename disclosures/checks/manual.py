"""The manual of the rules (docs/checks.md), written from the registry."""

from collections.abc import Iterable

from disclosures.checks.rule import Rule


def rules_markdown(rules: Iterable[Rule], version: str) -> str:
    """The text of docs/checks.md: every rule's code, name, severity and manual page, in the given order."""
    head = (
        "# 审核规则\n\n"
        f"规则集版本 {version}。本页由程序生成，请改规则的说明文字，不要改本页。\n\n"
        "错误不能送审，也不能公开（财政负责人可以决定照此公开的，说明理由可以送审）；警告要说明理由才能送审；提示不需要答复。财政局可以为本地区改变级别或者停用规则，并写明理由。\n"
        "不适用的规则不算通过。\n"
    )
    return head + "".join(f"\n{_page(rule)}" for rule in rules)


def _page(rule: Rule) -> str:
    levels = "，有时为".join(severity.label for severity in (rule.severity, *rule.also))
    paragraphs = rule.manual.split("\n\n")
    statement = "".join(paragraphs[0].splitlines())
    advice = "".join(f"\n* {line}" if "：" in line[:4] else line for line in "\n".join(paragraphs[1:]).splitlines())
    unless = "，除非财政负责人写明理由、决定照此公开" if rule.may_be_overruled else ""
    bars = f"\n* 命中时不能公开，命令行也不能{unless}。" if rule.bars_publication else ""
    return f"## {rule.code} {rule.name}（{levels}）\n\n{statement}\n{advice}{bars}\n"
