from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "jumpa.scheduling"
    label = "scheduling"
