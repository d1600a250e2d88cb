"""A year as one archive: whole, made once for each state of the year, and gone when anything in it is gone."""

import csv
import fcntl
import hashlib
import io
import json
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client

from disclosures.document.model import DepartmentRef
from disclosures.models import DisclosureBody
from disclosures.public import archive
from disclosures.publication import kept_archives, kept_exports
from disclosures.publication.erasure import erase_year
from disclosures.publication.publishing import withdraw
from disclosures.tests.builders import CHANGLI, document, project, published, withheld_project
from disclosures.tests.statements import EXPLANATIONS, statements

pytestmark = pytest.mark.django_db

ADDRESS = "/130303/2021/archive.zip"
YOUTH = DepartmentRef("345002", "山海关区少年宫")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    """Where archives are kept."""
    settings.VAR_DIR = tmp_path
    return tmp_path / "archives"


@pytest.fixture
def times(monkeypatch) -> list[str]:
    """One entry for each archive that was made."""
    made, write = [], archive._Year.write
    monkeypatch.setattr(archive._Year, "write", lambda year, file: made.append(year.place) or write(year, file))
    return made


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What is done inside is done as if its transaction were committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def fetch(address: str = ADDRESS) -> bytes:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.getvalue()


def files_of(content: bytes) -> dict[str, bytes]:
    file = ZipFile(io.BytesIO(content))
    return {name: file.read(name) for name in file.namelist()}


