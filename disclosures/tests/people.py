"""The cast: 李 enters for her department, 王 reviews at the bureau, 赵 belongs to another department."""

from django.contrib.auth import get_user_model

PASSWORD = "correct horse battery staple"


def li():
    """She enters for 山海关区旅游和文化广电局."""
    return person("li")


def wang():
    """He reviews at the finance bureau of 山海关区."""
    return person("wang")


def zhao():
    """She enters for another department of the same region and sees nothing of 李's."""
    return person("zhao")


def administrator():
    """The superuser."""
    return get_user_model().objects.create_superuser("administrator", password=PASSWORD, must_change_password=False)


def person(username: str, **fields):
    """Somebody who has a password of their own already, and no membership yet."""
    values = {"password": PASSWORD, "must_change_password": False} | fields
    return get_user_model().objects.create_user(username, **values)
