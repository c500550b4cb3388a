from django.apps import AppConfig

from jumpa.core.trail_words import name_fields, name_verbs


class DocumentsConfig(AppConfig):
    name = "jumpa.documents"
    label = "documents"

    def ready(self) -> None:
        """Name what this slice writes into the audit trail, and what a stand-in may do in it."""
        from jumpa.documents import archive_access, checks, words  # noqa: F401
        from jumpa.people.duty import register_duty

        register_duty(words.SIGNS, words.SIGNS_TITLE)

        name_verbs(words.VERBS)
        name_fields(words.FIELDS)
