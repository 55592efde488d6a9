"""Addresses of the quality half of the desk: `/desk/indicators/...` and what belongs to it."""

from django.urls import path

from bianmin.faces.desk.quality import (
    comparing,
    counts,
    evaluation,
    filings,
    improvements,
    indicators,
    minutes,
    people,
    proofread,
    publishing,
    reports,
    rounds,
)
from bianmin.faces.desk.quality.plans import aims, heads, items, moving
from bianmin.faces.desk.quality.plans import reading as plans

PLAN = "plans/<str:code>/"
IMPROVEMENT = "improvements/<str:number>/"
EDITION = "evaluation/<str:edition>/"
PROOFREAD = "proofread/<slug:key>"

urlpatterns = [
    path("indicators/", indicators.indicators, name="desk-indicators"),
    path("indicators.csv", indicators.export, name="desk-indicators-export"),
    path("indicators/publish/", publishing.publish, name="desk-indicators-publish"),
    path("indicators/<str:code>/", indicators.indicator, name="desk-indicator"),
    path("indicators/<str:code>/compare/", comparing.compare, name="desk-compare"),
    path("indicators/<str:code>/compare/<int:key>/drop/", comparing.drop, name="desk-compare-drop"),
    path("counts/", counts.counts, name="desk-counts"),
    path("counts/new/", counts.new, name="desk-count-new"),
    path("counts/<int:key>/", counts.count, name="desk-count"),
    path("plans/", plans.plans, name="desk-plans"),
    path(PLAN, plans.one, name="desk-plan"),
    path(f"{PLAN}files/<slug:kind>/", plans.file, name="desk-plan-file"),
    path(f"{PLAN}head/", heads.head, name="desk-plan-head"),
    path(f"{PLAN}targets/", aims.targets, name="desk-plan-targets"),
    path(f"{PLAN}items/", items.item, name="desk-plan-new-item"),
    path(f"{PLAN}items/<str:item>/", items.item, name="desk-plan-item"),
    path(f"{PLAN}items/<str:item>/remove/", items.remove, name="desk-plan-remove-item"),
    path(f"{PLAN}<slug:verb>/", moving.act, name="desk-plan-act"),
    path("improvements/", improvements.improvements, name="desk-improvements"),
    path("improvements/new/", improvements.new, name="desk-improvement-new"),
    path(IMPROVEMENT, improvements.one, name="desk-improvement"),
    path(f"{IMPROVEMENT}<slug:verb>/", improvements.act, name="desk-improvement-act"),
    path("evaluation/", evaluation.evaluations, name="desk-evaluations"),
    path("evaluation/start/", evaluation.start, name="desk-evaluation-start"),
    path(EDITION, evaluation.one, name="desk-evaluation"),
    path(f"{EDITION}close/", evaluation.close, name="desk-evaluation-close"),
    path(f"{EDITION}<str:code>/", evaluation.node, name="desk-evaluation-node"),
    path("rounds/", rounds.rounds, name="desk-rounds"),
    path("rounds/new/", rounds.new, name="desk-round-new"),
    path("rounds/<int:key>/", rounds.one, name="desk-round"),
    path("rounds/<int:key>/result.csv", rounds.export, name="desk-round-csv"),
    path("rounds/<int:key>/people/", people.people, name="desk-round-people"),
    path("rounds/<int:key>/<int:entrant>/", rounds.score, name="desk-round-score"),
    path("rounds/<int:key>/<slug:verb>/", rounds.act, name="desk-round-act"),
    path("minutes/", minutes.listing, name="desk-minutes"),
    path("minutes/new/", minutes.new, name="desk-minutes-new"),
    path("minutes/<int:key>/", minutes.one, name="desk-minutes-one"),
    path("minutes/<int:key>/files/<slug:kind>/", minutes.file, name="desk-minutes-file"),
    path("filings/", filings.filings, name="desk-filings"),
    path("filings/new/", filings.new, name="desk-filing-new"),
    path("filings/<int:key>/", filings.one, name="desk-filing"),
    path("filings/<int:key>/answer/", filings.answer, name="desk-filing-answer"),
    path("filings/<int:key>/files/<int:file>/", filings.file, name="desk-filing-file"),
    path("reports/", reports.reports, name="desk-reports"),
    path("reports/new/", reports.new, name="desk-report-new"),
    path("reports/<int:key>/", reports.report, name="desk-report"),
    path("reports/<int:key>/publish/", reports.publish, name="desk-report-publish"),
    path("proofread/", proofread.proofread, name="desk-proofread"),
    path(f"{PROOFREAD}/", proofread.one, name="desk-proofread-one"),
    path(f"{PROOFREAD}/state/", proofread.state, name="desk-proofread-state"),
    path(f"{PROOFREAD}/remove/", proofread.remove, name="desk-proofread-remove"),
    path(f"{PROOFREAD}.csv", proofread.as_table, name="desk-proofread-csv"),
    path(f"{PROOFREAD}.json", proofread.as_json, name="desk-proofread-json"),
    path(f"{PROOFREAD}.html", proofread.as_page, name="desk-proofread-html"),
]
