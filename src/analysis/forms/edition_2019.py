"""The trial form of report years 2019 and 2020 (国办公开办函〔2019〕60号)."""

from __future__ import annotations

from analysis.forms.edition_2021 import (
    ADMIN_FEES,
    ARTICLE_20_1,
    ARTICLE_20_5,
    ARTICLE_20_6,
    ARTICLE_20_8,
    CLOSING_ROWS,
    COERCION,
    LICENSING,
    NORMATIVE_DOCS,
    PENALTY,
    REGULATIONS,
    REQUEST_ROWS,
    article_20,
    remedies_block,
    requests_block,
)
from analysis.forms.model import Column, Edition, Row

ITEMS = (
    Column("items_prev_year", "上一年项目数量", "items last year", "项"),
    Column("items_change", "本年增/减", "change this year", "项"),
)
ITEMS_AND_DECISIONS = (*ITEMS, Column("decisions", "处理决定数量", "decisions"))

EDITION_2019 = Edition(
    "2019",
    2019,
    2020,
    "国办公开办函〔2019〕60号",
    (
        article_20(
            "2019",
            ARTICLE_20_1,
            (REGULATIONS, NORMATIVE_DOCS),
            (
                Column("new_made", "本年新制作数量", "newly made"),
                Column("new_published", "本年新公开数量", "newly published"),
                Column("total_published", "对外公开总数量", "published in total"),
            ),
        ),
        article_20(
            "2019",
            ARTICLE_20_5,
            (LICENSING, Row("other_services", "其他对外管理服务事项", "other services to the public")),
            ITEMS_AND_DECISIONS,
        ),
        article_20("2019", ARTICLE_20_6, (PENALTY, COERCION), ITEMS_AND_DECISIONS),
        article_20("2019", ARTICLE_20_8, (ADMIN_FEES,), ITEMS),
        article_20(
            "2019",
            "第二十条第（九）项",
            (Row("procurement", "政府集中采购", "government procurement"),),
            (
                Column("proc_count", "采购项目数量", "projects", "项"),
                # The form fixes no unit for this amount; it is kept as printed.
                Column("proc_amount", "采购总金额", "amount", ""),
            ),
        ),
        requests_block(
            "2019",
            (*REQUEST_ROWS, Row("other_handling", "（六）其他处理", "other handling"), *CLOSING_ROWS),
        ),
        remedies_block("2019"),
    ),
)
