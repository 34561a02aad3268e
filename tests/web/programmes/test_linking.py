"""The rule stands at the head of `xushi_web.programmes.linking`."""

from __future__ import annotations

from xushi_web.programmes.linking import Link, Linked, Promise, bigrams, dice, link, overlap


def promise(key: int, number: str, text: str, programme: str = "市民生实事") -> Promise[int]:
    return Promise(key, programme, (number,), (bigrams(text),))


KINDERGARTEN = "新建改扩建公办幼儿园12所，新增学位3600个"
CANTEEN = "建成社区老年助餐点40个，改造困难老年人家庭500户"


def test_the_same_number_and_a_shorter_wording_are_the_same_commitment() -> None:
    assert link([promise(0, "1", "新建改扩建公办幼儿园12所")], [promise(7, "1", KINDERGARTEN)]) == {
        0: Linked(7, Link.NUMBER, 1.0)
    }


def test_the_same_number_with_other_words_is_another_commitment() -> None:
    assert link([promise(0, "1", CANTEEN)], [promise(7, "1", KINDERGARTEN)]) == {0: Linked(None, Link.NEW)}


def test_a_renumbered_item_is_found_by_its_words() -> None:
    found = link([promise(0, "9", KINDERGARTEN)], [promise(7, "1", KINDERGARTEN), promise(8, "9", CANTEEN)])
    assert found == {0: Linked(7, Link.WORDS, 1.0)}


def test_an_item_without_a_number_is_found_by_its_words() -> None:
    assert link([promise(0, "", CANTEEN)], [promise(7, "2", CANTEEN)]) == {0: Linked(7, Link.WORDS, 1.0)}


def test_a_short_phrase_alone_does_not_link_across_numbers() -> None:
    assert link([promise(0, "5", "公办幼儿园")], [promise(7, "1", KINDERGARTEN)]) == {0: Linked(None, Link.NEW)}


def test_lists_are_never_mixed() -> None:
    assert link([promise(0, "1", CANTEEN, "省民生实事")], [promise(7, "1", CANTEEN)]) == {0: Linked(None, Link.NEW)}


def test_a_commitment_is_told_once_by_a_document() -> None:
    found = link([promise(0, "1", CANTEEN), promise(1, "1", CANTEEN)], [promise(7, "1", CANTEEN)])
    assert [found[0].key, found[1].key] == [7, None]


def test_punctuation_and_blanks_do_not_part_words() -> None:
    assert bigrams("公办 幼儿园，12所") == bigrams("公办幼儿园12所")


def test_measures_of_empty_texts_are_zero() -> None:
    assert overlap(frozenset(), bigrams(CANTEEN)) == 0.0
    assert dice(frozenset(), frozenset()) == 0.0


def test_a_short_title_agrees_with_the_title_another_document_gave() -> None:
    told = Promise(7, "市民生实事", ("1",), (bigrams(KINDERGARTEN), bigrams("学前教育扩容")))
    assert link([promise(0, "1", "学前教育扩容")], [told]) == {0: Linked(7, Link.NUMBER, 1.0)}


def test_a_number_that_any_document_gave_is_a_number_of_the_commitment() -> None:
    told = Promise(7, "市民生实事", ("15", "14"), (bigrams(KINDERGARTEN),))
    assert link([promise(0, "14", "公办幼儿园")], [told]) == {0: Linked(7, Link.NUMBER, 1.0)}
