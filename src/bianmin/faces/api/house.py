"""The API as a whole: its routes together, its answers, its own description."""

from collections.abc import Iterator
from typing import Any, Final

from ninja import NinjaAPI
from ninja.operation import Operation

from bianmin.faces.api import problems
from bianmin.faces.api.reading import Plain, Readable
from bianmin.faces.api.routes import (
    agencies,
    channels,
    checks,
    library,
    partners,
    results,
    services,
    shared,
    talks,
    voice,
)
from bianmin.faces.ui.doors import Door

VERSION: Final = "1.0"
ROOT: Final = "/api/v1"
ABOUT: Final = (
    "Open data of the agencies on this installation without a key, and with a key the way for systems of other "
    "agencies to apply for their people and to follow those cases. Texts are in the language of `Accept-Language` "
    "(zh-Hant, en). Mistakes are answered as RFC 9457 problem documents."
)
ROUTERS: Final = (
    agencies.router, services.router, results.router, checks.router, partners.router, talks.router, voice.router,
    channels.router, library.router, shared.router,
)  # fmt: skip


def operations() -> Iterator[Operation]:
    """Every operation of the API."""
    for router in ROUTERS:
        for view in router.path_operations.values():
            yield from view.operations


DOORS: Final[dict[str, Door]] = {one.url_name: one.view_func.door for one in operations()}  # type: ignore[attr-defined] # set by `door`
"""The door of each address by its name."""

PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong (RFC 9457).",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence in the reader's language that says what to do."},
        "code": {"type": "string", "description": "For programmes."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "pointer": {"type": "string", "description": "A JSON pointer into what was sent."},
                    "parameter": {"type": "string", "description": "The name of a parameter or header."},
                    "detail": {"type": "string"},
                },
                "required": ["detail"],
            },
        },
        "request": {"type": "string", "description": "The number of this request, for asking us about it."},
    },
    "required": ["type", "title", "status", "detail", "code", "errors", "request"],
}


class House(NinjaAPI):
    """The API with short names for its operations."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of an operation: that of its address."""
        return operation.url_name.removeprefix("api-")


api: Final = House(
    title="Bianmin 便民",
    version=VERSION,
    description=ABOUT,
    openapi_url=None,
    docs_url=None,
    parser=Plain(),
    renderer=Readable(),
)
problems.install(api)
for _router in ROUTERS:
    api.add_router("", _router)


def description() -> dict[str, Any]:
    """The API as an OpenAPI document; every operation may answer with a problem."""
    found: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=f"{ROOT}/"))
    found["components"]["schemas"]["Problem"] = PROBLEM
    content = {problems.MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for methods in found["paths"].values():
        for operation in methods.values():
            operation["responses"]["default"] = {"description": "A problem", "content": content}
            if scope := DOORS[f"api-{operation['operationId']}"].name.partition(":")[2]:
                operation["description"] += f"\n\nNeeds a key with the scope `{scope}`."
    found.pop("servers")
    return found
