"""Addresses of readers' questions, inside the admin: its door is the admin's."""

from django.contrib import admin
from django.urls import path

from comments.views.moderators import questions

_view = admin.site.admin_view

urlpatterns = [
    path("", _view(questions.overview), name="questions"),
    path("<int:pk>/answer/", _view(questions.answer), name="answer_question"),
    path("<int:pk>/aside/", _view(questions.aside), name="set_question_aside"),
]
