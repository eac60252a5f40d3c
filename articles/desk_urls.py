"""Addresses of the editors' inbox, inside the admin: its door is the admin's."""

from django.contrib import admin
from django.urls import path

from articles.views import suggested

urlpatterns = [
    path("", admin.site.admin_view(suggested.inbox), name="suggestions"),
    path("<int:pk>/", admin.site.admin_view(suggested.decide), name="suggestion"),
]
