"""Addresses of accounts: django-allauth's, with our own view where it differs."""

from django.urls import include, path

from newsroom.accounts.views import SignupView

urlpatterns = [
    path("signup/", SignupView.as_view(), name="account_signup"),
    path("", include("allauth.urls")),
]
