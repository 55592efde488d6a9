"""Terms, bills, receipts, tills, plans of instalments and payments online."""

from bianmin.delivery.payments.models.bills import Bill as Bill
from bianmin.delivery.payments.models.bills import Line as Line
from bianmin.delivery.payments.models.bills import Receipt as Receipt
from bianmin.delivery.payments.models.bills import Refund as Refund
from bianmin.delivery.payments.models.bills import Till as Till
from bianmin.delivery.payments.models.bills import Waiver as Waiver
from bianmin.delivery.payments.models.bills import Wish as Wish
from bianmin.delivery.payments.models.online import Charge as Charge
from bianmin.delivery.payments.models.online import Hearing as Hearing
from bianmin.delivery.payments.models.plans import Instalment as Instalment
from bianmin.delivery.payments.models.plans import Plan as Plan
from bianmin.delivery.payments.models.terms import TermsVersion as TermsVersion
