from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def breakable(text: str) -> SafeString:
    """The text with a place to break after each slash: "OPD/Pengguna" in a narrow column."""
    first, *others = text.split("/")
    return format_html_join("", "{}", [(first,)]) + format_html_join(
        "", "/<wbr>{}", [(part,) for part in others]
    )
