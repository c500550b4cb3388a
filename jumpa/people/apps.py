from django.apps import AppConfig

from jumpa.core.access import register_actor_source
from jumpa.core.trail_words import name_fields, name_verbs


class PeopleConfig(AppConfig):
    name = "jumpa.people"
    label = "people"

    def ready(self) -> None:
        """Tell core how to find who acts, and name what this slice writes into the trail."""
        from jumpa.people import words
        from jumpa.people.queries import acting

        register_actor_source(acting)
        name_verbs(words.VERBS)
        name_fields(words.FIELDS)
