import pytest

from analysis.forms import EDITIONS, TABLES, Key, edition, identities, labels
from analysis.reports.likeness import block_labels, exact_line
from analysis.text import fold


@pytest.mark.parametrize(("code", "cells"), [("2021", (10, 175, 15)), ("2019", (22, 161, 15))])
def test_number_of_cells(code, cells):
    assert tuple(len(edition(code).keys(table)) for table in TABLES) == (*cells, 0)


@pytest.mark.parametrize(("code", "count"), [("2021", 7 + 7 + 25 + 3), ("2019", 7 + 7 + 23 + 3)])
def test_number_of_identities(code, count):
    assert len(identities(edition(code))) == count


def test_identities_name_only_cells_of_their_form():
    for form in EDITIONS:
        known = {key for table in TABLES for key in form.keys(table)}
        assert all(set(rule.keys) <= known for rule in identities(form))


def test_every_label_of_the_form_finds_its_own_line():
    for form in EDITIONS:
        for block in form.blocks:
            exact = block_labels(block).exact
            for number, line in enumerate(block.lines):
                if line.label:
                    assert number in exact_line(block, fold(line.label))
                    assert all(
                        number in exact_line(block, key) for key, owners in exact.items() if number in owners
                    )


def test_labels():
    assert labels(Key("proactive", "admin_fees", "amount_wan"))[4] == "万元"
    assert labels(Key("requests", "other_handling", "total"))[0] == "（六）其他处理"
    with pytest.raises(KeyError):
        labels(Key("requests", "no_such_row", "total"))
