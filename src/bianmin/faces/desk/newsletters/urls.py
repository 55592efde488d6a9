"""Addresses of newsletters at the desk."""

from django.urls import path

from bianmin.faces.desk.newsletters import contest, issue, lists, subscribers, writing

urlpatterns = [
    path("", lists.listing, name="desk-newsletters"),
    path("contest/", contest.contest, name="desk-newsletters-contest"),
    path("subscribe/", subscribers.subscribe, name="desk-newsletters-subscribe"),
    path("subscribers/", subscribers.listing, name="desk-newsletters-subscribers"),
    path("subscribers/export/", subscribers.export, name="desk-newsletters-export"),
    path("subscribers/<slug:number>/end/", subscribers.cancel, name="desk-newsletters-end"),
    path("papers/<slug:paper>/plan/", writing.plan, name="desk-issue-plan"),
    path("<slug:number>/", issue.one, name="desk-issue"),
    path("<slug:number>/plan/", writing.plan_anew, name="desk-issue-change"),
    path("<slug:number>/articles/new/", writing.new_article, name="desk-issue-article-new"),
    path("<slug:number>/articles/<int:key>/", writing.article, name="desk-issue-article"),
    path("<slug:number>/articles/<int:key>/drop/", writing.drop, name="desk-issue-article-drop"),
    path("<slug:number>/<slug:verb>/", issue.act, name="desk-issue-act"),
]
