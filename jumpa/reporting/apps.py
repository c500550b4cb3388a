from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "jumpa.reporting"
    label = "reporting"
