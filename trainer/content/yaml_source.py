"""YAML files to plain values, with the place of every key and value; the only module that knows YAML.

It reads a safe subset: no anchors or aliases, no tags, no duplicate keys, `true`/`false` as the only booleans. It goes
on after a fault where it can, so that one reading reports them all.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from trainer.content.problem import Problem, Severity, has_errors
from trainer.errors import ContentError, InputError

MAX_BYTES = 1_000_000
MAX_DEPTH = 40

Place = tuple[int, int]
KeyPath = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}")
_CONSTANTS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_BOOLEAN_WORDS = frozenset({"on", "off", "yes", "no", "y", "n"})
_LEADING_TABS = re.compile(r"^[ ]*\t[ \t]*", re.MULTILINE)
_UNPRINTABLE = re.compile("[^\\x09\\x0A\\x0D\\x20-\\x7E\\x85\\xA0-\\uD7FF\\uE000-\\uFFFD\\U00010000-\\U0010FFFF]")


@dataclass
class Source:
    """One file as read: its plain `data`, the places in it, the problems met, and its text's hash."""

    path: Path
    text: str = ""
    hash: str = ""
    data: Any = None
    problems: list[Problem] = field(default_factory=list)
    key_places: dict[KeyPath, Place] = field(default_factory=dict)
    value_places: dict[KeyPath, Place] = field(default_factory=dict)

    def place(self, path: KeyPath) -> Place:
        """Return line and column of the value at `path`, or of the nearest thing around it."""
        for end in range(len(path), -1, -1):
            if place := self.value_places.get(path[:end]):
                return place
        return (1, 1)

    def key_place(self, path: KeyPath) -> Place:
        """Return line and column of the key at `path`, or of the nearest thing around it."""
        return self.key_places.get(path) or self.place(path)

    def report(self, place: Place, code: str, message: str, hint: str = "", severity: Severity = "error") -> None:
        """Add a problem at `place`."""
        self.problems.append(Problem(str(self.path), *place, severity, code, message, hint))


def read_yaml(path: Path) -> Source:
    """Read one YAML file, reporting every fault of form in `problems`; raises InputError if it cannot be opened."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
    return read_yaml_bytes(raw, path)


def read_yaml_bytes(raw: bytes, path: Path) -> Source:
    """Read YAML from bytes as `read_yaml` does; `path` only names it in problems."""
    source = Source(path)
    if len(raw) > MAX_BYTES:
        source.report((1, 1), "yaml-too-large", f"the file is larger than {MAX_BYTES:,} bytes", "split it")
        return source
    try:
        source.text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        place = (before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1)
        source.report(place, "yaml-not-utf8", "this byte is not UTF-8 text", "save the file as UTF-8")
        return source
    source.hash = hashlib.sha256(source.text.encode()).hexdigest()
    _compose(source, _printable(source, _without_tabs(source)))
    return source


def load_plain(path: Path) -> Any:
    """Return a YAML file's plain values; raises ContentError with every fault of form, InputError if unreadable."""
    source = read_yaml(path)
    if has_errors(source.problems):
        raise ContentError(tuple(source.problems))
    return source.data


def _without_tabs(source: Source) -> str:
    def spaces(match: re.Match[str]) -> str:
        line = source.text.count("\n", 0, match.start()) + 1
        column = match.group().index("\t") + 1
        source.report((line, column), "yaml-tab", "a tab indents this line", "use spaces")
        return match.group().replace("\t", "  ")

    return _LEADING_TABS.sub(spaces, source.text)


def _printable(source: Source, text: str) -> str:
    def replaced(match: re.Match[str]) -> str:
        start = match.start()
        place = (text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1) + 1)
        message = f"the control character U+{ord(match.group()):04X} stands here"
        source.report(place, "yaml-control-character", message, "delete it")
        return " "

    return _UNPRINTABLE.sub(replaced, text)


def _compose(source: Source, text: str) -> None:
    composer = _Composer(source)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if not any(problem.code == "yaml-tab" and problem.line == place[0] for problem in source.problems):
            message = str(error.problem or error.context)
            source.report(place, "yaml-syntax", message, "check indentation, quotes, colons")
    except (yaml.YAMLError, RecursionError) as error:
        source.report((1, 1), "yaml-syntax", f"not YAML: {str(error).splitlines()[0]}")
    source.data = composer.root


