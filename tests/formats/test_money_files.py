"""The sections of money: read from YAML, tables and workbooks, mapped from foreign ledgers, and written again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from riskcast.errors import Finding, InvalidInput
from riskcast.formats import load
from riskcast.formats.columns import COLUMNS
from riskcast.formats.exported import exported_day, plain_number
from riskcast.formats.raw import SECTIONS
from riskcast.formats.save import save_program
from riskcast.formats.schema import json_schema
from riskcast.model.benefit import Benefit
from riskcast.model.capitalisation import CapitalRule, parse_steps
from riskcast.model.cost import CostLine, Instalment, Spread
from riskcast.model.estimate import Estimate
from riskcast.model.fiscal import Finance, Fiscal, Period, YearBudget
from riskcast.model.ledger import Actual, ActualKind, Change, ChangeStatus, Commitment
from riskcast.model.price import Currency, PriceIndex
from riskcast.model.program import Program, Project, Targets
from riskcast.model.resource import Resource, ResourceKind
from riskcast.model.risk import Impact, Response, Risk

from .conftest import WriteProgram
from .test_starter_and_schema import problems
from .xlsx import Cell, write_xlsx

HEAD = """\
riskcast: 1
id: demo
start: 2027-01-04
data_date: 2027-04-01
calendar: office
calendars: {office: {week: {mon-fri: "08:00-16:00"}}}
projects: {P: {}, Q: {}}
"""
TASKS = "id,project,duration,kind,predecessors,distribution,low,high\nA,P,20d,,,uniform,20d,30d\n"
TASKS += "GO,P,,milestone,A,,,\nB,Q,10d,,,,,\n"


def findings(path: Path) -> list[Finding]:
    with pytest.raises(InvalidInput) as caught:
        load(path)
    return list(caught.value.findings)


def told(path: Path) -> list[str]:
    """Return file, line and code of every finding."""
    return [f"{Path(f.where).name} {f.code}" for f in findings(path)]


def estimate(text: str) -> Estimate:
    return Estimate.parse(text)


def full_program(tmp_path: Path, write_program: WriteProgram) -> Program:
    """Return a program in which every field of money differs from its default."""
    plain = load(write_program(program=HEAD, tasks=TASKS)).program
    targets = Targets(
        finish=dt.date(2028, 1, 31), budget=1e6, contingency=5e4, management_reserve=1e4, authorised=250000.5
    )
    line = CostLine(
        id="L1",
        task="A",
        project="P",
        name="=Steel",
        fixed=estimate("triangular(1000, 2000, 4000)"),
        per_day=estimate("12.1250"),
        per_calendar_day=estimate("3"),
        quantity=estimate("uniform(1, 3)"),
        per_unit=estimate("pert(10, 20, 40)"),
        instalments=(Instalment(at="A", share=1 / 3), Instalment(at="GO", share=2 / 3)),
        commit="GO",
        payment_days=30.5,
        currency="USD",
        category="steel",
        treatment="rule",
        index="prices",
        supplier="'Smith; Sons",
        budget=12345.67,
        remaining=estimate("uniform(1k, 2k)"),
        double_running=True,
        note="first\nsecond",
        tags={"cc": "0012", "wbs": "+1"},
    )
    placed = CostLine(id="L2", begin="A", end="2027-12-31", fixed=estimate("10k"), spread=Spread.S, project="Q")
    return plain.replace(
        projects=(
            Project(id="P", treatment="rule", targets=Targets(budget=6e5, contingency=1.0, authorised=2.0)),
            Project(id="Q", treatment="capex", targets=Targets(budget=350_000.0)),
        ),
        resources=(
            Resource(
                id="R",
                kind=ResourceKind.MATERIAL,
                per_unit=estimate("uniform(1, 2)"),
                currency="USD",
                category="steel",
                treatment="opex",
                index="none",
                supplier="S",
                payment_days=14,
            ),
            Resource(id="W", per_hour=estimate("120")),
        ),
        costs=(line, placed),
        indices=(
            PriceIndex(
                id="prices",
                name="Prices",
                rate=estimate("triangular(2%, 3%, 6%)"),
                base=dt.date(2026, 12, 1),
                volatility=0.0225,
                categories=("steel",),
                note="n",
            ),
        ),
        currencies=(Currency(id="USD", rate=estimate("1.0850"), volatility=0.08, hedged=0.5, note="bank"),),
        capitalisation=(
            CapitalRule(
                id="rule",
                name="Software",
                steps=parse_steps("opex until A; capex until GO; opex"),
                capital_share=0.8,
                in_service="GO",
                life_years=5,
                note="n",
            ),
        ),
        actuals=(
            Actual(
                date=dt.date(2027, 3, 31),
                amount=-12.125,
                line="L1",
                task="A",
                project="P",
                kind=ActualKind.ACCRUAL,
                paid=dt.date(2027, 4, 1),
                currency="USD",
                rate=1.085,
                commitment="PO1",
                category="steel",
                treatment="capex",
                supplier="S",
                document="=4711",
                note="n",
                tags={"cc": "7"},
            ),
            Actual(date=dt.date(2027, 1, 5), amount=100, project="Q"),
        ),
        commitments=(
            Commitment(
                id="PO1",
                line="L1",
                date=dt.date(2027, 2, 1),
                amount=5000.25,
                currency="USD",
                rate=1.0625,
                supplier="S",
                note="n",
                tags={"cc": "8"},
            ),
        ),
        changes=(
            Change(
                id="C1",
                name="More steel",
                date=dt.date(2027, 2, 2),
                status=ChangeStatus.APPROVED,
                amount=-100,
                project="P",
                line="L1",
                note="n",
                tags={"board": "7"},
            ),
        ),
        budgets=(
            YearBudget(fiscal_year="FY27", amount=999_900.0),
            YearBudget(fiscal_year="FY27", project="P", treatment="opex", amount=5.5),
        ),
        periods=(
            Period(id="P01", start=dt.date(2026, 12, 1), end=dt.date(2027, 6, 30), fiscal_year="FY27", quarter="Q1"),
            Period(id="P02", start=dt.date(2027, 7, 1), end=dt.date(2028, 1, 31), fiscal_year="FY27"),
        ),
        benefits=(
            Benefit(id="B1", name="Saved", start="GO", per_year=estimate("1m"), years=2.5, ramp_months=6, note="n"),
            Benefit(id="B2", start="GO", per_year=estimate("1m"), until=dt.date(2030, 1, 1)),
        ),
        risks=(
            Risk(
                id="R1",
                probability=0.5,
                impacts=(Impact(project="P", cost=estimate("1k"), treatment="rule"),),
                response=Response(
                    probability=0.25, impacts=(Impact(project="P", cost=estimate("500"), treatment="opex"),)
                ),
            ),
        ),
        fiscal=Fiscal(first_month="apr", pattern="4-4-5", week_ends="fri", year_ends="nearest", named_after="start"),
        finance=Finance(treatment="capex", discount_rate=0.0725, threshold=0.1),
        targets=targets,
    )


@pytest.fixture
def full(tmp_path: Path, write_program: WriteProgram) -> Program:
    return full_program(tmp_path, write_program)


MONEY = ("costs", "indices", "currencies", "capitalisation", "actuals", "commitments", "changes", "budgets", "periods")


def test_a_program_with_every_field_of_money_comes_back_equal(tmp_path: Path, full: Program) -> None:
    save_program(full, tmp_path / "out")
    again = load(tmp_path / "out").program
    for section in type(full).model_fields:
        assert getattr(again, section) == getattr(full, section), section


def test_that_program_leaves_no_field_of_money_out(full: Program) -> None:
    for section in (*MONEY, "benefits", "fiscal", "finance"):
        entities = getattr(full, section)
        entities = entities if isinstance(entities, tuple) else (entities,)
        for name, field in type(entities[0]).model_fields.items():
            usual = None if field.is_required() else field.get_default(call_default_factory=True)
            assert any(getattr(entity, name) != usual for entity in entities), f"{section}.{name}"


def test_every_field_of_an_entity_of_money_is_a_column(full: Program) -> None:
    for section in (*MONEY, "benefits", "resources"):
        fields = set(type(getattr(full, section)[0]).model_fields) - {"tags"}
        assert fields == set(COLUMNS[section])


def test_a_saved_program_of_money_satisfies_the_schema(tmp_path: Path, full: Program) -> None:
    save_program(full, tmp_path / "out")
    assert problems((tmp_path / "out" / "program.yaml").read_text()) == []
    assert set(SECTIONS) <= set(json_schema()["properties"])


YAML = """
targets: {budget: 1m, contingency: 100k, management_reserve: 50k, authorised: 400k}
fiscal: {first_month: APR, pattern: 4-4-5}
finance: {treatment: OPEX, discount_rate: 0.07}
indices:
  steel: {rate: 3%, categories: [steel, pipes]}
