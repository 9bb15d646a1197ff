"""``riskcast explain``."""

from __future__ import annotations

import click

from riskcast.cli.codes import Meaning, meanings
from riskcast.cli.lines import line_width


@click.command()
@click.argument("codes", nargs=-1, metavar="[CODE]...")
def explain(codes: tuple[str, ...]) -> None:
    """Say what codes such as RC201 mean; without a CODE, list them.

    Findings about files have RC0xx, those about the program RC1xx, checks of schedule health RC2xx, those about
    money RC3xx.
    """
    from riskcast.analysis.health.order import RULES
    from riskcast.analysis.health.rule import Rule
    from riskcast.cli.explain_text import list_codes, say_meaning, say_rule
    from riskcast.errors import did_you_mean

    known: dict[str, Rule | Meaning] = {**meanings(), **{rule.code: rule for rule in RULES}}
    if not codes:
        click.echo(list_codes(known.values(), line_width()))
        return
    wanted = [code.strip().upper() for code in codes]
    for code in wanted:
        if code not in known:
            digits = code.replace("O", "0").replace("I", "1")  # letters that look like digits
            hint = did_you_mean(digits if digits in known else code, list(known)) or "riskcast explain lists all codes"
            raise click.UsageError(f"there is no code {code!r}; {hint}")
    texts = []
    for code in dict.fromkeys(wanted):
        found = known[code]
        texts.append(say_rule(found, line_width()) if isinstance(found, Rule) else say_meaning(found))
    click.echo("\n\n".join(texts))
