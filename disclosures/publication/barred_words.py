"""What bars words that the public reads beside a text: all that would bar them in the text, and amounts."""

from dataclasses import replace

from disclosures.document.model import Document, Explanation
from disclosures.document.traces import amounts_in_texts
from disclosures.models import Submission
from disclosures.publication.barring import what_bars

HEADING = "调整说明"


def what_bars_words(submission: Submission, document: Document, words: str) -> str:
    """Return why words must not be published beside a text (not redacted), in a Chinese sentence; "" where nothing bars
    them. Marks of secrecy, names, codes and amounts of withheld projects do, and sums that give one away."""
    if not words.strip():
        return ""
    told = replace(document, explanations=(*document.explanations, Explanation(HEADING, words)))
    place = f"notes[{len(document.explanations)}]"
    if any(trace.at.field.startswith(place) for trace in amounts_in_texts(told)):
        return f"{HEADING}里的金额可以得出不公开项目的金额，请改写"
    return what_bars(submission, told)
