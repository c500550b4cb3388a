from django.apps import AppConfig
from django.urls import reverse

from jumpa.core.trail_words import name_fields, name_verbs


class IntakeConfig(AppConfig):
    name = "jumpa.intake"
    label = "intake"

    def ready(self) -> None:
        """Hand the slices beneath what they ask of this one, and name what is done."""
        from jumpa.intake import access, closing, words  # noqa: F401
        from jumpa.intake.catalogue import catalogue
        from jumpa.scheduling.catalogue import register_catalogue
        from jumpa.scheduling.owners import register_owner_page

        register_catalogue(lambda name: catalogue()[name])
        register_owner_page(lambda ref: reverse("permohonan_lihat", args=[ref]))

        name_verbs(words.VERBS)
        name_fields(words.FIELDS)
