"""Sessions in the database, read and written by statements composed once: most pages do either."""

from typing import Final

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import connection

from bianmin.faces.ui.now import now
from bianmin.kernel.rows import find

WRITE: Final = "UPDATE django_session SET session_data = %s, expire_date = %s WHERE session_key = %s"


class SessionStore(db.SessionStore):
    """Django's sessions; `settings.SESSION_ENGINE` names this module."""

    def _get_session_from_db(self) -> Session | None:
        found = find(Session, session_key=self.session_key)
        if found is not None and found.expire_date > now():
            return found
        self._session_key = None
        return None

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        """Write the session.

        Raises:
            CreateError: the key of a new one is taken. UpdateError: it was ended meanwhile. OperationalError: nothing
            can be written now; Django's own way calls that an ended session too, and its sentence would be wrong.
        """
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        data = self.encode(dict(self.items()))
        until = connection.ops.adapt_datetimefield_value(self.get_expiry_date())
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [data, until, self.session_key])
            if not cursor.rowcount:
                raise UpdateError
