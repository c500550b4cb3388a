"""What a browser would do with a page that has a form."""

from typing import Any

from django.test import Client


def typed(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """What the browser would send for the form at ``address``, with these fields typed over."""
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    sent = {
        name: form[name].field.prepare_value(value) if value is not None else None
        for name, value in values.items()
    }
    sent = {name: "on" if value is True else value for name, value in sent.items()}
    return {**{name: v for name, v in sent.items() if v is not None and v is not False}, **changes}
