"""What a text file holds besides what is read of it: the words that stand nowhere else."""

import pytest

from disclosures.importers.text_file import decode
from disclosures.importers.unseen import unseen_words
from disclosures.tests.folders import SAMPLES

TEXT = "一、总体绩效目标\n让全区居民看得上书。\n"


@pytest.mark.parametrize("file", sorted(SAMPLES.glob("*.txt")), ids=lambda file: file.name)
def test_our_samples_hold_nothing_else(file):
    assert unseen_words(decode(file.read_bytes())) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("二、分项绩效目标 TC 总体绩效目标 \\f A \\l 1", []),
        ("二、分项绩效目标 TC 库房加固 \\f A \\l 1", ["库房加固"]),
        ("[bookmark: _Toc61447631]二、分项绩效目标", []),
        ("[bookmark: 库房加固]二、分项绩效目标", ["库房加固"]),
        ('二、分项绩效目标 HYPERLINK "http://example.org/x"', ['http://example.org/x"']),
        ('<span title="库房加固">二、</span><b>分项</b>绩效目标<p>', ["title", "库房加固"]),
        ("目录\n一、总体绩效目标........1\n二、库房加固........3", ["库房加固"]),
        ("库房加固..........3", ["库房加固"]),
        ("目录\n一、总体绩效目标........1", []),
    ],
)
def test_words_of_marks_and_contents_that_stand_nowhere_else_are_found(line, words):
    assert unseen_words(f"{line}\n{TEXT}") == words
