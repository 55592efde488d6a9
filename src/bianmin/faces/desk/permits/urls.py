"""Addresses of permits: `/desk/permits/...`."""

from django.urls import path

from bianmin.faces.desk.permits import contacts, issue, lists, page, reuse, verbs

PERMIT = "<str:number>/"

urlpatterns = [
    path("", lists.listing, name="desk-permits"),
    path("issue/", issue.choose, name="desk-permit-choose"),
    path("issue/<str:kind>/", issue.issue, name="desk-permit-issue"),
    path("for/<str:number>/", issue.for_case, name="desk-permit-for"),
    path("reuse/", reuse.reuse, name="desk-permit-reuse"),
    path("contacts/", contacts.contacts, name="desk-permit-contacts"),
    path("contacts/letters.pdf", contacts.letters, name="desk-permit-letters"),
    path("contacts/posted/", contacts.posted, name="desk-permit-posted"),
    path("contacts/<int:key>/", contacts.result, name="desk-permit-contact"),
    path("contacts/<int:key>/reach/", contacts.reach, name="desk-permit-reach"),
    path("<str:number>.<slug:form>", page.paper, name="desk-permit-paper"),
    path(PERMIT, page.page, name="desk-permit"),
    path(f"{PERMIT}<slug:verb>/", verbs.act, name="desk-permit-act"),
]
