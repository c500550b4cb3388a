from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "jumpa.people"
    label = "people"
