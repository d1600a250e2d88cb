"""Kept files of a body that may no longer be shown are gone as soon as that is decided, whoever decides it."""

from pathlib import Path

import pytest
from django.test import Client

from disclosures.exports import FORMATS
from disclosures.models import DisclosureBody
from disclosures.publication import kept_exports
from disclosures.publication.barring import PublishRefused
from disclosures.publication.erasure import erase_year
from disclosures.publication.publishing import withdraw
from disclosures.tests import stages
from disclosures.tests.builders import document, project, published, withheld_project

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"
PLACE = ("130303", "345001", 2021)
KEPT = sorted(extension for _, extension, _ in FORMATS.values() if extension != "json")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    """Where exports are kept."""
    settings.VAR_DIR = tmp_path
    return tmp_path / "exports"


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What is done inside is done as if its transaction were committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def fetch(version: int) -> None:
    """A reader asks for every format of a version."""
    for extension in KEPT:
        assert Client().get(f"{YEAR}v{version}/download.{extension}").status_code == 200


def kept(folder: Path) -> dict[int, list[str]]:
    """Version → the formats of it that are kept; unfinished files under 0."""
    versions = dict(DisclosureBody.objects.values_list("sha256", "disclosure__version"))
    found: dict[int, list[str]] = {}
    for path in sorted(folder.glob("*.*")):
        sha256, _, rest = path.name.partition(".")
        if sha256 in versions:
            whole = path.suffix != ".part"
            found.setdefault(versions[sha256] if whole else 0, []).append(rest.rpartition(".")[2])
    return found


def test_at_the_desk_a_withdrawal_removes_them(folder, committed):
    submission = stages.published()
    fetch(1)
    assert kept(folder) == {1: KEPT}
    with committed():
        stages.step(submission, "withdraw", stages.some("liu"), "附件有误。", stages.CLOSES_ON)
    assert kept(folder) == {}


def test_a_version_that_withholds_what_an_older_one_shows_removes_those_of_the_older_one(folder, committed):
    published(document(project(1), project(2, "夜校")))
    fetch(1)
    with committed():
        published(document(project(1), withheld_project(2, "夜校")))
    assert kept(folder) == {}
    fetch(2)
    assert kept(folder) == {2: KEPT}


def test_an_older_version_that_stays_readable_keeps_its_files(folder, committed):
    published(document(project(1)))
    fetch(1)
    with committed():
        published(document(project(1), project(2, "夜校")))
    assert kept(folder) == {1: KEPT}


def test_an_erasure_removes_what_was_left_behind(folder, committed):
    published()
    fetch(1)
    withdraw(*PLACE, "金额有误")
    body = DisclosureBody.objects.get()
    (folder / f"{body.sha256}.1.x.docx.part").write_text("half a file")
    with committed():
        erase_year(*PLACE, "依法不得保存", ("李四", "王五"))
    assert kept(folder) == {}


def test_a_step_that_is_refused_removes_nothing(folder, committed):
    published()
    fetch(1)
    with committed(), pytest.raises(PublishRefused):
        withdraw(*PLACE, " ")
    assert kept(folder) == {1: KEPT}


def test_files_that_cannot_be_removed_do_not_undo_the_withdrawal(folder, committed, monkeypatch):
    published()
    fetch(1)

    def fail():
        raise PermissionError

    monkeypatch.setattr(kept_exports, "_folder", fail)
    with committed():
        withdraw(*PLACE, "金额有误")
    assert Client().get(YEAR).status_code == 410
