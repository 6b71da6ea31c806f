from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from trainer.content.replies import LabelledReply
from trainer.listening.evaluation.sample import sampled
from trainer.listening.evaluation.trial import Measured


def measured(**counts: int) -> Measured:
    pairs = [
        (author, LabelledReply(id=f"{author}{n}", reply="Mm.")) for author, many in counts.items() for n in range(many)
    ]
    return Measured(
        tuple(reply for _, reply in pairs), tuple(author for author, _ in pairs), {author: author for author in counts}
    )


def ids(of: Measured) -> list[str]:
    return [reply.id for reply in of.replies]


ALL = measured(a=50, b=9, c=200)


def test_every_author_gives_as_many_as_the_others_or_all_there_are() -> None:
    assert Counter(sampled(ALL, 15, 1).authors) == {"a": 5, "b": 5, "c": 5}
    assert Counter(sampled(ALL, 49, 1).authors) == {"a": 20, "b": 9, "c": 20}


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    assert ids(sampled(ALL, 30, 1)) == ids(sampled(ALL, 30, 1))
    assert ids(sampled(ALL, 30, 1)) != ids(sampled(ALL, 30, 2))


def test_it_is_not_the_beginning_of_each_file() -> None:
    assert ids(sampled(ALL, 6, 1)) != ["a0", "a1", "b0", "b1", "c0", "c1"]


def test_a_sample_does_not_depend_on_the_order_of_the_replies() -> None:
    turned = Measured(ALL.replies[::-1], ALL.authors[::-1], ALL.known_as)
    assert set(ids(sampled(turned, 30, 1))) == set(ids(sampled(ALL, 30, 1)))


def test_an_author_without_a_reply_in_it_is_not_learned_without() -> None:
    assert len(sampled(ALL, 2, 1).known_as) == 2


@given(size=st.integers(1, 300), more=st.integers(0, 300), seed=st.integers())
def test_a_smaller_sample_is_part_of_a_larger_one_in_the_same_order(size: int, more: int, seed: int) -> None:
    small, large = sampled(ALL, size, seed), sampled(ALL, size + more, seed)
    assert len(small.replies) == min(size, 259)
    kept = set(ids(small))
    assert [name for name in ids(large) if name in kept] == ids(small)
    assert all(reply.id.startswith(author) for reply, author in zip(small.replies, small.authors, strict=True))
