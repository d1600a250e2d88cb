"""Which passwords hold the name of who chooses them."""

import pytest
from django.core.exceptions import ValidationError

from disclosures.desk.password import HoldsNoName
from disclosures.models import Person
from disclosures.tests import cast

SENTENCE = "密码不能含有您的用户名或姓名，倒过来写也不行。"


def refusal(password: str, username: str = "liu", name: str = "刘芳") -> str:
    """The sentence of refusal, "" where there is none."""
    try:
        HoldsNoName().validate(password, Person(username=username, name=name))
    except ValidationError as error:
        return error.messages[0]
    return ""


@pytest.mark.parametrize(
    "password",
    [
        "liu2023liu2023",
        "2023LIU!!",
        "ＬＩＵ20232023",
        "uil2023uil",
        "刘芳20230101",
        "芳刘20230101",
        "2023刘 芳2023",
        "2023-刘芳-2023",
    ],
)
def test_a_password_with_the_name_in_it_is_refused(password):
    assert refusal(password) == SENTENCE


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("li", "li20232023"),
        ("li", "2023lili2023"),
        ("li", "il-2023-07"),
        ("liu01", "liu01liu01"),
        ("liu01", "liu20232023"),
    ],
)
def test_digits_around_a_name_change_nothing(username, password):
    assert refusal(password, username, "李敏") == SENTENCE


@pytest.mark.parametrize(
    ("username", "name", "password"),
    [
        ("liu", "刘芳", "山海关外-第一楼"),
        ("li", "李敏", "family-holiday"),
        ("li", "李敏", "李下不整冠2023"),
        ("8", "李", "李8李8李8李8"),
        ("", "", "山海关外-第一楼"),
    ],
)
def test_another_password_is_none_of_its_business(username, name, password):
    assert refusal(password, username, name) == ""


@pytest.mark.django_db
def test_the_page_refuses_it_and_says_so_beforehand(client):
    liu = cast.liu()
    client.force_login(liu)
    assert SENTENCE in client.get("/admin/password_change/").content.decode()
    new = "liu2023liu2023"
    typed = {"old_password": cast.PASSWORD, "new_password1": new, "new_password2": new}
    answer = client.post("/admin/password_change/", typed)
    assert (answer.status_code, answer.context["form"].errors) == (200, {"new_password2": [SENTENCE]})
    liu.refresh_from_db()
    assert liu.check_password(cast.PASSWORD)
