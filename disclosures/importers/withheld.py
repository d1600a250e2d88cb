"""涉密: which cells say that their matter is classified."""

import re

from disclosures.document import Withheld
from disclosures.importers.cleaning import squeeze
from indicators.target_values import is_withheld_text

PRINTED_AS_WITHHELD = Withheld("原件标注涉密")

_PHRASE = re.compile(
    r"[(\[【]?(?:因|属|属于)?(?:涉密|保密)(?:内容|事项|项目|信息|指标|数据)?[,，、;；]?(?:按规定)?(?:不|不予|不宜|不便|未)公开[)\]】]?[。.]?"
    r"|[(\[【]?(?:不予?公开|涉密(?:内容|事项|项目|信息|指标|数据))[)\]】]?[。.]?"
)


def is_withheld(cell: str) -> bool:
    """Whether a cell's whole text says 涉密 or 不公开; a name that merely speaks of it (涉密耗材) does not."""
    if "密" not in cell and "公开" not in cell:
        return False
    return is_withheld_text(cell) or bool(_PHRASE.fullmatch(squeeze(cell)))