def rows_of(content: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def kept(folder: Path) -> list[str]:
    """The years of which an archive is kept."""
    return sorted(path.name.partition(".")[0] for path in folder.glob("*.zip"))


def test_it_holds_everything_that_is_public_of_the_year():
    hidden = withheld_project(3, total=None, fiscal_funds=None, other_funds=None)
    shown = (project(1), project(2, "夜校"), hidden)
    published(document(*shown, statements=statements(), explanations=EXPLANATIONS))
    published(document(project(1, "车辆"), department=YOUTH))
    published(document(project(1, "别的年度"), fiscal_year=2020))
    published(document(project(1, "别的区划"), region=CHANGLI))
    files = files_of(fetch())
    assert list(files) == [
        "data/disclosures.csv",
        "data/projects.csv",
        "bodies/345001-v1.json",
        "bodies/345002-v1.json",
        "data/project_details.csv",
        "national/PM_PERF_GOAL_INFO.csv",
        "national/PM_PERF_INDICATOR.csv",
        "data/indicators.csv",
        "data/statements.csv",
        "data/dictionary.csv",
        "datapackage.json",
        "README.txt",
        "SHA256SUMS",
    ]
    assert [row["name"] for row in rows_of(files["data/projects.csv"])] == ["图书馆购书", "夜校", "档案加固", "车辆"]
    assert [row["purpose"] for row in rows_of(files["data/project_details.csv"])] == [
        "用于图书馆购书",
        "用于夜校",
        "用于车辆",
    ]
    assert len(rows_of(files["data/indicators.csv"])) == len(rows_of(files["national/PM_PERF_INDICATOR.csv"])) == 6
    assert "34000.00" in {row["amount_yuan"] for row in rows_of(files["data/statements.csv"])}
    everything = b"".join(files.values()).decode()
    assert "别的年度" not in everything and "别的区划" not in everything


def test_the_texts_have_the_hashes_that_the_site_prints():
    published()
    files = files_of(fetch())
    row = rows_of(files["data/disclosures.csv"])[0]
    body = DisclosureBody.objects.get()
    assert files["bodies/345001-v1.json"].decode() == body.text
    assert row["sha256"] == body.sha256 == hashlib.sha256(files["bodies/345001-v1.json"]).hexdigest()


def test_it_names_its_title_its_terms_and_where_it_is_from():
    published()
    files = files_of(fetch())
    package = json.loads(files["datapackage.json"])
    assert (package["name"], package["title"]) == ("budget-performance-130303-2021", "山海关区2021年预算绩效公开")
    assert package["sources"] == [{"title": "财政部门", "path": "http://testserver"}]
    assert "任何人均可查阅、下载和引用" in package["description"]
    assert files["README.txt"].decode().startswith("山海关区2021年预算绩效公开\n")


def test_it_is_made_once_and_is_the_same_bytes_whenever_it_is_made(folder, times):
    published()
    answer = Client().get(ADDRESS)
    first = answer.getvalue()
    assert answer["Content-Disposition"] == 'attachment; filename="130303-2021.zip"'
    assert int(answer["Content-Length"]) == len(first)
    assert fetch() == first and len(times) == 1
    shutil.rmtree(folder)
    assert fetch() == first and len(times) == 2


def test_what_the_reader_has_is_answered_before_anything_is_made(times):
    published()
    etag = Client().get(ADDRESS)["ETag"]
    again = Client().get(ADDRESS, headers={"if-none-match": etag})
    assert (again.status_code, again["ETag"], again.content, len(times)) == (304, etag, b"", 1)


@pytest.mark.parametrize("altered", [lambda file: b"", lambda file: file[:-1], lambda file: file + b"x"])
def test_a_kept_archive_that_was_altered_is_made_anew(folder, times, altered):
    published()
    first = fetch()
    (path,) = folder.glob("*.zip")
    path.write_bytes(altered(path.read_bytes()))
    assert fetch() == first and len(times) == 2


def test_a_kept_archive_of_another_year_in_its_place_is_made_anew(folder, times):
    published()
    published(document(fiscal_year=2020))
    first, _ = fetch(), fetch("/130303/2020/archive.zip")
    older, newer = sorted(folder.glob("*.zip"))
    shutil.copy(older, newer)
    shutil.copy(f"{older}.seal", f"{newer}.seal")
    assert fetch() == first and len(times) == 3


def test_a_new_version_makes_a_new_archive_and_the_old_one_goes(folder, times, committed):
    published(document(project(1, "旧项目")))
    fetch()
    with committed():
        published(document(project(1, "新项目")))
    assert kept(folder) == []
    everything = b"".join(files_of(fetch()).values()).decode()
    assert "新项目" in everything and "旧项目" not in everything


def test_what_is_withdrawn_is_gone_from_the_kept_archive_at_once(folder, committed):
    published()
    published(document(project(1, "车辆"), department=YOUTH))
    published(document(fiscal_year=2020))
    assert "车辆" in b"".join(files_of(fetch()).values()).decode()
    fetch("/130303/2020/archive.zip")
    with committed():
        withdraw("130303", "345002", 2021, "附件有误")
    assert kept(folder) == ["130303-2020"]
    assert "车辆" not in b"".join(files_of(fetch()).values()).decode()
    assert kept(folder) == ["130303-2020", "130303-2021"]


def test_a_year_of_which_nothing_is_left_has_no_archive(folder, committed):
    published()
    etag = Client().get(ADDRESS)["ETag"]
    with committed():
        withdraw("130303", "345001", 2021, "附件有误")
    assert Client().get(ADDRESS, headers={"if-none-match": etag}).status_code == 404
    with committed():
        erase_year("130303", "345001", 2021, "依法不得保存", ("李四", "王五"))
    assert (Client().get(ADDRESS).status_code, list(folder.iterdir())) == (404, [])


def test_an_archive_in_the_making_while_the_year_changes_is_not_kept(folder, monkeypatch, committed):
    published(document(project(1, "旧项目")))
    write = archive._Year.write

    def late(year, file):
        write(year, file)
        with committed():
            withdraw("130303", "345001", 2021, "附件有误")

    monkeypatch.setattr(archive._Year, "write", late)
    answer = Client(raise_request_exception=False).get(ADDRESS)
    assert (answer.status_code, answer["Retry-After"], kept(folder)) == (503, "10", [])


def test_one_is_made_at_a_time(folder, monkeypatch):
    published()
    monkeypatch.setattr(kept_exports, "PATIENCE", 0)
    folder.with_name("exports").mkdir()
    with (folder.with_name("exports") / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert Client(raise_request_exception=False).get(ADDRESS).status_code == 503


def test_files_that_are_no_archives_of_ours_are_swept(folder):
    folder.mkdir()
    for name in ("x.zip", "130303-2021.zip", "130303-2021.abc.def.zip", "130303-x.abc.zip", "130303-2021.abc.zip.part"):
        (folder / name).write_text("x")
    kept_archives.sweep_archives()
    assert list(folder.iterdir()) == []


def test_there_is_none_of_a_year_without_versions():
    published()
    assert [Client().get(f"/{place}/archive.zip").status_code for place in ("130303/2020", "130322/2021")] == [404] * 2


def test_where_nothing_can_be_written_it_comes_all_the_same(settings, tmp_path, times, caplog):
    (tmp_path / "file").write_text("in the way")
    settings.VAR_DIR = tmp_path / "file"
    published()
    assert fetch() == fetch() and len(times) == 2
    assert {record.message for record in caplog.records} == {"exports cannot be kept"}


def test_on_a_full_disk_nothing_half_written_is_handed_out(monkeypatch, folder, times):
    published()
    monkeypatch.setattr(kept_archives, "copyfileobj", lambda *_: (_ for _ in ()).throw(OSError("no space left")))
    first = fetch()
    assert (kept(folder), ZipFile(io.BytesIO(first)).testzip()) == ([], None)
    monkeypatch.undo()
