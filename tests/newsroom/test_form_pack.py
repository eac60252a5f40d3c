"""Our crispy pack: label, hint, error and control in that order, tied together for all readers."""

import re

import pytest
from django import forms
from django.template import Context, Template


class Report(forms.Form):
    """A form with one field of each kind that the site uses."""

    rule = forms.ChoiceField(
        label="Which rule does it break?",
        help_text="Pick the closest one.",
        choices=[("nice", "Be Nice."), ("threat", "Don’t Threaten.")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="Anything a moderator should know",
        help_text="For example, a link.",
        required=False,
        max_length=5,
        widget=forms.Textarea(attrs={"class": "tall"}),
    )
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")])
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    tell = forms.BooleanField(label="Email me what you decide")
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        if self.data.get("kind") == "a":
            raise forms.ValidationError("Tell <us> what is wrong")


def html(form: forms.Form) -> str:
    template = Template("{% load crispy_forms_filters %}{{ form|crispy }}")
    return re.sub(r"\s+", " ", template.render(Context({"form": form})))


@pytest.fixture
def plain() -> str:
    return html(Report())


@pytest.fixture
def wrong() -> str:
    return html(Report({"note": "too long", "secret": "hunter2", "kind": "a"}))


def test_a_label_points_at_its_control_and_marks_what_is_optional(plain: str) -> None:
    assert (
        '<label for="id_note">Anything a moderator should know '
        '<span class="opt-l">(optional)</span></label>' in plain
    )
    assert '<label for="id_kind">Kind</label>' in plain


def test_a_hint_stands_between_label_and_control_and_describes_it(plain: str) -> None:
    assert re.search(
        r'</label> <p class="hint" id="id_note_helptext">For example, a link.</p> +<textarea ',
        plain,
    )
    assert 'aria-describedby="id_note_helptext"' in plain


def test_controls_have_our_class_beside_their_own(plain: str) -> None:
    assert 'class="in tall"' in plain
    assert '<select name="kind" class="in"' in plain
    assert '<input type="password" name="secret" class="in"' in plain


def test_radios_are_a_group_with_a_legend_described_by_its_hint(plain: str) -> None:
    assert '<fieldset class="f opts" id="id_rule" aria-describedby="id_rule_helptext">' in plain
    assert "<legend>Which rule does it break?</legend>" in plain
    assert (
        '<label class="opt" for="id_rule_0"><input type="radio" name="rule" value="nice"' in plain
    )


def test_a_checkbox_stands_before_its_label(plain: str) -> None:
    assert '<div><label class="chk" for="id_tell"><input type="checkbox" name="tell"' in plain
    assert "<span>Email me what you decide</span>" in plain


def test_a_hidden_field_has_neither_label_nor_frame(plain: str) -> None:
    assert '<input type="hidden" name="token" id="id_token">' in plain
    assert 'for="id_token"' not in plain


def test_a_form_without_errors_has_no_summary(plain: str) -> None:
    assert "There is a problem" not in plain
    assert "aria-invalid" not in plain


def test_the_summary_is_announced_and_leads_to_every_field(wrong: str) -> None:
    summary = wrong[: wrong.index("</div>")]
    assert '<div class="sumry" role="alert" tabindex="-1"><h2>There is a problem</h2>' in summary
    for field in ("rule_0", "note", "tell"):
        assert f'<a href="#id_{field}">' in summary
        assert f'id="id_{field}"' in wrong
    assert "<li>Tell &lt;us&gt; what is wrong</li>" in summary


def test_an_error_is_told_above_its_control_and_to_screen_readers(wrong: str) -> None:
    assert (
        '<p class="err" id="id_note_error"><span class="vh">Error: </span>'
        "Ensure this value has at most 5 characters (it has 8).</p> <textarea" in wrong
    )
    note = wrong[wrong.index("<textarea") : wrong.index("</textarea>")]
    assert 'aria-invalid="true"' in note
    assert 'aria-describedby="id_note_helptext id_note_error"' in note
    assert note.endswith("too long"), "what was typed is kept"
    assert 'aria-describedby="id_rule_helptext id_rule_error"' in wrong


def test_a_password_is_never_printed_back(wrong: str) -> None:
    assert "hunter2" not in wrong


def test_there_is_no_inline_style_or_script(plain: str, wrong: str) -> None:
    assert not re.search(r"style=|<script|\son\w+=", plain + wrong)
