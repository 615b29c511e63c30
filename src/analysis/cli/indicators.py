"""The command that prints the catalogue of indicators."""

from __future__ import annotations

import json

import click

from analysis.cli.group import main


@main.command()
@click.argument("codes", nargs=-1)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the list."
)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object an indicator, one a line, in both languages."
)
@click.option("--markdown", is_flag=True, help="The whole catalogue as the page docs/indicators.md.")
def indicators(codes: tuple[str, ...], lang: str, as_json: bool, markdown: bool) -> None:
    """List the indicators, or explain those of CODES: formula, unit, forms, what they say and do not say.

    \b
    Example:
      gongkai indicators
      gongkai indicators disclosure_rate review_corr --lang en
      gongkai indicators --json > indicators.jsonl
    """
    from analysis.measures.catalogue import find
    from analysis.measures.definitions import catalogue_markdown, entries

    if markdown and (codes or as_json):
        raise click.UsageError("--markdown prints the whole page; leave out the codes and --json.")
    if markdown:
        click.echo(catalogue_markdown(), nl=False)
        return
    chosen = entries([find(code).code for code in codes] or None)
    if as_json:
        for entry in chosen:
            click.echo(json.dumps(entry, ensure_ascii=False))
    elif codes:
        click.echo("\n\n".join("\n".join(_explained(entry, lang)) for entry in chosen))
    else:
        _list(chosen, lang)


def _list(entries: list[dict[str, str | int]], lang: str) -> None:
    """One line an indicator, under the names of the groups."""
    group = ""
    for entry in entries:
        if entry["group"] != group:
            click.echo(("\n" if group else "") + str(entry[f"group_{lang}"]))
            group = str(entry["group"])
        click.echo(f"  {entry['code']:<32}{entry[lang]} [{entry['unit_zh' if lang == 'zh' else 'unit']}]")


def _explained(entry: dict[str, str | int], lang: str) -> list[str]:
    """An indicator in a few lines."""
    heads = ("公式", "单位", "表式", "区间", "含义", "注意", "旧表") if lang == "zh" else (
        "formula", "unit", "forms", "interval", "says", "caveat", "older forms")  # fmt: skip
    unit = "unit_zh" if lang == "zh" else "unit"
    names = (
        f"formula_{lang}",
        unit,
        "editions",
        "interval",
        f"about_{lang}",
        f"caveat_{lang}",
        f"note_{lang}",
    )
    lines = [f"{entry['code']}  {entry[lang]}"]
    return lines + [
        f"  {head}: {entry[name]}" for head, name in zip(heads, names, strict=True) if entry[name]
    ]
