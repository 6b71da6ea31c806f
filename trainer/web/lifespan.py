"""What happens once when the server starts: the store is opened and logs are kept free of people's words."""

import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from trainer.web.services import practice


class NoWordsInLogs(logging.Filter):
    """Cuts an exception down to its kind and place, since its message may quote what somebody typed."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0] is not None:
            frames = "".join(traceback.format_tb(record.exc_info[2]))
            record.exc_text = f"{frames}{record.exc_info[0].__name__}"
            record.exc_info = None
        return True


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Open the store before the first page is asked for, so that a fault shows at start and not in a call."""
    for handler in (*logging.getLogger("streamlit").handlers, *logging.getLogger("uvicorn").handlers):
        handler.addFilter(NoWordsInLogs())
    practice()
    yield
