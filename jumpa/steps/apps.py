from django.apps import AppConfig


class StepsConfig(AppConfig):
    name = "jumpa.steps"
    label = "steps"

    def ready(self) -> None:
        """Make each kind's duty selectable for stand-ins, and listen to the slices beneath."""
        from jumpa.people.duty import register_duty
        from jumpa.steps import listeners  # noqa: F401
        from jumpa.workflow.step_kind import kinds

        for kind in kinds:
            register_duty(kind.key, kind.title)
