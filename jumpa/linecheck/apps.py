from django.apps import AppConfig


class LinecheckConfig(AppConfig):
    name = "jumpa.linecheck"
    label = "linecheck"
