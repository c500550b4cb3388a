"""How every form of the product looks, and the form to sign in with."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.forms.renderers import TemplatesSetting
from django.template.loader import select_template
from django.utils.translation import gettext_lazy as _

_OWN_CLASS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "form-check-input"),
    (forms.RadioSelect, "form-check-input"),
    (forms.CheckboxSelectMultiple, "form-check-input"),
    (forms.Select, "form-select"),
    (forms.SelectMultiple, "form-select"),
)


# Django's own height of a textarea, which nobody asked for.
_DJANGO_ROWS = "10"


def _css_class(widget: forms.Widget) -> str:
    for kind, name in _OWN_CLASS:
        if isinstance(widget, kind):
            return name
    return "form-control"


class JumpaBoundField(forms.BoundField):
    """Gives each widget its Tabler class and says in it when the entry is refused."""

    @property
    def use_fieldset(self) -> bool:
        """A file field is one input and has one label, whatever Django thinks of it."""
        return super().use_fieldset and not isinstance(self.field.widget, forms.FileInput)

    @property
    def is_single_check(self) -> bool:
        """One box to tick, whose label stands after it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_wanted(self) -> bool:
        """Whether the field is marked as one to fill in, though the form may do without for now."""
        return self.field.required or self.field.widget.attrs.get("aria-required") == "true"

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Django's own attributes, plus the classes."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden:
            return attrs
        classes = [widget.attrs.get("class", ""), _css_class(widget)]
        if self.errors:
            classes.append("is-invalid")
        if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == _DJANGO_ROWS:
            attrs["rows"] = "4"
        return {**attrs, "class": " ".join(filter(None, classes))}


class JumpaRenderer(TemplatesSetting):
    """Renders forms with the templates of ``web/forms/``, and with Django's where we have none."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
    bound_field_class = JumpaBoundField

    def get_template(self, template_name: str) -> Any:
        """Our own template of that name, else the one asked for."""
        own = template_name.replace("django/forms/", "web/forms/", 1)
        return select_template([own, template_name])


class SignInForm(AuthenticationForm):
    """NIP or e-mail address, and password."""

    error_messages = {  # noqa: RUF012
        "invalid_login": _(
            "NIP/pos-el atau kata sandi tidak cocok. Periksa kembali, lalu coba lagi."
        ),
        "inactive": _("Akun ini tidak aktif. Hubungi administrator Jumpa."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("NIP atau pos-el")
        self.fields["password"].label = _("Kata sandi")
