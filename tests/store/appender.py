"""A process that appends acts to one call and says which it has been told are kept.

Arguments: database, call, and how many acts to add to those there; it begins when a line comes in.
"""

import sys
from datetime import UTC, datetime

from trainer.errors import PracticeLineError
from trainer.store.calls import append_act, load_call
from trainer.store.database import open_database

url, call_id, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
database = open_database(url)
last = len(load_call(database, call_id).acts)
print("ready", flush=True)
sys.stdin.readline()
for n in range(last + 1, last + 1 + count):
    try:
        append_act(database, call_id, n, "reply", f"reply {n} of {count}", (), "listener", datetime.now(UTC))
    except PracticeLineError as error:
        print(type(error).__name__, n, flush=True)
    else:
        print("kept", n, flush=True)
