from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "jumpa.web"
    label = "web"
