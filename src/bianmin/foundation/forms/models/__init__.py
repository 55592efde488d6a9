"""Published versions of forms; what was put aside half-filled; failed tries of secret links."""

from bianmin.foundation.forms.models.saved import Knock as Knock
from bianmin.foundation.forms.models.saved import Saved as Saved
from bianmin.foundation.forms.models.version import FormVersion as FormVersion