currencies:
  USD: {rate: "triangular(0.85, 0.92, 1.02)", volatility: 0.08}
capitalisation:
  software: {steps: [opex until A, Capex until GO, opex], life_years: 5}
costs:
  L1: {task: A, fixed: 10k, currency: USD, spread: S, category: steel, treatment: CAPEX, tags: {cc: 0012}}
  L2: {begin: A, end: 2027-12-31, fixed: 5k, category: pipes, instalments: {A: 30%, GO: 70%}}
  L3: {project: Q, quantity: 3, per_unit: 1.5k, instalments: [B 40%, GO 60%]}
actuals:
  - {date: 2027-03-31, amount: 1200.5, line: L1, kind: Accrual}
budgets:
  - {fiscal_year: FY27, amount: 1m}
benefits:
  B1: {start: GO, per_year: 250k, years: 3}
ledger:
"""


def test_yaml_reads_every_section_and_takes_lists_and_mappings_for_instalments(write_program: WriteProgram) -> None:
    program = load(write_program(program=HEAD, extra=YAML, tasks=TASKS)).program
    assert program.targets == Targets(budget=1e6, contingency=1e5, management_reserve=5e4, authorised=4e5)
    assert (program.fiscal.first_month, program.fiscal.pattern) == ("apr", "4-4-5")
    assert (program.finance.treatment, program.finance.discount_rate) == ("opex", 0.07)
    first, second, third = program.costs
    assert (first.spread, first.treatment, first.tags) == (Spread.S, "capex", {"cc": "0012"})
    assert second.instalments == (Instalment(at="A", share=0.3), Instalment(at="GO", share=0.7))
    assert third.instalments == (Instalment(at="B", share=0.4), Instalment(at="GO", share=0.6))
    assert str(program.capitalisation[0].steps[1]) == "capex until GO"
    assert program.indices[0].categories == ("steel", "pipes")
    assert program.actuals[0].kind is ActualKind.ACCRUAL
    assert program.actuals[0].amount == 1200.5


def test_a_single_file_with_money_satisfies_the_schema() -> None:
    ledger = "ledger: {file: a.csv, columns: {date: Date, amount: Sum, tag.cc: Centre}, lines: {W1: L1}, decimal: ','}"
    text = HEAD + YAML.replace("ledger:\n", ledger)
    for word in ("APR", "OPEX", "CAPEX", "Accrual", "spread: S"):
        text = text.replace(word, word.lower())
    assert problems(text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("spread: s", "spread: sideways"),
        ("kind: accrual", "kind: guess"),
        ("first_month: apr", "first_month: april"),
        ("contingency", "contingenzy"),
        ("amount: Sum", "amonut: Sum"),
        ("amount: 1200.5", "amonut: 1200.5"),
        ("volatility: 0.08", "volatility: 8"),
        ("decimal: ','", "decimal: ';'"),
    ],
)
def test_the_schema_sees_mistakes_about_money(old: str, new: str) -> None:
    ledger = "ledger: {file: a.csv, columns: {date: Date, amount: Sum}, decimal: ','}"
    text = HEAD + YAML.replace("ledger:\n", ledger)
    for word in ("APR", "OPEX", "CAPEX", "Accrual", "spread: S"):
        text = text.replace(word, word.lower())
    assert old in text
    assert problems(text.replace(old, new, 1))


def test_findings_about_money_name_file_and_line_and_come_all_at_once(write_program: WriteProgram) -> None:
    costs = "id,task,fixed,spread,instalments,payment_days,tag.cc\n"
    costs += "L1,A,5d,linear,,,\nL2,A,1.234,,,,\nL3,A,10k,sideways,,,\n"
    costs += 'L4,A,10k,,A 30%; GO 60%,,\nL5,A,10k,,,30d,\nL6,A,10k,,"A 30%, GO 70%",,7\n'
    actuals = "date,amount,line\n31.03.2027,100,L1\n2027-03-31,100,L9\n"
    currencies = "id,rate,hedged\nusd,0.92,\nGBP,1.1,50%\n"
    path = write_program(program=HEAD, tasks=TASKS, costs=costs, actuals=actuals, currencies=currencies)
    assert told(path) == [
        "actuals.csv:2 RC012",
        "actuals.csv:3 RC138",
        "costs.csv:2 RC124",
        "costs.csv:3 RC012",
        "costs.csv:4 RC012",
        "costs.csv:5 RC012",
        "costs.csv:6 RC012",
        "costs.csv:7 RC012",
        "currencies.csv:2 RC012",
        "currencies.csv:3 RC012",
    ]
    by_place = {Path(f.where).name: f for f in findings(path)}
    assert by_place["currencies.csv:2"].message == "'usd' is not a currency"
    assert by_place["currencies.csv:3"].remedy == "it is a fraction: write 0.5"
    assert by_place["costs.csv:5"].message == "instalments add up to 90 %"
    assert "write CONTRACT 30%; DELIVERED 70%" in str(by_place["costs.csv:7"])
    assert by_place["costs.csv:6"].remedy == "write calendar days as a number such as 30"


def test_unknown_fields_of_the_settings_are_told_with_their_line(write_program: WriteProgram) -> None:
    extra = "fiscal: {first_moth: apr}\nfinance: {discount_rate: 7%}\ntargets: {budgte: 1m}\n"
    path = write_program(program=HEAD, tasks=TASKS, extra=extra)
    assert told(path) == ["program.yaml:8 RC010", "program.yaml:9 RC012", "program.yaml:10 RC010"]
    assert findings(path)[1].remedy == "it is a fraction: write 0.07"


def test_a_missing_required_cell_is_told_once(write_program: WriteProgram) -> None:
    tables = {"benefits": "id,start,per_year,years\nB,GO,,3\n", "indices": "id,rate\nI,three\n"}
    assert told(write_program(program=HEAD, tasks=TASKS, **tables)) == ["benefits.csv:2 RC011", "indices.csv:2 RC012"]


def test_observed_values_count_in_every_estimate_of_money(write_program: WriteProgram) -> None:
    folder = write_program(
        program=HEAD,
        tasks=TASKS,
        observed="price,rise\n1.5,2%\n2.5,4%\n",
        costs='id,task,quantity,per_unit\nL1,A,2,"empirical(observed.csv, price)"\n',
        indices='id,rate\nI,"empirical(observed.csv, rise)"\n',
        currencies='id,rate\nUSD,"empirical(observed.csv, price)"\n',
        resources='id,per_hour\nR,"empirical(observed.csv, price)"\n',
        benefits='id,start,per_year,years\nB,GO,"empirical(observed.csv, price)",1\n',
    )
    program = load(folder).program
    found = [program.costs[0].per_unit, program.indices[0].rate, program.currencies[0].rate]
    found += [program.resources[0].per_hour, program.benefits[0].per_year]
    assert [len(e.args) if e is not None else 0 for e in found] == [2] * 5
    (folder / "currencies.csv").write_text('id,rate\nUSD,"empirical(observed.csv, prize)"\n')
    assert told(folder) == ["currencies.csv:2 RC019"]


def test_a_workbook_reads_every_section_of_money(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    write_xlsx(book, workbook())
    program = load(book).program
    assert program.targets.contingency == 1e5
    assert program.fiscal.first_month == "apr"
    assert program.projects[0].targets.authorised == 5.0
    assert program.costs[0].tags == {"cc": "12"}
    assert (program.costs[0].begin, program.costs[0].end) == ("A", "2027-12-31")
    assert program.currencies[0].rate == estimate("1.0850")
    assert program.actuals[0] == Actual(date=dt.date(2027, 3, 31), amount=-12.125, line="L1")
    assert program.checks.thresholds == {"RC201": 10.0}


def workbook(**more: list[list[Cell]]) -> dict[str, list[list[Cell]]]:
    program: list[list[Cell]] = [["key", "value"], ["riskcast", 1], ["id", "demo"], ["start", dt.date(2027, 1, 4)]]
    program += [["data_date", dt.date(2027, 4, 1)], ["calendar", "office"], ["targets.contingency", "100k"]]
    program += [["fiscal.first_month", "apr"], ["checks.thresholds.RC201", 10], *more.pop("program", [])]
    sheets: dict[str, list[list[Cell]]] = {
        "program": program,
        "calendars": [["id", "mon-fri"], ["office", "08:00-16:00"]],
        "projects": [["id", "treatment", "targets.authorised"], ["P", "CAPEX", 5]],
        "tasks": [["id", "duration"], ["A", "5d"]],
        "costs": [["id", "begin", "end", "fixed", "tag.cc"], ["L1", "A", dt.date(2027, 12, 31), 1000, 12]],
        "currencies": [["id", "rate"], ["USD", 1.085]],
        "actuals": [["date", "amount", "line"], [dt.date(2027, 3, 31), -12.125, "L1"]],
    }
    return sheets | more


def test_a_finding_about_a_cell_of_money_names_it(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    rows: list[list[Cell]] = [["id", "steps", "life_years"], ["R", "opex until A; capex until Z", "five"]]
    write_xlsx(book, workbook(capitalisation=rows, program=[["finance.discount_rate", 7]]))
    places = {Path(f.where).name: f.code for f in findings(book)}
    assert places == {"book.xlsx!program!B10": "RC012", "book.xlsx!capitalisation!B2": "RC012"} | {
        "book.xlsx!capitalisation!C2": "RC012"
    }


# The ledger: a foreign file of actuals.

LEDGER = """\
costs: {L1: {task: A, fixed: 10k}, L2: {task: B, fixed: 10k}}
ledger:
  file: actuals-export.csv
  columns: {date: Posting date, amount: Amount, line: WBS, document: Doc, tag.cc: Centre}
  lines: {W-1: L1}
