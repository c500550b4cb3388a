from django.apps import AppConfig

from jumpa.core.trail_words import name_fields, name_verbs


class LinecheckConfig(AppConfig):
    name = "jumpa.linecheck"
    label = "linecheck"

    def ready(self) -> None:
        """Name what this slice writes into the audit trail."""
        from jumpa.linecheck import words

        name_verbs(words.VERBS)
        name_fields(words.FIELDS)
