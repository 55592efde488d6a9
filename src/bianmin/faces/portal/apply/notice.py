"""The notice of Article 8 of the Personal Data Protection Act 個資法第8條告知事項: on the page and on paper."""

from django.utils.translation import gettext as _


def notice(agency: str, service: str) -> list[tuple[str, str]]:
    """What is told before personal data are collected, by heading."""
    return [
        (_("Who collects it"), agency),
        (_("Why it is collected"), service),
        (_("Which data"), _("Your name, ways to reach you, and what the questions of this application ask.")),
        (
            _("Where, how long, who sees it"),
            _(
                "In Taiwan, as long as the archives act requires, by the officers who handle the application and the "
                "authorities the law names."
            ),
        ),
        (
            _("Your rights"),
            _("You may ask to read, copy, correct, stop or delete your data. Telephone the office."),
        ),
        (
            _("If you do not want this"),
            _(
                "You need not give your data; then we cannot handle this application online. You can come to the "
                "counter instead."
            ),
        ),
    ]
