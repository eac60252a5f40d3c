"""Where this site answers differently from django-allauth."""

from typing import Any

from allauth.account import views
from allauth.account.signals import user_signed_up
from allauth.account.utils import perform_login
from django.http import HttpResponse

from newsroom.accounts.forms import TAKEN, NameTaken
from newsroom.accounts.models import User


class SignupView(views.SignupView):  # type: ignore[misc]
    """Makes an account; a name that was taken a moment ago is an error in the form, not a 500."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            user, answer = form.try_save(self.request)
        except NameTaken:
            form.add_error("name", TAKEN.format(name=form.cleaned_data["name"]))
            return self.form_invalid(form)  # type: ignore[no-any-return]
        if answer:
            return answer  # type: ignore[no-any-return]
        user_signed_up.send(sender=User, request=self.request, user=user)
        return perform_login(  # type: ignore[no-any-return]
            self.request,
            user,
            email=user.email,
            redirect_url=self.get_success_url(),
            signup=True,
        )
