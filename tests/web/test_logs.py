import logging
import sys

from trainer.web.lifespan import NoWordsInLogs


def test_a_logged_exception_keeps_its_place_and_loses_its_words() -> None:
    try:
        raise ValueError("what somebody typed")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "Uncaught app execution", None, sys.exc_info())
    assert NoWordsInLogs().filter(record)
    text = logging.Formatter().format(record)
    assert "what somebody typed" not in text.replace('raise ValueError("what somebody typed")', "")
    assert "ValueError" in text
    assert "test_logs.py" in text
