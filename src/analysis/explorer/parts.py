"""The explorer's other widgets: places for sentence, chart, rows, card and source, and how all of it is laid out."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from html import escape
from typing import Any

from analysis.charts.style import FAMILY, FONTS
from analysis.explorer.tables import ROW_HEIGHT
from analysis.explorer.views import View, picture
from analysis.words.explorer import say

PAGE = 12
FAMILIES = f'var(--jp-ui-font-family,Arial),"PingFang SC","Microsoft YaHei","{FAMILY}",sans-serif'
STYLE = (
    ".jp-LabShell .gongkai-dead,[data-notebook] .gongkai-dead{display:none}"
    f".gongkai-explorer,.gongkai-explorer *{{font-family:{FAMILIES}}}"
    f".gongkai-explorer pre{{font-family:monospace,{FAMILIES}}}"
    ".gongkai-explorer .widget-html-content{overflow-x:auto;line-height:1.5}"
    ".gongkai-name{text-align:left!important;border-top:1px solid #e4e7ec!important;cursor:pointer}"
    ".gongkai-name:hover{text-decoration:underline}"
    ".gongkai-card table{border-collapse:collapse;font-size:13px;margin-bottom:8px}"
    ".gongkai-card td,.gongkai-card th{border:1px solid #d0d5dd;padding:2px 7px;text-align:left}"
    ".gongkai-card td.number{text-align:right}.gongkai-card h2{font-size:15px;margin:12px 0 2px}"
)
PLACES = (
    "style",
    "hint",
    "dead",
    "error",
    "sentence",
    "chart",
    "map",
    "rows",
    "range",
    "card",
    "pick",
    "source",
    "export",
)
BUTTONS = ("earlier", "later", "back", "clear", "offer")
LISTS = ("regions", "levels", "years", "findings")


def make_parts(still: str) -> dict[str, Any]:
    """Empty places and buttons; ``still`` is the class of the still view, which is hidden once widgets are shown."""
    import ipywidgets as widgets

    parts: dict[str, Any] = {name: widgets.HTML() for name in PLACES}
    parts |= {
        name: widgets.Button(layout=widgets.Layout(width="auto", align_self="flex-start")) for name in BUTTONS
    }
    parts["tables"] = widgets.Dropdown(layout=widgets.Layout(width="34em"))
    parts["figures"] = widgets.Select(layout=widgets.Layout(width="34em", height="16em"))
    parts["figures"].add_class("gongkai-figures")
    parts["style"].value = f"<style>{_font_face()}.{still}{{display:none}}{STYLE}</style>"
    return parts


@cache
def _font_face() -> str:
    """Our Chinese font for browsers on machines that have none; those that have one use theirs."""
    data = b64encode((FONTS / "GongkaiSansSC-Regular.woff2").read_bytes()).decode("ascii")
    return f'@font-face{{font-family:"{FAMILY}";src:url(data:font/woff2;base64,{data})}}'


def make_names() -> list[Any]:
    """The buttons that stand for the names of the rows; as high as the rows of the table beside them."""
    import ipywidgets as widgets

    layout = {"width": "100%", "height": f"{ROW_HEIGHT}px", "margin": "0"}
    buttons = [widgets.Button(layout=widgets.Layout(**layout)) for _ in range(PAGE)]
    for button in buttons:
        button.add_class("gongkai-name")
        button.style.button_color = "transparent"
    return buttons


def arrange(controls: dict[str, Any], parts: dict[str, Any], names: list[Any]) -> Any:
    """Everything in one box, top to bottom; boxes that come and go are added to ``parts``."""
    import ipywidgets as widgets

    wrap = widgets.Layout(flex_flow="row wrap", align_items="flex-end", grid_gap="4px 12px")
    level = widgets.Layout(flex_flow="row wrap", align_items="flex-start", grid_gap="4px 12px")
    heads = {name: widgets.HTML() for name in LISTS}
    parts["heads"] = heads
    lists = [
        widgets.VBox([heads["regions"], controls["search"], controls["regions"]]),
        *(widgets.VBox([heads[name], controls[name]]) for name in LISTS[1:]),
    ]
    lists[0].children[2].layout.height = "7em"
    top = widgets.HBox([controls["indicator"], controls["denominator"], controls["interval"]], layout=wrap)
    second = widgets.HBox([controls["scope"], controls["rows"], parts["clear"], parts["offer"]], layout=wrap)
    head = widgets.HTML(f'<div style="height:{ROW_HEIGHT}px"></div>')
    column = widgets.VBox(
        [head, *names], layout=widgets.Layout(width="22em", flex="0 0 22em", overflow="hidden")
    )
    column.add_class("gongkai-names")
    table = widgets.HBox(
        [column, widgets.Box([parts["rows"]], layout=widgets.Layout(flex="1 1 auto", min_width="0"))]
    )
    pager = widgets.HBox([parts["earlier"], parts["range"], parts["later"]], layout=wrap)
    parts["list_box"] = widgets.VBox([parts["chart"], parts["map"], table, pager])
    pickers = widgets.VBox([parts["pick"], parts["tables"], parts["figures"]])
    beside = widgets.Box([parts["source"]], layout=widgets.Layout(flex="1 1 24em", min_width="0"))
    parts["card_box"] = widgets.VBox(
        [parts["back"], widgets.HBox([pickers, beside], layout=level), parts["card"]]
    )
    box = widgets.VBox(
        [parts["style"], parts["dead"], controls["lang"], widgets.HBox(lists, layout=wrap), parts["hint"], top, second,
         parts["export"], parts["error"], parts["sentence"], parts["list_box"], parts["card_box"]]
    )  # fmt: skip
    box.add_class("gongkai-explorer")
    return box


def label(parts: dict[str, Any], lang: str) -> None:
    """The words of the buttons and notes in a language."""
    for name, key in (
        ("earlier", "earlier"),
        ("later", "later"),
        ("back", "back"),
        ("clear", "clear"),
        ("offer", "export"),
    ):
        parts[name].description = say(key, lang)
    for name, head in parts["heads"].items():
        head.value = f"<b>{escape(say(name, lang))}</b>"
    parts["hint"].value = f'<small style="color:#6b7280">{escape(say("hint", lang))}</small>'
    parts["dead"].value = f'<p class="gongkai-dead">{escape(say("dead", lang))}</p>'
    parts["pick"].value = f"<b>{escape(say('open_source', lang))}</b>"


def export_html(shown: View) -> str:
    """Links that save the view's table, chart and map, and the calls that make it again, to copy."""
    lang = shown.selection.lang
    links = [_link(say("csv", lang), "gongkai_view.csv", "text/csv", shown.csv())]
    for key, name, figure in (("png", "gongkai_view", shown.figure), ("map_png", "gongkai_map", shown.map)):
        if figure is not None:
            links.append(_link(say(key, lang), f"{name}.png", "image/png", picture(figure)))
    copies = "".join(
        f'<p>{escape(say(key, lang))}</p><pre style="white-space:pre-wrap;user-select:all;padding:8px;'
        f'border:1px solid #e4e7ec">{escape(text)}</pre>'
        for key, text in (("command", shown.command), ("call", shown.call))
    )
    return f"<p>{' · '.join(links)}</p>{copies}"


def _link(words: str, name: str, kind: str, data: bytes) -> str:
    """A link that saves data under a name; the data are in the link, so no file is written anywhere."""
    return f'<a download="{name}" href="data:{kind};base64,{b64encode(data).decode("ascii")}">{escape(words)}</a>'
