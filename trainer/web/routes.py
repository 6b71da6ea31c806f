"""Pages outside Streamlit: the empty page that "Leave now" goes to."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

# Nothing on it says where somebody came from; the way back is the address they know.
_EMPTY = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Blank page</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head><body></body></html>"""


async def leave(_request: Request) -> Response:
    """Answer with an empty page and tell the browser to forget what it cached."""
    return HTMLResponse(_EMPTY, headers={"Clear-Site-Data": '"cache"', "Cache-Control": "no-store"})


ROUTES = [Route("/leave", leave)]
