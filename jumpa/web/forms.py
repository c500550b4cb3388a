from django.forms.renderers import TemplatesSetting


class JumpaRenderer(TemplatesSetting):
    """Renders form fields with the project's own partials."""
