"""Form controls with the classes of our style sheet."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def control(field: BoundField) -> SafeString:
    """The control alone, in our look; Django adds its hint and error to aria-describedby."""
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"in {own}".strip()})


@register.filter
def kind(field: BoundField) -> str:
    """How a field is laid out: "hidden", "tick", "group" (of radios or ticks) or "line"."""
    if field.is_hidden:
        return "hidden"
    if field.widget_type == "checkbox":
        return "tick"
    return "group" if field.use_fieldset else "line"


@register.filter
def first_control_id(field: BoundField) -> str:
    """The id to point an error at: the field's own, or of the first choice in a group."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label or field.auto_id
