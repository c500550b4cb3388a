from django.apps import AppConfig


class StepsConfig(AppConfig):
    name = "jumpa.steps"
    label = "steps"
