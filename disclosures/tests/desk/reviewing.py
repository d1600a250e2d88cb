"""What the tests of the bureau's pages share: looking, sending a step, reading."""

from django.test import Client
from django.urls import reverse

from disclosures.models import Submission
from disclosures.tests.public.reading import Page
from disclosures.tests.stages import fresh, some
from disclosures.workflow.steps import Shown


def enter(client: Client, username: str):
    """Log a member of the cast in."""
    client.force_login(some(username))
    return some(username)


def at(name: str, *args) -> str:
    """The address of a page of the desk."""
    return reverse(f"admin:desk-{name}", args=args)


def look(client: Client, address: str) -> Page:
    """The page as it is read; `status` is the server's."""
    answer = client.get(address)
    return Page(answer.content.decode(), answer.status_code)


def read(answer) -> Page:
    """An answer that came already, as it is read."""
    return Page(answer.content.decode(), answer.status_code)


def tight(page: Page) -> str:
    """What is read on a page, without any blank."""
    return page.text.replace(" ", "")


def shown(submission: Submission) -> dict:
    """The hidden fields of a step, as the page shows them now."""
    return vars(Shown.of(fresh(submission)))


def send_step(client: Client, submission: Submission, action: str, **typed):
    """A step of the bureau, sent from a page that shows the submission as it is unless told otherwise."""
    return client.post(at("review-step", submission.pk, action), shown(submission) | typed)


def said(answer) -> list[str]:
    """The messages that the page after a redirect shows."""
    return [str(message) for message in answer.context["messages"]]
