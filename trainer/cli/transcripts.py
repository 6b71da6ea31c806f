"""A transcript named on the command line."""

import argparse
import re
from typing import NamedTuple

from trainer.calls.contested import ContestedMark, contested_from_json
from trainer.calls.transcript import Transcript
from trainer.calls.transcript_json import transcript_from_json
from trainer.cli.files import read_json
from trainer.content.library import find_scenario
from trainer.errors import InputError


def add_transcript(parser: argparse.ArgumentParser) -> None:
    """Add the argument that names the transcript."""
    parser.add_argument(
        "transcript",
        metavar="TRANSCRIPT",
        help="what `play --json` prints or the app exports; - for standard input",
    )


def read_transcript(name: str) -> Transcript:
    """Return the transcript in the file `name`, or on standard input for `-`; raises InputError."""
    return read_call(name).transcript


class ReadCall(NamedTuple):
    """A transcript, and the marks in it that the trainee contests."""

    transcript: Transcript
    contested: tuple[ContestedMark, ...]


def read_call(name: str) -> ReadCall:
    """Return the call in the file `name`, or on standard input for `-`; raises InputError."""
    data = read_json(name)
    scenario_id = data.get("scenario") if isinstance(data, dict) else None
    if not isinstance(scenario_id, str) or not re.fullmatch(r"[a-z][a-z0-9_]*", scenario_id):
        raise InputError(f'{name}: "scenario" is missing or not a scenario\'s id')
    if {"type", "channel"} <= data.keys():
        transcript = transcript_from_json(data, type=data["type"], channel=data["channel"])
    else:
        scenario = find_scenario(scenario_id).usable()
        transcript = transcript_from_json(data, type=scenario.type, channel=scenario.channel)
    return ReadCall(transcript, contested_from_json(data))
