from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "jumpa.workflow"
    label = "workflow"
