"""Who writes and who speaks: authors of bylines, speakers of quotations."""

from django.conf import settings
from django.db import models
from django.urls import reverse


class Author(models.Model):
    """A name in a byline, with a page of its own. May be somebody with an account, or an agency."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=80, blank=True, help_text="Such as “City Hall reporter”.")
    biography = models.TextField(max_length=1000, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="author"
    )
    is_agency = models.BooleanField("news agency", default=False)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("author", args=[self.slug])


class Speaker(models.Model):
    """Somebody, or an organization, whose words are on the record; see `/said/`.

    A row that is a `spelling_of` another has no quotations: whatever it had stands with the other,
    marked `Quote.as_spelled`, so that this can be undone. `distinct_from` are those whose names
    look alike and who, an editor said, are somebody else. See `articles.spellings`.
    """

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    role = models.CharField(max_length=120, blank=True, help_text="Such as “mayor of Hartford”.")
    is_organization = models.BooleanField("organization, not a person", default=False)
    spelling_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="spellings"
    )
    distinct_from = models.ManyToManyField("self", editable=False)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.slug])
