from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.yaml_source import MAX_BYTES, authored_files, load_plain, read_yaml, read_yaml_bytes
from trainer.errors import ContentError, InputError


@dataclass(frozen=True)
class Case:
    id: str
    text: str
    problems: tuple[tuple[int, int, str], ...]


CASES = (
    Case("clean", "a: 1\nb: [x, {c: 2.5}]\n", ()),
    Case("duplicate key", "a: 1\nb: 2\na: 3\n", ((3, 1, "yaml-duplicate-key"),)),
    Case("duplicate nested key", "a:\n  - {b: 1, b: 2}\n", ((2, 12, "yaml-duplicate-key"),)),
    Case("on as a key", "on: x\n", ((1, 1, "yaml-boolean-key"),)),
    Case("quoted on is a word", '"on": x\n', ()),
    Case("no as a value", "a: no\n", ((1, 4, "yaml-boolean-word"),)),
    Case("tab", "a:\n\tb: 1\n", ((2, 1, "yaml-tab"),)),
    Case("tab inside a line is text", 'a: "x\ty"\n', ()),
    Case("anchor and alias", "a: &x 1\nb: *x\n", ((1, 4, "yaml-anchor"), (2, 4, "yaml-alias"))),
    Case("tag", "a: !!python/object:os.system {}\n", ((1, 4, "yaml-tag"),)),
    Case("two documents", "a: 1\n---\nb: 2\n", ((2, 1, "yaml-documents"),)),
    Case("unclosed", "a: [1, 2\n", ((2, 1, "yaml-syntax"),)),
    Case("control character", "a: x\x07y\n", ((1, 5, "yaml-control-character"),)),
    Case("too deep", "a: " + "[" * 60 + "]" * 60, ((1, 43, "yaml-too-deep"),)),
    Case(
        "several at once",
        "on: 1\na: &x 2\na: *x\nb: maybe\nc: yes\n",
        (
            (1, 1, "yaml-boolean-key"),
            (2, 4, "yaml-anchor"),
            (3, 1, "yaml-duplicate-key"),
            (3, 4, "yaml-alias"),
            (5, 4, "yaml-boolean-word"),
        ),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_fault_of_form_is_reported_at_its_place(case: Case) -> None:
    source = read_yaml_bytes(case.text.encode(), Path("x.yaml"))
    found = tuple((problem.line, problem.column, problem.code) for problem in sorted(source.problems))
    assert found == case.problems


def test_aliases_cannot_explode() -> None:
    bomb = "a: &a [x, x, x, x]\n" + "".join(
        f"{c}: &{c} [*{p}, *{p}, *{p}]\n" for p, c in zip("abcdefg", "bcdefgh", strict=True)
    )
    source = read_yaml_bytes(bomb.encode(), Path("x.yaml"))
    assert sum(problem.code == "yaml-alias" for problem in source.problems) == 21
    assert source.data["h"] == [None, None, None]


def test_bytes_that_are_not_utf8_name_their_place() -> None:
    source = read_yaml_bytes(b"a: 1\nb: \xff\n", Path("x.yaml"))
    assert [(p.line, p.column, p.code) for p in source.problems] == [(2, 4, "yaml-not-utf8")]


def test_two_megabytes_are_refused_in_one_line() -> None:
    source = read_yaml_bytes(b"x" * (2 * MAX_BYTES), Path("x.yaml"))
    assert [problem.code for problem in source.problems] == ["yaml-too-large"]


def test_values_are_what_people_mean() -> None:
    text = "a: 1\nb: 1.5\nc: true\nd: null\ne: on time\nf: '7'\ng: 1_000\nh: 2020-01-01\n"
    data = read_yaml_bytes(text.encode(), Path("x.yaml")).data
    assert data == {
        "a": 1,
        "b": 1.5,
        "c": True,
        "d": None,
        "e": "on time",
        "f": "7",
        "g": "1_000",
        "h": "2020-01-01",
    }


def test_places_of_keys_and_values_are_kept() -> None:
    source = read_yaml_bytes(b"a:\n  - b: 1\n    c:  two\n", Path("x.yaml"))
    assert source.key_place(("a", 0, "c")) == (3, 5)
    assert source.place(("a", 0, "c")) == (3, 9)
    assert source.place(("a", 0, "missing")) == source.place(("a", 0))


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.yaml: cannot be read: No such file"):
        read_yaml(tmp_path / "none.yaml")
    with pytest.raises(InputError, match="no such file or folder"):
        list(authored_files([tmp_path / "none.yaml"]))


def test_load_plain_raises_with_every_fault(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("a: 1\na: 2\non: 3\n")
    with pytest.raises(ContentError) as caught:
        load_plain(file)
    assert len(caught.value.problems) == 2


@given(st.binary(max_size=300))
def test_no_bytes_cause_a_traceback(raw: bytes) -> None:
    source = read_yaml_bytes(raw, Path("x.yaml"))
    lines = raw.count(b"\n") + raw.count(b"\r") + 3
    assert all(1 <= problem.line <= lines + 50 and problem.column >= 1 for problem in source.problems)


YAML_PIECES = st.sampled_from(
    [
        "a",
        ": ",
        "\n",
        "  ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&x ",
        "*x",
        "!t ",
        "\t",
        "#",
        "'",
        '"',
        "|",
        ">",
        "?",
        "---",
        "on",
        "%",
    ]
)


@given(st.lists(YAML_PIECES, max_size=40).map("".join))
def test_no_yaml_like_text_causes_a_traceback(text: str) -> None:
    source = read_yaml_bytes(text.encode(), Path("x.yaml"))
    assert source.data is None or isinstance(source.data, dict | list | str | int | float | bool)
