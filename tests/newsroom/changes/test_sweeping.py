"""A process that looks at the log also sweeps it, now and then."""

import pytest
from django.db import connection

from articles.models import Section
from newsroom.changes import sight, triggers
from newsroom.models import Change
from tests.factories import make_section
from tests.newsroom.changes.test_what_is_noted import Looker


@pytest.mark.django_db(transaction=True)
def test_a_process_sweeps_what_it_had_read_at_the_sweep_before() -> None:
    triggers.install(connection)
    make_section()
    looker = Looker()
    for number in range(3):
        Section.objects.update(position=number)
        looker.clock.now += sight.SWEEP_EVERY
        looker.look()
    looker.clock.now += sight.SWEEP_EVERY
    looker.look()
    assert Change.objects.count() == 1
    assert not looker.sees_change_of()
