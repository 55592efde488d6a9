"""PostgreSQL knows how many cases are open, however many are closed."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_server_counts_anew_after_a_thousand_changes():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps no such settings")
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(reloptions) FROM pg_class WHERE oid = 'cases_case'::regclass ORDER BY 1")
        assert [row[0] for row in cursor.fetchall()] == [
            "autovacuum_analyze_scale_factor=0", "autovacuum_analyze_threshold=1000",
        ]  # fmt: skip
