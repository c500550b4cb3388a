from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from jumpa.core import database


@register(Tags.database)
def database_can_be_used(**kwargs: Any) -> list[CheckMessage]:
    """Run by ``migrate`` and ``check --database``: the server answers and is new enough."""
    sentence = database.problem() if kwargs.get("databases") else ""
    return [Error(sentence, id="core.E001")] if sentence else []
