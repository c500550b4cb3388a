from django.apps import AppConfig

from jumpa.core.trail_words import name_fields, name_verbs


class IntakeConfig(AppConfig):
    name = "jumpa.intake"
    label = "intake"

    def ready(self) -> None:
        """Tell ``documents`` who may read a request's files, and name what is done."""
        from jumpa.intake import access, words  # noqa: F401

        name_verbs(words.VERBS)
        name_fields(words.FIELDS)
