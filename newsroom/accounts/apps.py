"""People: the lowest layer; it imports no other app of the site."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "newsroom.accounts"
    label = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        from newsroom.accounts.roles import ROLES, keep_roles  # models are ready only now

        for label in ROLES:
            post_migrate.connect(keep_roles, sender=apps.get_app_config(label))
