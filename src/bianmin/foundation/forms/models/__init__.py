"""Published versions of forms; what was put aside; tries of secret links; partners and their tables."""

from bianmin.foundation.forms.models.group import Batch as Batch
from bianmin.foundation.forms.models.group import BatchRow as BatchRow
from bianmin.foundation.forms.models.group import BatchSignature as BatchSignature
from bianmin.foundation.forms.models.group import Partner as Partner
from bianmin.foundation.forms.models.saved import Knock as Knock
from bianmin.foundation.forms.models.saved import Saved as Saved
from bianmin.foundation.forms.models.version import FormVersion as FormVersion
