from django.apps import AppConfig

from jumpa.core.access import register_actor_source


class PeopleConfig(AppConfig):
    name = "jumpa.people"
    label = "people"

    def ready(self) -> None:
        """Tell core how to find who acts."""
        from jumpa.people.queries import acting

        register_actor_source(acting)
