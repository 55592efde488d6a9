"""Electronic signatures: what is signed, and one as it is shown."""

import hashlib
import json

from bianmin.delivery.cases.models import Case, Signature
from bianmin.delivery.cases.vocab.signature import SignatureCard
from bianmin.foundation.persons.queries import masked, name_mask


def digest(case: Case) -> str:
    """The SHA-256 of what is signed: service, form, versions, answers, pick-up; one line of JSON, keys sorted."""
    names = ("agency", "service_code", "service_version", "form", "form_version", "answers", "pickup")
    content = {name: getattr(case, name) for name in names}
    line = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()


def signature(case: Case) -> SignatureCard | None:
    """The signature of a case, None for one that nobody signed; the number is masked."""
    found = Signature.objects.filter(case=case).first()
    if found is None:
        return None
    signer = case.proxy if found.by_proxy and case.proxy else case.applicant
    return SignatureCard(
        provider=found.provider,
        name=found.name,
        level=found.level,
        number=masked(signer, name_mask(case.agency)).id_number,
        digest=found.digest,
        at=found.signed_at,
        by_proxy=found.by_proxy,
        sound=found.digest == digest(case),
    )
