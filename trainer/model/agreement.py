"""A trainer's yes to a model on another machine: for one address and one model, until it is taken back."""

from datetime import UTC, datetime

from pydantic import BaseModel, ConfigDict, ValidationError

from trainer.model.endpoint import Endpoint
from trainer.private_files import delete_private, read_private, write_private

AGREEMENT_FILE = "model.agreed"


class _Agreed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    told: str
    at: str


def agree(endpoint: Endpoint, now: datetime) -> None:
    """Keep that a trainer agrees that text goes to this model, and to no other; raises InputError if it cannot be."""
    agreed = _Agreed(told=endpoint.told, at=now.isoformat(timespec="microseconds"))
    write_private(AGREEMENT_FILE, agreed.model_dump_json() + "\n")


def take_agreement_back() -> None:
    """Forget that anybody agreed: nothing is sent to another machine after that; raises InputError if that fails."""
    delete_private(AGREEMENT_FILE)


def agreed_since(endpoint: Endpoint) -> datetime | None:
    """Return since when a trainer agrees that text goes to this very model; what cannot be read is no yes."""
    try:
        agreed = _Agreed.model_validate_json(read_private(AGREEMENT_FILE))
        return datetime.fromisoformat(agreed.at).astimezone(UTC) if agreed.told == endpoint.told else None
    except (ValidationError, ValueError):
        return None
