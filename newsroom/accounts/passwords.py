"""What a password must be, in this site's words (NIST SP 800-63B: long, and not a known one)."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)


class LongEnough(MinimumLengthValidator):
    """At least `min_length` characters."""

    def get_error_message(self) -> str:
        return f"Use {self.min_length} characters or more"

    def get_help_text(self) -> str:
        return (
            f"At least {self.min_length} characters. Three words in a row work well. You can paste."
        )


class NotCommon(CommonPasswordValidator):
    """None of the 20,000 passwords that are tried first."""

    def get_error_message(self) -> str:
        return "Use another password. That one is on the lists that are tried first"

    def get_help_text(self) -> str:
        return ""


class NotAboutYou(UserAttributeSimilarityValidator):
    """Not one's e-mail, name or town."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("email", "name", "town"))

    def get_error_message(self) -> str:
        return "Use a password that is not like your %(verbose_name)s"

    def get_help_text(self) -> str:
        return ""
