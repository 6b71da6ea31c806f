"""python -m trainer model: which language model is used here, and whether text may go to it."""

import argparse
import sys
from datetime import UTC, datetime
from typing import Any

from trainer.errors import InputError
from trainer.model.agreement import agree, take_agreement_back
from trainer.model.notice import how_it_is_set, notice, which_model
from trainer.model.settings import HOW_TO_SET, URL, ModelSettings, is_set_in_environment, model_settings
from trainer.places import data_folder
from trainer.practice.trainers_code import trainers_code

EXAMPLE = """examples:
  python -m trainer model              # what is set
  python -m trainer model --agree      # says what would be sent to a model elsewhere, and asks
  python -m trainer model --code       # the code for the page “Language model”"""


def add_to(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser(
        "model",
        help="which language model is used, and whether text may go to it",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--agree", action="store_true", help="agree that text goes to a model on another machine")
    ways.add_argument("--take-back", action="store_true", help="no longer agree to that")
    ways.add_argument("--code", action="store_true", help="print the code that opens the settings in the browser")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print or change it; raises InputError where nothing is set or a file cannot be written."""
    if chosen.code:
        print(trainers_code())
        print(f"It opens the settings of the server whose data folder is {data_folder()}", file=sys.stderr)
        return 0
    if chosen.take_back:
        take_agreement_back()
    elif chosen.agree:
        return _ask(model_settings())
    print(_in_words(model_settings()))
    return 0


def _ask(settings: ModelSettings) -> int:
    endpoint = settings.endpoint
    if endpoint is None:
        raise InputError(HOW_TO_SET)
    if endpoint.is_local:
        print("The model is on this machine; there is nothing to agree to.")
        return 0
    print(notice(endpoint))
    print("Type “yes” if you agree: ", end="", flush=True)
    if sys.stdin.readline().strip().lower() != "yes":
        print("Nothing was changed, and nothing is sent.")
        return 1
    agree(endpoint, datetime.now(UTC))
    print(_in_words(model_settings()))
    return 0


def _in_words(settings: ModelSettings) -> str:
    said = which_model(settings)
    if settings.endpoint is None:
        return f"{said} (As seen from here; a server started with {URL} in its environment may use one.)"
    source = "the environment" if is_set_in_environment() else "the settings of this installation"
    return f"{said}\nSet by {source}. {how_it_is_set(settings)}"
