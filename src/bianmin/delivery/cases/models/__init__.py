"""Cases, and what belongs to each."""

from bianmin.delivery.cases.models.case import Attempt as Attempt
from bianmin.delivery.cases.models.case import Case as Case
from bianmin.delivery.cases.models.case import CasePaper as CasePaper
from bianmin.delivery.cases.models.case import Decision as Decision
from bianmin.delivery.cases.models.case import Event as Event
from bianmin.delivery.cases.models.case import Supplement as Supplement
from bianmin.delivery.cases.models.condition import Condition as Condition
from bianmin.delivery.cases.models.contest import Contest as Contest
from bianmin.delivery.cases.models.interview import Interview as Interview
from bianmin.delivery.cases.models.place import Place as Place
from bianmin.delivery.cases.models.promise import Extension as Extension
from bianmin.delivery.cases.models.promise import StepDone as StepDone
from bianmin.delivery.cases.models.review import Proposal as Proposal
from bianmin.delivery.cases.models.submission import Submission as Submission
from bianmin.delivery.cases.models.warning import Policy as Policy
from bianmin.delivery.cases.models.warning import Warned as Warned