@dataclass
class _Open:
    """A mapping or list whose end has not been read yet; `key` waits for its value."""

    value: dict[str, Any] | list[Any]
    path: KeyPath
    key: str | None = None


class _Composer:
    """Builds plain values from parser events, without recursion, so that depth cannot exhaust the stack."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: Any = None
        self._open: list[_Open] = []
        self._skipping = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        mark = event.start_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self.source.report(place, "yaml-documents", "a second document starts here", "one file, one document")
                self._skipping += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self.source.report(place, "yaml-alias", f"the alias *{event.anchor} is not allowed", "write it out")
            self._put(None, place)
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            self._node(event, place)

    def _node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
        if event.anchor:
            self.source.report(place, "yaml-anchor", f"the anchor &{event.anchor} is not allowed", "write it out")
        if event.tag:
            self.source.report(place, "yaml-tag", f"the tag {event.tag} is not allowed", "delete it")
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, place)
        else:
            self._begin({} if isinstance(event, yaml.MappingStartEvent) else [], place)

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> None:
        plain = bool(event.implicit[0]) and event.tag is None
        if self._awaits_key():
            if plain and event.value.lower() in _BOOLEAN_WORDS | {"true", "false"}:
                self.source.report(
                    place,
                    "yaml-boolean-key",
                    f"YAML reads the key `{event.value}` as true or false",
                    "use another word",
                )
            self._take_key(event.value, place)
            return
        if plain and event.value.lower() in _BOOLEAN_WORDS:
            self.source.report(
                place,
                "yaml-boolean-word",
                f"YAML reads `{event.value}` as true or false",
                "quote it",
                "warning",
            )
        self._put(_plain_value(event.value) if plain else event.value, place)

    def _begin(self, value: dict[str, Any] | list[Any], place: Place) -> None:
        if self._skipping or self._awaits_key() or len(self._open) >= MAX_DEPTH:
            if not self._skipping:
                code, message = ("yaml-key", "a key must be a word")
                if not self._awaits_key():
                    code, message = ("yaml-too-deep", f"nested deeper than {MAX_DEPTH} levels")
                self.source.report(place, code, message)
                self._put_or_key(place)
            self._skipping += 1
            return
        self._open.append(_Open(value, self._put(value, place)))

    def _close(self) -> None:
        if self._skipping:
            self._skipping -= 1
        elif self._open:
            self._open.pop()

    def _awaits_key(self) -> bool:
        if self._skipping or not self._open:
            return False
        top = self._open[-1]
        return isinstance(top.value, dict) and top.key is None

    def _take_key(self, key: str, place: Place) -> None:
        top = self._open[-1]
        path = (*top.path, key)
        if path in self.source.key_places:
            first = self.source.key_places[path][0]
            message = f"the key `{key}` stands here a second time (first on line {first})"
            self.source.report(place, "yaml-duplicate-key", message, "keep one")
        else:
            self.source.key_places[path] = place
        top.key = key

    def _put_or_key(self, place: Place) -> None:
        if self._awaits_key():
            self._open[-1].key = ""
        else:
            self._put(None, place)

    def _put(self, value: Any, place: Place) -> KeyPath:
        if self._skipping:
            return ()
        if not self._open:
            self.root = value
            path: KeyPath = ()
        else:
            path = self._attach(self._open[-1], value)
        self.source.value_places.setdefault(path, place)
        return path

    def _attach(self, top: _Open, value: Any) -> KeyPath:
        if isinstance(top.value, list):
            top.value.append(value)
            return (*top.path, len(top.value) - 1)
        key = top.key or ""
        top.key = None
        path = (*top.path, key)
        if key in top.value:
            return (*path, "(again)")
        top.value[key] = value
        return path


def _plain_value(text: str) -> Any:
    if text.lower() in _CONSTANTS:
        return _CONSTANTS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text


def authored_files(paths: list[Path]) -> Iterator[Path]:
    """Yield the files named by `paths`; in folders YAML files and labelled replies (`replies/*.jsonl`).

    Raises InputError for a path that is not there.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if _is_authored(file))
        elif path.exists():
            yield path
        else:
            raise InputError(f"{path}: no such file or folder")


def _is_authored(file: Path) -> bool:
    return file.suffix in {".yaml", ".yml"} or (file.suffix == ".jsonl" and file.parent.name == "replies")
