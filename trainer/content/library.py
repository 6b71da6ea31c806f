"""The scenarios of a folder, read once and read again only when a file changes."""

from functools import lru_cache
from pathlib import Path

from trainer.content.drills import DRILLS, Drill, load_drills
from trainer.content.moves import MOVES_FOLDER, Move, load_moves
from trainer.content.protocols import PROTOCOLS
from trainer.content.resources import Resources, load_resources
from trainer.content.rubric import Rubric
from trainer.content.rubric_file import load_rubric
from trainer.content.rules.known import Known
from trainer.content.scenario import Scenario
from trainer.content.scenario_file import ScenarioFile, read_scenario
from trainer.errors import InputError

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = ROOT / "scenarios"
RUBRICS = ROOT / "rubrics"
PLAN_ENDING = ".plan.yaml"
Files = tuple[tuple[Path, int], ...]  # with when each was changed


def scenario_files(folder: Path = SCENARIOS) -> list[ScenarioFile]:
    """Return every scenario file of `folder` by name, broken ones included with their problems."""
    return [_read(path, path.stat().st_mtime_ns) for path in scenario_paths(folder)]


def usable_scenarios(folder: Path = SCENARIOS) -> dict[str, Scenario]:
    """Return the scenarios of `folder` that have no errors, by id."""
    return {file.scenario.id: file.scenario for file in scenario_files(folder) if file.scenario}


def drills() -> dict[str, Drill]:
    """Return the drills by id; raises ContentError with what is wrong in them."""
    paths = (*sorted(DRILLS.glob("*.yaml")), *scenario_paths())
    return _drills(tuple((path, path.stat().st_mtime_ns) for path in paths))


def moves() -> dict[str, Move]:
    """Return the moves by id; raises ContentError with what is wrong in their files."""
    return _moves(tuple((path, path.stat().st_mtime_ns) for path in sorted(MOVES_FOLDER.glob("*.yaml"))))


def find_scenario(name: str, folder: Path = SCENARIOS) -> ScenarioFile:
    """Return the scenario file called `name`, an id or a path; raises InputError naming what there is."""
    path = Path(name) if name.endswith((".yaml", ".yml")) else folder / f"{name}.yaml"
    if not path.is_file():
        known = ", ".join(file.path.stem for file in scenario_files(folder)) or "none"
        raise InputError(f"no scenario is called `{name}` (there are: {known})")
    return _read(path, path.stat().st_mtime_ns)


def local_resources(path: Path = RUBRICS / "resources.yaml") -> Resources:
    """Return the organisation's resources."""
    return _resources(path, path.stat().st_mtime_ns)


def call_rubric(path: Path = RUBRICS / "call.yaml") -> Rubric:
    """Return the rubric that calls are looked at with."""
    return _rubric(path, path.stat().st_mtime_ns)


def known_here(folder: Path = SCENARIOS) -> Known:
    """Return the names that scenarios may use besides their own.

    Raises ContentError if the resources or the rubric have faults.
    """
    return Known(
        resources=frozenset(local_resources().resources),
        protocols=frozenset(path.stem for path in PROTOCOLS.glob("*.yaml")),
        scenarios=frozenset(path.stem for path in scenario_paths(folder)),
        criteria=frozenset(criterion.id for _, criterion in call_rubric().criteria()),
    )


def scenario_paths(folder: Path = SCENARIOS) -> list[Path]:
    """Return the paths of the scenario files of `folder`, by name; plans beside them are not scenarios."""
    return sorted(path for path in folder.glob("*.yaml") if not path.name.endswith(PLAN_ENDING))


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int) -> ScenarioFile:
    return read_scenario(path, known=known_here())


@lru_cache(maxsize=2)
def _drills(_files: Files) -> dict[str, Drill]:
    return load_drills(usable_scenarios())


@lru_cache(maxsize=2)
def _moves(_files: Files) -> dict[str, Move]:
    return load_moves()


@lru_cache(maxsize=4)
def _resources(path: Path, _changed: int) -> Resources:
    return load_resources(path)


@lru_cache(maxsize=4)
def _rubric(path: Path, _changed: int) -> Rubric:
    return load_rubric(path)
