"""Django: its ORM with prefetching, its templates, in one file."""

import os
from pathlib import Path

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["PEERS_DATABASE"],
            "CONN_MAX_AGE": None,
        }
    },
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).parent / "templates"],
        }
    ],
    USE_TZ=True,
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402  Models need the settings.
from django.db import models  # noqa: E402  As above.
from django.shortcuts import get_object_or_404, render  # noqa: E402  As above.
from django.urls import path  # noqa: E402  As above.
from totals import charge_rows  # noqa: E402  As above.


class Kept(models.Model):
    class Meta:
        abstract = True
        app_label = "peers"
        managed = False


class OfComparison(Kept):
    comparison = models.ForeignKey("Comparison", models.CASCADE, related_name="%(class)ss")
    key = models.TextField()

    class Meta(Kept.Meta):
        abstract = True
        ordering = ["id"]


class Comparison(Kept):
    key = models.TextField(primary_key=True)
    title = models.TextField()

    class Meta(Kept.Meta):
        db_table = "comparison"


class Persona(OfComparison):
    label = models.TextField()

    class Meta(OfComparison.Meta):
        db_table = "persona"


class Tier(OfComparison):
    name = models.TextField()

    class Meta(OfComparison.Meta):
        db_table = "tier"


class Charge(Kept):
    tier = models.ForeignKey(Tier, models.CASCADE, related_name="charges")
    label = models.TextField()
    net = models.IntegerField()
    monthly = models.IntegerField()

    class Meta(Kept.Meta):
        db_table = "charge"
        ordering = ["id"]


class Group(OfComparison):
    label = models.TextField()

    class Meta(OfComparison.Meta):
        db_table = "feature_group"


class Feature(Kept):
    group = models.ForeignKey(Group, models.CASCADE, related_name="rows")
    label = models.TextField()

    class Meta(Kept.Meta):
        db_table = "feature"
        ordering = ["id"]


class Cell(Kept):
    feature = models.ForeignKey(Feature, models.CASCADE, related_name="cells")
    tier = models.ForeignKey(Tier, models.CASCADE, related_name="+")
    state = models.TextField()
    text = models.TextField()

    class Meta(Kept.Meta):
        db_table = "cell"
        ordering = ["tier_id"]


def comparison(request, key):
    whole = Comparison.objects.prefetch_related("personas", "tiers__charges", "groups__rows__cells")
    found = get_object_or_404(whole, key=key)
    tiers = found.tiers.all()
    by_tier = [[(one.label, one.net, one.monthly) for one in tier.charges.all()] for tier in tiers]
    values = {"comparison": found, "charges": charge_rows(by_tier)}
    return render(request, "django.html", values)


urlpatterns = [path("comparisons/<slug:key>", comparison)]
app = get_wsgi_application()
