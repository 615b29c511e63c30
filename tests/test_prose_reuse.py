"""Copied text: shares, passages with places on both sides, neighbours, templates."""

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.prose.reuse import Index, copied, likeness, prints, required_parts, templates

FIRST = "一是健全公开制度，完善信息公开目录，规范信息公开内容。二是加强业务培训，今年举办3次。"
SECOND = "我局将采取以下措施：一是健全公开制度，完善信息公开目录，规范信息公开内容。二是丰富解读形式。"
WORDS = [chr(number) for number in range(0x4E00, 0x4E00 + 2000)]


def made(rng, length):
    return "".join(rng.choice(WORDS) + ("。" if n % 30 == 29 else "") for n in range(length))


def test_a_copied_passage_is_told_with_its_places():
    (passage,) = copied(FIRST, SECOND)
    same = "一是健全公开制度，完善信息公开目录，规范信息公开内容。二是"
    assert FIRST[passage.start : passage.end] == SECOND[passage.other_start : passage.other_end] == same


def test_other_figures_and_layout_make_no_difference():
    assert (
        likeness(
            "举办培训3次，\n受理申请 20 件，全部办结。", "举办培训5次，受理申请31件，全部办结。"
        ).containment
        == 1
    )
    assert likeness("短", "短").containment is None


def test_share_of_a_text_that_is_half_copied():
    rng = random.Random(1)
    old, new = made(rng, 1000), made(rng, 500)
    found = likeness(old[:500] + new, old).containment
    assert 0.47 < found < 0.53


def test_neighbours_of_one_report_in_a_corpus():
    rng = random.Random(2)
    texts = {str(number): made(rng, 400) for number in range(300)}
    copy = texts["7"][:200] + made(rng, 200)
    index = Index({**texts, "copy": copy})
    first, *_ = index.neighbours(copy, without="copy")
    assert first.key == "7"
    assert 0.3 < first.containment < 0.7


def test_text_that_everybody_has_makes_no_neighbours():
    rng = random.Random(3)
    shared = made(rng, 300)
    index = Index({str(number): shared + made(rng, 100) for number in range(200)})
    assert index.neighbours(shared) == []
    assert len(templates([shared] * 4 + [made(rng, 100)])) == 10


def test_time_grows_with_the_corpus_and_a_question_does_not_wait():
    rng = random.Random(4)
    texts = [(str(number), made(rng, 300)) for number in range(2000)]

    def took(work):
        begun = time.process_time()
        work()
        return time.process_time() - begun

    took(lambda: Index(texts[:200]))
    small, large = took(lambda: Index(texts[:500])), took(lambda: Index(texts))
    assert large < 12 * small
    index = Index(texts)
    assert took(lambda: index.neighbours(texts[9][1])) < 0.2


def test_required_parts():
    parts = required_parts("（一）主动公开。（二）依申请公开。（四）平台建设。")
    assert parts == {
        "proactive": True,
        "requests": True,
        "management": False,
        "platform": True,
        "supervision": False,
    }


@settings(max_examples=50, deadline=None)
@given(st.text("甲乙丙丁，。1ａ", max_size=80), st.text("甲乙丙丁，。1ａ", max_size=80))
def test_passages_hold_the_same_letters(first, second):
    for passage in copied(first, second, least=8):
        mine, theirs = first[passage.start : passage.end], second[passage.other_start : passage.other_end]
        assert prints(mine) == prints(theirs)
        assert likeness(mine, theirs).containment in (1, None)
