"""The language model that a command asks."""

import sys

from trainer.model.endpoint import Endpoint
from trainer.model.settings import usable_endpoint


def endpoint_for(what: str) -> Endpoint:
    """Return the model to ask, having said on standard error where `what` goes if it leaves this machine.

    Raises InputError where no model is set, or no trainer has agreed to it.
    """
    endpoint = usable_endpoint()
    if not endpoint.is_local:
        print(f"{what} to {endpoint.receiver} ({endpoint.model}).", file=sys.stderr)
    return endpoint
