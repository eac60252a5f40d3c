"""Addresses of the editors' inbox of tips, inside the admin: its door is the admin's."""

from django.contrib import admin
from django.urls import path

from comments.views import tip_inbox

urlpatterns = [
    path("", admin.site.admin_view(tip_inbox.inbox), name="tips"),
    path("<int:pk>/", admin.site.admin_view(tip_inbox.handle), name="tip"),
    path("photos/<int:pk>/", admin.site.admin_view(tip_inbox.photo), name="tip_photo"),
]
