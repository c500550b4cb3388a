from django.apps import AppConfig


class ExecutionConfig(AppConfig):
    name = "jumpa.execution"
    label = "execution"
