"""The description of the API: for programmes as OpenAPI, for people as a page; and the answer where nothing is."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from bianmin.faces.api.house import ROOT, description
from bianmin.faces.api.problems import SAID, problem
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.kernel.words import N_

PAGED: Final = re.compile(r"Page_(\w+)_")
"""How the document calls a page of something."""

TITLES: Final = {
    "agencies": N_("Agencies and their open data"),
    "services": N_("Services and limits"),
    "results": N_("Quality, plans and reports"),
    "checks": N_("Checks"),
    "partners": N_("With a key"),
}


@cache
def _document() -> bytes:
    return json.dumps(description(), ensure_ascii=False, indent=1).encode()


@csrf_exempt
@door(ANYONE)
@require_safe
def openapi(_request: Request) -> HttpResponseBase:
    """The OpenAPI document."""
    return HttpResponse(_document(), content_type="application/json; charset=utf-8")


def _kind(schema: dict[str, Any]) -> str:
    """The type of a parameter or field in one word or a few."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " | ".join(_kind(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"[{_kind(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type", ""))


def _said(of: dict[str, Any]) -> str:
    """What the document says of something, without the marks of code."""
    return str(of.get("description", "")).replace("`", "")


def _operations(found: dict[str, Any], tag: str) -> Iterator[dict[str, Any]]:
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            if tag not in operation.get("tags", ()):
                continue
            asked, title = operation["parameters"], operation["summary"]
            answer: dict[str, Any] = next(iter(operation["responses"].values())).get("content", {})
            schema = {} if not answer else next(iter(answer.values())).get("schema", {})
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            yield {
                "method": method.upper(),
                "path": path,
                "title": _(title),
                "words": _said(operation),
                "parameters": [{**one, "kind": _kind(one["schema"]), "words": _said(one)} for one in asked],
                "body": _kind(body) if body else "",
                "answer": PAGED.sub(r"\1", _kind(schema)),
                "paged": bool(PAGED.fullmatch(_kind(schema))),
                "open": method == "get" and "{" not in path and not operation.get("security"),
            }


def _shapes(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "words": _said(schema),
            "fields": [
                {"name": field, "kind": _kind(said), "words": _said(said)}
                for field, said in schema.get("properties", {}).items()
            ],
        }
        for name, schema in sorted(found["components"]["schemas"].items())
        if not PAGED.fullmatch(name)
    ]


@door(ANYONE)
@require_safe
def reference(request: Request) -> HttpResponseBase:
    """Every address of the API, for people."""
    found = json.loads(_document())
    parts = [{"code": tag, "title": _(title), "lines": list(_operations(found, tag))} for tag, title in TITLES.items()]
    return render(request, "api/reference.html", {"parts": parts, "shapes": _shapes(found), "root": ROOT})


@csrf_exempt
@door(ANYONE)
def nothing(_request: Request, /, **_address: str) -> HttpResponseBase:
    """Nothing is at this address."""
    return problem(404, SAID[404])