"""
SAP = """\
Export of today,,,,
Posting date,WBS,Amount,Doc,Centre
2027-03-30,W-1,"1,234.56",4711,0012
2027-03-31 00:00:00,L2,(50.00),4712,
2027-03-31,L2,50.25-,4713,

"""


def with_ledger(write_program: WriteProgram, text: str | bytes, ledger: str = LEDGER) -> Path:
    folder = write_program(program=HEAD, tasks=TASKS, extra=ledger)
    (folder / "actuals-export.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_a_foreign_csv_file_becomes_actuals(write_program: WriteProgram) -> None:
    loaded = load(with_ledger(write_program, SAP))
    assert [(a.date.isoformat(), a.amount, a.line, a.document, a.tags) for a in loaded.program.actuals] == [
        ("2027-03-30", 1234.56, "L1", "4711", {"cc": "0012"}),
        ("2027-03-31", -50.0, "L2", "4712", {}),
        ("2027-03-31", -50.25, "L2", "4713", {}),
    ]
    assert [f.code for f in loaded.findings] == []


def test_its_rows_come_after_those_of_the_section(write_program: WriteProgram) -> None:
    folder = with_ledger(write_program, SAP)
    (folder / "actuals.csv").write_text("date,amount,line\n2027-01-05,7,L1\n")
    assert [a.amount for a in load(folder).program.actuals] == [7.0, 1234.56, -50.0, -50.25]


def test_semicolons_a_byte_order_mark_decimal_commas_and_german_dates_are_read(write_program: WriteProgram) -> None:
    ledger = LEDGER + "  decimal: ','\n  dates: '%d.%m.%Y'\n"
    text = "\ufeffposting DATE;WBS;Amount;Doc;Centre\r\n31.03.2027;W-1;1.234,56;1;\r\n01.02.2027;L2;1.234;2;\r\n"
    actuals = load(with_ledger(write_program, text, ledger)).program.actuals
    assert [(a.date, a.amount) for a in actuals] == [(dt.date(2027, 3, 31), 1234.56), (dt.date(2027, 2, 1), 1234.0)]


def test_everything_wrong_in_a_foreign_file_is_told_at_once_with_its_line(write_program: WriteProgram) -> None:
    rows = ["31.03.2027,W-1,100,1,", "2027-03-31,W-9,100,2,", "2027-03-31,L1,1.234,3,", '2027-03-31,L1,"1.234,56",4,']
    rows += ["2027-04-02,L1,5,5,", ",L1,5,6,", "2027-03-31,,5,7,"]
    text = "Posting date,WBS,Amount,Doc,Centre\n" + "\n".join(rows) + "\n"
    path = with_ledger(write_program, text)
    assert told(path) == [
        "actuals-export.csv:2 RC012",
        "actuals-export.csv:3 RC138",
        "actuals-export.csv:4 RC012",
        "actuals-export.csv:5 RC012",
        "actuals-export.csv:6 RC305",
        "actuals-export.csv:7 RC011",
        "actuals-export.csv:8 RC310",
    ]
    words = [str(finding) for finding in findings(path)]
    assert 'dates: "%d.%m.%Y"' in words[0]
    assert "two ways" in words[2]
    assert "decimal: ','" in words[3]


def test_thousands_of_bad_cells_are_summed_up(write_program: WriteProgram) -> None:
    text = "Posting date,WBS,Amount,Doc,Centre\n" + "2027-03-31,L1,n/a,1,\n" * 500
    wrong = findings(with_ledger(write_program, text))
    assert len(wrong) == 21
    assert any("480 more cells" in finding.message for finding in wrong)


@pytest.mark.parametrize(
    ("ledger", "place"),
    [
        ("ledger: actuals.csv\n", "program.yaml:8 RC013"),
        ("ledger: {columns: {date: D, amount: A}}\n", "program.yaml:8 RC011"),
        ("ledger: {file: x.csv, columns: {date: D}}\n", "program.yaml:8 RC011"),
        ("ledger: {file: x.csv, columns: {date: D, amount: A, lien: L}}\n", "program.yaml:8 RC010"),
        ("ledger: {file: x.csv, columns: {date: D, amount: A}}\n", "program.yaml:8 RC019"),
        ("ledger: {file: x.csv, columns: {date: D, amount: A}, decimal: ';'}\n", "program.yaml:8 RC012"),
        ("ledger: {file: x.csv, columns: {date: D, amount: A}, dates: dd.mm.yyyy}\n", "program.yaml:8 RC012"),
        ("ledger: {file: x.csv, columns: {date: D, amount: A}, shet: S}\n", "program.yaml:8 RC010"),
        ("ledger: {file: x.csv, columns: [D, A]}\n", "program.yaml:8 RC013"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_told_with_its_line(
    write_program: WriteProgram, ledger: str, place: str
) -> None:
    assert place in told(write_program(program=HEAD, tasks=TASKS, extra=ledger))


def test_a_column_that_the_file_lacks_is_told_where_its_header_stands(write_program: WriteProgram) -> None:
    path = with_ledger(write_program, SAP.replace("Amount", "Amount EUR").replace("WBS", "Doc"))
    assert told(path) == ["actuals-export.csv:2 RC003", *["actuals-export.csv:2 RC011"] * 2]
    assert "did you mean 'Amount EUR'?" in [f.remedy for f in findings(path)]


def test_a_foreign_workbook_becomes_actuals_and_its_findings_name_cells(write_program: WriteProgram) -> None:
    ledger = LEDGER.replace("actuals-export.csv", "export.xlsx\n  sheet: data\n  decimal: ','")
    folder = write_program(program=HEAD, tasks=TASKS, extra=ledger)
    head: list[Cell] = ["Centre", "Posting date", "Amount", "WBS", "Doc"]
    good: list[list[Cell]] = [head, ["0012", dt.date(2027, 3, 31), 1234.125, "W-1", 4711]]
    text: list[Cell] = [None, "2027-03-31", "1.234,50", "L2", None]
    write_xlsx(folder / "export.xlsx", {"notes": [["nothing"]], "Data": [*good, text]})
    actuals = load(folder).program.actuals
    assert [(a.amount, a.line, a.document) for a in actuals] == [(1234.125, "L1", "4711"), (1234.5, "L2", "")]
    bad: list[list[Cell]] = [[None, "soon", "#REF!", "L7", None]]
    write_xlsx(folder / "export.xlsx", {"Data": [*good, *bad]})
    assert sorted(told(folder)) == [
        "export.xlsx!Data!B3 RC012",
        "export.xlsx!Data!C3 RC012",
        "export.xlsx!Data!D3 RC138",
    ]
    write_xlsx(folder / "export.xlsx", {"Sheet1": good})
    assert told(folder) == ["program.yaml:11 RC019"]


def test_a_workbook_maps_a_ledger_in_dotted_keys(tmp_path: Path) -> None:
    keys: list[list[Cell]] = [["ledger.file", "x.csv"], ["ledger.columns.date", "D"], ["ledger.columns.amount", "A"]]
    keys += [["ledger.columns.line", "L"], ["ledger.lines.W1", "L1"]]
    (tmp_path / "x.csv").write_text("D,A,L\n2027-03-31,5,W1\n")
    write_xlsx(tmp_path / "book.xlsx", workbook(program=keys))
    assert [a.amount for a in load(tmp_path / "book.xlsx").program.actuals] == [-12.125, 5.0]
    write_xlsx(tmp_path / "book.xlsx", workbook(program=[*keys, ["ledger.columns.lien", "L"]]))
    assert told(tmp_path / "book.xlsx") == ["book.xlsx!program!B15 RC010"]


@pytest.mark.parametrize(
    ("text", "decimal", "plain"),
    [
        ("1,234.56", None, "1234.56"),
        ("1,234,567", None, "1234567"),
        ("1.234,56", ",", "1234.56"),
        ("1.234", ",", "1234"),
        ("1,234", ",", "1.2340"),
        ("1.234", ".", "1.2340"),
        ("(1,234.56)", None, "-1234.56"),
        ("1234.56-", None, "-1234.56"),
        ("- 12", None, "-12"),
        ("\u22125", None, "-5"),
        ("+5", None, "5"),
        ("1 234,50", ",", "1234.50"),
        ("1\u00a0234\u202f567.5", None, "1234567.5"),
        ("1'234.50", None, "1234.50"),
        ("0,5", ",", "0.5"),
        (".5", None, "0.5"),
    ],
)
def test_exported_numbers_are_read_as_they_are_meant(text: str, decimal: str | None, plain: str) -> None:
    assert plain_number(text, decimal) == plain


@pytest.mark.parametrize(
    ("text", "decimal"),
    [
        *[(text, None) for text in ("1.234", "1.234,56", "12,34", "1,23.4", "0,234", "EUR 5", "5 S", "", "-", "(5-)")],
        *[(text, None) for text in ("--5", "1,234 567", "1e5", "1.2.3", "\u0661")],
        *[(text, ",") for text in ("1,234.56", "1,2,3", "12.34")],
    ],
)
def test_what_could_be_meant_in_two_ways_or_none_is_refused(text: str, decimal: str | None) -> None:
    with pytest.raises(ValueError, match="ledger"):
        plain_number(text, decimal)


def test_exported_dates_are_iso_or_in_the_stated_format() -> None:
    assert exported_day("2027-03-31T10:00", None) == dt.date(2027, 3, 31)
    assert exported_day("31/03/27", "%d/%m/%y") == dt.date(2027, 3, 31)
    assert exported_day("2027-03-31", "%d/%m/%y") == dt.date(2027, 3, 31)
    for text in ("03/31/27", "31.03.27", "tomorrow"):
        with pytest.raises(ValueError, match="dates:"):
            exported_day(text, "%d/%m/%y")
