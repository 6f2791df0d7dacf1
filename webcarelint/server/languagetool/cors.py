"""Which web pages may call: browser add-ons and the Word add-in ask before they do."""

from collections.abc import Collection

from starlette.requests import Request

_HEADERS = "Content-Type, Accept, Accepts, Authorization, X-Request-ID"


def cors_headers(request: Request, origins: Collection[str]) -> dict[str, str]:
    """The headers that let the page read an answer; none when it may not."""
    if "*" in origins:
        return {"Access-Control-Allow-Origin": "*"}
    origin = request.headers.get("origin")
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"} if origin in origins else {"Vary": "Origin"}


def preflight_headers(request: Request, origins: Collection[str]) -> dict[str, str]:
    """The answer to 'may I?'. A page on the internet may call a machine of its own reader only when that is said in words."""
    headers = cors_headers(request, origins)
    if "Access-Control-Allow-Origin" in headers:
        headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
        headers["Access-Control-Allow-Headers"] = request.headers.get("access-control-request-headers", _HEADERS)
        headers["Access-Control-Allow-Private-Network"] = "true"
        headers["Access-Control-Max-Age"] = "86400"
    return headers
