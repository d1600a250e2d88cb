"""Reading a page as a browser without script does: its form as it would be sent, its texts, its messages."""

from html.parser import HTMLParser

from django.test import Client


class _Form(HTMLParser):
    """The fields of the form that carries the page; what stands in a <template> is no field."""

    def __init__(self):
        super().__init__()
        self.values: dict[str, str] = {}
        self.text: list[str] = []
        self.inside = self.in_template = 0
        self.textarea = self.select = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form" and ("data-desk-form" in attrs or attrs.get("class") == "ask"):
            self.inside = 1
        if tag == "template":
            self.in_template += 1
        if not self.inside or self.in_template:
            return
        name, kind = attrs.get("name"), attrs.get("type")
        if tag == "input" and name and (kind not in ("checkbox", "radio") or "checked" in attrs):
            self.values[name] = attrs.get("value", "")
        if tag == "textarea":
            self.textarea = name
            self.values[name] = ""
        if tag == "select":
            self.select = name
            self.values.setdefault(name, "")
        if tag == "option" and self.select and "selected" in attrs:
            self.values[self.select] = attrs["value"]

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = 0
        if tag == "template":
            self.in_template -= 1
        if tag == "textarea" and self.textarea:
            self.values[self.textarea] = self.values[self.textarea].removeprefix("\n")
            self.textarea = None
        if tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.textarea:
            self.values[self.textarea] += data
        elif not self.in_template and data.strip():
            self.text.append(" ".join(data.split()))


class Page:
    """One answer of the server, with its form."""

    def __init__(self, answer):
        self.answer = answer
        self.status = answer.status_code
        parser = _Form()
        parser.feed(answer.content.decode())
        self.values, self.texts = parser.values, parser.text

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    @property
    def messages(self) -> list[str]:
        return [str(message) for message in self.answer.context["messages"]]


def look(client: Client, address: str) -> Page:
    """The page at an address."""
    return Page(client.get(address))


def send(client: Client, address: str, values: dict, **changes) -> Page:
    """The form sent with these changes (row fields as rows__0__name), and the page that follows."""
    changed = {name.replace("__", "-"): value for name, value in changes.items()}
    return Page(client.post(address, values | changed, follow=True))
