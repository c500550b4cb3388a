from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "jumpa.intake"
    label = "intake"
