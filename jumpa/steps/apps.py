from django.apps import AppConfig

from jumpa.core.trail_words import name_fields, name_verbs


class StepsConfig(AppConfig):
    name = "jumpa.steps"
    label = "steps"

    def ready(self) -> None:
        """Register the kinds' duties, listen to the slices beneath, and name what is done."""
        from jumpa.documents.letter import letters
        from jumpa.people.duty import register_duty
        from jumpa.steps import composing, listeners, words  # noqa: F401
        from jumpa.steps.composition import compositions
        from jumpa.workflow.step_kind import kinds

        for kind in kinds:
            register_duty(kind.key, kind.title)
        for letter in compositions:
            register_duty(letter.key, letters[letter.key].title)
        name_verbs(words.verbs())
        name_fields(words.fields())
