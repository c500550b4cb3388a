from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "jumpa.documents"
    label = "documents"
