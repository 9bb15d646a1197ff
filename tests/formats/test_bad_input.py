"""Every mistake is reported with its place, what is wrong, and what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from riskcast.errors import InvalidInput
from riskcast.formats import load

from .conftest import PROGRAM, WriteProgram


class Case(NamedTuple):
    """One mistake in the files of a program."""

    name: str
    files: dict[str, str]
    where: str
    message: str
    remedy: str


def tasks(*rows: str, header: str = "id,name,duration,predecessors") -> dict[str, str]:
    return {"tasks": "\n".join((header, *rows)) + "\n"}


def risks(*rows: str, header: str = "id,name,probability,tasks,delay,cost") -> dict[str, str]:
    return {"risks": "\n".join((header, *rows)) + "\n"}


def change(old: str, new: str) -> dict[str, str]:
    assert old in PROGRAM
    return {"program": PROGRAM.replace(old, new)}


UNLINKED = tasks("A,x,5d,", "B,y,5d,")
POINTS = "id,duration,distribution,low,likely,high"

CASES = [
    # program.yaml
    Case("no version", change("riskcast: 1\n", ""), "program.yaml:1", "version of the file format", "riskcast: 1"),
    Case("wrong version", change("riskcast: 1", "riskcast: 2"), "program.yaml:1", "format '2'", "newer riskcast"),
    Case("no id", change("id: demo\n", ""), "program.yaml:1", "'id' is missing", "add id:"),
    Case("no start", change("start: 2027-01-04\n", ""), "program.yaml:1", "'start' is missing", "add start: 2027"),
    Case("bad date", change("2027-01-04", "04.01.2027"), "program.yaml:3", "'04.01.2027' is not a date", "YYYY-MM-DD"),
    Case("no such day", change("2027-01-04", "2027-02-30"), "program.yaml:3", "'2027-02-30' is not a date", ""),
    Case("misspelt field", change("start:", "strat:"), "program.yaml:3", "unknown field 'strat'", "'start'?"),
    Case("currency", {"extra": "currency: euro\n"}, "program.yaml:9", "'euro' is not a currency", "ISO 4217"),
    Case("confidence", {"extra": "confidence: 0.8\n"}, "program.yaml:9", "'0.8' is not a whole number", "write 80"),
    Case("confidence %", {"extra": "confidence: 80%\n"}, "program.yaml:9", "'80%' is not a whole", "without the per"),
    Case("lag calendar", {"extra": "lag_calendar: elapsed\n"}, "program.yaml:9", "'elapsed' is not one of", ""),
    Case(
        "budget", {"extra": "targets:\n  budget: 2 days\n"}, "program.yaml:10", "'2 days' has the unknown unit", "use"
    ),
    Case("budget comma", {"extra": "targets: {budget: '2,5m'}\n"}, "program.yaml:9", "'2,5m' is not", "point: 2.5m"),
    Case("target field", {"extra": "targets: {end: 2028-01-01}\n"}, "program.yaml:9", "unknown field 'end'", "finish"),
    Case("default calendar", change("calendar: office", "calendar: ofice"), "program.yaml:4", "'ofice'", "'office'?"),
    Case("weekday", change("mon-fri", "mon-fry"), "program.yaml:6", "'mon-fry' is not a weekday", "use mon"),
    Case("shift", change("08:00-12:00", "8-12"), "program.yaml:6", "'8' is not a time of day", ""),
    Case("night shift", change("13:00-17:00", "22:00-06:00"), "program.yaml:6", "cannot cross midnight", "split it"),
    Case(
        "no week",
        change('{week: {mon-fri: "08:00-12:00, 13:00-17:00"}}', "{name: x}"),
        "program.yaml:6",
        "the week is",
        "week:",
    ),
    Case("idle", change('"08:00-12:00, 13:00-17:00"', "off"), "program.yaml:6", "no working time", "give at least"),
    Case(
        "list for text", change("id: demo", "id: [demo]"), "program.yaml:2", "a list stands where a single", "one value"
    ),
    Case("key twice", {"extra": "id: again\n"}, "program.yaml:9", "'id' stands twice, first in line 2", "keep one"),
    Case("syntax", {"extra": "name: a: b\n"}, "program.yaml:9", "this is not YAML", "colon"),
    Case("tab", {"extra": "targets:\n\tfinish: 2028-01-01\n"}, "program.yaml:10", "not YAML", "not tabs"),
    Case("open quote", {"extra": "name: 'a\n"}, "program.yaml:9", "this is not YAML", "quote"),
    Case("anchor", {"extra": "name: &x a\ndescription: *x\n"}, "program.yaml:9", "anchor &x", "in full"),
    Case("alias", {"extra": "name: &x a\ndescription: *x\n"}, "program.yaml:10", "alias *x", "in full"),
    Case("merge", {"extra": "<<: {name: a}\n"}, "program.yaml:9", "merge key", "in full"),
    Case("tag", {"extra": "name: !!python/object:os.system x\n"}, "program.yaml:9", "tag", "leave it out"),
    Case("documents", {"extra": "---\nid: x\n"}, "program.yaml:9", "more than one document", "keep one"),
    Case("depth", {"extra": f"name: {'[' * 3000}\n"}, "program.yaml:9", "nested too deeply", "brackets"),
    Case("project calendar", change("Core}", "Core, calendar: night}"), "program.yaml:8", "'night'", "known: office"),
    Case(
        "section twice",
        {"extra": "tasks: {X: {duration: 5d}}\n"},
        "tasks.csv:1",
        "'tasks' stands in two places",
        "keep",
    ),
    # tasks.csv
    Case("column", tasks("A,5d", header="id,durration"), "tasks.csv:1", "unknown column 'durration'", "'duration'?"),
    Case(
        "estimate column",
        tasks("A,5d", header="id,estimate"),
        "tasks.csv:1",
        "unknown column 'estimate'",
        "distribution",
    ),
    Case("no id column", tasks("x,5d", header="name,duration"), "tasks.csv:1", "column 'id' is missing", "first row"),
    Case("column twice", tasks("A,5d,6d", header="id,duration,duration"), "tasks.csv:1", "stands twice", "keep one"),
    Case("no id", tasks(",x,5d,"), "tasks.csv:2", "'id' is missing", "add"),
    Case("id twice", tasks("A,x,5d,", "A,y,5d,"), "tasks.csv:3", "id 'A' is used twice", "its own id"),
    Case("id comma", tasks('"A,B",x,5d,'), "tasks.csv:2", "'A,B' is not an id", "without comma"),
    Case("no unit", tasks("A,x,20,"), "tasks.csv:2", "'20' has no time unit", "20d"),
    Case("bad unit", tasks("A,x,20days,"), "tasks.csv:2", "unknown unit 'days'", "write 20d"),
    Case("comma", tasks('A,x,"2,5d",'), "tasks.csv:2", "'2,5d' is not a duration", "point: 2.5d"),
    Case("negative", tasks("A,x,-2d,"), "tasks.csv:2", "-2d is negative", "start at 0"),
    Case("no duration", tasks("A,x,,"), "tasks.csv:2", "no duration", "milestone"),
    Case("too many cells", tasks("A,x,5d,,oops"), "tasks.csv:2", "'oops' stands in column 5", "quotes"),
    Case("open quote", tasks('A,"x,5d,', "B,y,5d,"), "tasks.csv:2", "this is not CSV", "quote"),
    Case("excel error", tasks("A,#NAME?,5d,"), "tasks.csv:2", "spreadsheet error #NAME?", "formula"),
    Case("kind", tasks("A,mile-stone,", header="id,kind,duration"), "tasks.csv:2", "'mile-stone'", "'milestone'?"),
    Case(
        "milestone", tasks("A,milestone,5d", header="id,kind,duration"), "tasks.csv:2", "milestone has no dur", "blank"
    ),
    Case(
        "calendar", tasks("A,5d,offce", header="id,duration,calendar"), "tasks.csv:2", "calendar 'offce'", "'office'?"
    ),
    Case("project", tasks("A,5d,COER", header="id,duration,project"), "tasks.csv:2", "project 'COER'", "'CORE'?"),
    Case(
        "unknown predecessor", tasks("Build,x,5d,", "B,y,5d,Biuld"), "tasks.csv:3", "unknown task 'Biuld'", "'Build'?"
    ),
    Case("glued lag", tasks("A,x,5d,", "B,y,5d,A+3d"), "tasks.csv:3", "'A+3d' is not a task", "A +3d"),
    Case("glued type", tasks("A,x,5d,", "B,y,5d,ASS+3d"), "tasks.csv:3", "'ASS+3d' is not a task", "A SS+3d"),
    Case("lag unit", tasks("A,x,5d,", "B,y,5d,A FS+3"), "tasks.csv:3", "the lag '+3' has no time unit", "SS+5d"),
    Case("itself", tasks("A,x,5d,A"), "tasks.csv:2", "'A' depends on itself", "delete"),
    Case("twice", tasks("A,x,5d,", "B,y,5d,A; A FS+1d"), "tasks.csv:3", "stands twice", "keep one"),
    Case("circle", tasks("A,x,5d,C", "B,y,5d,A", "C,z,5d,B"), "tasks.csv:2", "circle: A -> B -> C -> A", "turn round"),
    Case(
        "actual order",
        tasks("A,5d,2027-01-05,2027-01-04", header="id,duration,actual_start,actual_finish")
        | {"extra": "data_date: 2027-02-01\n"},
        "tasks.csv:2",
        "before it started",
        "one of the dates",
    ),
    Case(
        "future",
        tasks("A,5d,2027-03-05", header="id,duration,actual_start") | {"extra": "data_date: 2027-02-01\n"},
        "tasks.csv:2",
        "lies after the data date (2027-02-01)",
        "only the past",
    ),
    Case(
        "remaining",
        tasks("A,5d,2027-01-04,2d", header="id,duration,actual_finish,remaining"),
        "tasks.csv:2",
        "yet 2d remain",
        "delete",
    ),
    Case(
        "constraint", tasks("A,5d,soon", header="id,duration,start_on"), "tasks.csv:2", "'soon' is not a date", "YYYY"
    ),
    Case("months", tasks("A,x,3 months,"), "tasks.csv:2", "unknown unit 'months'", "days or weeks"),
    Case("million days", tasks("A,x,3m,"), "tasks.csv:2", "'3m' is no duration, because m means million", "min, h, d"),
    Case("no number", tasks("A,x,soon,"), "tasks.csv:2", "'soon' is not a duration", "example 20d, 3w, 40h or 90min"),
    Case("commas", tasks("A,x,5d,", "B,y,5d,", 'C,z,5d,"A, B"'), "tasks.csv:4", "'A, B' is not a", "semicolons: A; B"),
    Case("bare lag", tasks("A,x,5d,", "B,y,5d,A SF3"), "tasks.csv:3", "nor a link to 'A'", "for example A SF+3d"),
    Case("case of an id", tasks("AB,x,5d,", "Ab1,y,5d,", "C,y,5d,ab"), "tasks.csv:4", "unknown task 'ab'", "'AB'?"),
    # estimates
    Case("typo", tasks("A,20d,perrt,15d,,30d", header=POINTS), "tasks.csv:2", "distribution 'perrt'", "mean 'pert'?"),
    Case("point", tasks("A,20d,pert,3m,,30d", header=POINTS), "tasks.csv:2", "'3m' is no duration", "min, h, d, w"),
    Case(
        "blank likely",
        tasks("A,50d,pert,15d,,45d", header=POINTS),
        "tasks.csv:2",
        "most likely (50d, the planned duration) is above high (45d)",
        "",
    ),
    Case("no distribution", tasks("A,20d,,15d,,30d", header=POINTS), "tasks.csv:2", "low and high given", "write pert"),
    Case(
        "order",
        tasks("A,20d,pert,15d,30d,25d", header=POINTS),
        "tasks.csv:2",
        "most likely (30d) is above high (25d)",
        "",
    ),
    Case(
        "order %",
        tasks("A,20d,triangular,110%,,140%", header=POINTS),
        "tasks.csv:2",
        "low (110%) is above most likely (20d, the planned duration)",
        "",
    ),
    Case(
        "no high", tasks("A,20d,pert,15d,,", header=POINTS), "tasks.csv:2", "pert needs a value in the column high", ""
    ),
    Case("uniform", tasks("A,20d,uniform,15d,20d,25d", header=POINTS), "tasks.csv:2", "no likely value", "blank"),
    Case("both", tasks('A,20d,"pert(1d,2d,3d)",1d,,', header=POINTS), "tasks.csv:2", "is complete", "blank"),
    Case(
        "bare family", tasks("A,20d,lognormal,,,", header=POINTS), "tasks.csv:2", "no parameters", "lognormal(mean=10d"
    ),
    Case("family", tasks("A,20d,trianglar,,,", header=POINTS), "tasks.csv:2", "'trianglar'", "'triangular'?"),
    Case("argument", tasks('A,20d,"pert(1d, 2d)",,,', header=POINTS), "tasks.csv:2", "missing high", ""),
    Case(
        "money",
        tasks('A,20d,"pert(10k, 20k, 30k)",,,', header=POINTS),
        "tasks.csv:2",
        "'10k' is no duration, because k means thousand",
        "durations take min, h, d, w",
    ),
    Case(
        "normal",
        tasks('A,20d,"normal(20d, 8d)",,,', header=POINTS),
        "tasks.csv:2",
        "negative with probability",
        "low=0d",
    ),
    Case("elapsed", tasks('A,20d,"pert(1ed, 2ed, 3ed)",,,', header=POINTS), "tasks.csv:2", "1ed is elapsed time", "ed"),
    Case(
        "percent of nothing", tasks('A,,"pert(80%, 100%, 120%)",,,', header=POINTS), "tasks.csv:2", "no duration", "20d"
    ),
    # costs.csv, dependencies.csv
    Case("thousands", {"costs": 'id,task,fixed\nC1,A,"600,000"\n'}, "costs.csv:2", "'600,000' is not", "write 600000"),
    Case(
        "ambiguous",
        {"costs": "id,task,fixed\nC1,A,600.000\n"},
        "costs.csv:2",
        "'600.000' could mean 600 or 600000",
        "write 600000 or 600",
    ),
    Case(
        "ambiguous range",
        {"costs": 'id,task,fixed\nC1,A,"pert(1.200, 2k, 3k)"\n'},
        "costs.csv:2",
        "'1.200' could mean 1.2 or 1200",
        "write 1200 or 1.2",
    ),
    Case(
        "ambiguous target",
        {"extra": "targets: {budget: 600.000}\n"},
        "program.yaml:9",
        "'600.000' could mean 600 or 600000",
        "write 600000 or 600",
    ),
    Case("no money", {"costs": "id,task,fixed\nC1,A,much\n"}, "costs.csv:2", "'much' is not", "1200.50, 450k or 1.2m"),
    Case("time as cost", {"costs": "id,task,fixed\nC1,A,5d\n"}, "costs.csv:2", "5d is a duration, but money", "450k"),
    Case("cost task", {"costs": "id,task,fixed\nC1,Z,5k\n"}, "costs.csv:2", "unknown task 'Z'", "known: A, B"),
    Case(
        "task cost",
        tasks("A,5d,10%", header="id,duration,fixed_cost"),
        "tasks.csv:2",
        "10% is a percentage",
        "plain numb",
    ),
    Case(
        "type",
        UNLINKED | {"dependencies": "predecessor,successor,type\nA,B,FT\n"},
        "dependencies.csv:2",
        "'FT' is not one of FS, SS",
        "one of these",
    ),
    Case(
        "successor", {"dependencies": "predecessor,successor\nA,\n"}, "dependencies.csv:2", "'successor' is missing", ""
    ),
    Case(
        "lag",
        UNLINKED | {"dependencies": "predecessor,successor,lag\nA,B,2\n"},
        "dependencies.csv:2",
        "'2' has no time unit",
        "2d",
    ),
    # risks.csv
    Case("percent sign", risks("R,x,30 %,A,5d,"), "risks.csv:2", "'30 %' is not a number", "write 0.3"),
    Case("comma list", risks('R,x,0.3,"A, B",5d,'), "risks.csv:2", "'A, B' is not an id", "semicolons: A; B"),
    Case("no such delay", risks("R,x,0.3,A,late,"), "risks.csv:2", "'late' is not a duration", "example 20d"),
    Case("task twice", risks("R,x,0.3,A;B;A,5d,"), "risks.csv:2", "names task 'A' more than once", "once"),
    Case("percent", risks("R,x,30%,A,5d,"), "risks.csv:2", "'30%' is not a number", "write 0.3"),
    Case("above 1", risks("R,x,30,A,5d,"), "risks.csv:2", "30 must be at most 1", "0.3 for 30 %"),
    Case("no probability", risks("R,x,,A,5d,"), "risks.csv:2", "'probability' is missing", "0.3"),
    Case("no effect", risks("R,x,0.3,A,,"), "risks.csv:2", "neither a delay nor a factor nor a cost", "5d"),
    Case("no tasks", risks("R,x,0.3,,5d,"), "risks.csv:2", "names no tasks", "name the tasks"),
    Case("risk task", risks("R,x,0.3,A;Z,5d,"), "risks.csv:2", "unknown task 'Z'", "known: A, B"),
    Case("second row", risks("R,x,0.3,A,5d,", "R,,0.4,B,2d,"), "risks.csv:3", "'0.4' contradicts '0.3'", "blank"),
    Case("second impact", risks("R,x,0.3,A,5d,", "R,,,B,2k,"), "risks.csv:3", "'2k' is no duration", "take min, h"),
    Case("saving", risks("R,x,0.3,A,-5d,"), "risks.csv:2", "-5d is negative", "opportunity"),
]


def located(error: InvalidInput, folder: Path) -> list[tuple[str, str, str]]:
    return [(f.where.removeprefix(f"{folder}/"), f.message, f.remedy) for f in error.findings if f.level == "error"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.where.partition('.')[0]}-{case.name}")
def test_a_mistake_is_reported_once_with_place_message_and_remedy(case: Case, write_program: WriteProgram) -> None:
    folder = write_program(**case.files)
    with pytest.raises(InvalidInput) as caught:
        load(folder)
    found = located(caught.value, folder)
    hits = [f for f in found if f[0] == case.where and case.message in f[1] and case.remedy in f[2]]
    assert len(hits) == 1, "\n".join(map(str, found))
    allowed = 2 if case.name in ("anchor", "alias") else 1
    assert len(found) == allowed, "echoes of the same mistake:\n" + "\n".join(map(str, found))


def test_all_mistakes_of_all_files_are_reported_at_once(write_program: WriteProgram) -> None:
    folder = write_program(
        extra="confidence: high\n",
        tasks="id,duration,predecessors,calendar\nA,20 apples,,\nB,5d,Q,\nC,5d,A,nights\nD,5d,E,\nE,5d,D,\n",
        risks="id,name,probability,tasks,delay\nR1,x,often,A,5d\nR2,y,0.5,Y,5d\n",
        costs="id,task,fixed\nC1,B,1d\n",
    )
    with pytest.raises(InvalidInput) as caught:
        load(folder)
    found = located(caught.value, folder)
    assert [place for place, _, _ in found] == [
        "costs.csv:2",
        "program.yaml:9",
        "risks.csv:2",
        "risks.csv:3",
        "tasks.csv:2",
        "tasks.csv:3",
        "tasks.csv:4",
        "tasks.csv:5",
    ]


def test_no_message_speaks_of_pydantic(write_program: WriteProgram) -> None:
    for case in CASES:
        folder = write_program(**({"program": PROGRAM, "extra": ""} | case.files))
        with pytest.raises(InvalidInput) as caught:
            load(folder)
        text = str(caught.value).lower()
        for word in ("pydantic", "http", "input should", "value error", "type=", "validation"):
            assert word not in text
        for file in folder.iterdir():
            file.unlink()


def subjects(folder: Path) -> set[str]:
    with pytest.raises(InvalidInput) as caught:
        load(folder)
    return {f.subject for f in caught.value.findings if f.level == "error"}


@pytest.mark.parametrize(
    ("files", "subject"),
    [
        (tasks("DATA.fix1,x,5d,BILL.go"), "tasks.DATA.fix1.predecessors"),
        (tasks("A,x,5d,A"), "tasks.A.predecessors"),
        (tasks("A,20d,pert,15d,,10d", header=POINTS), "tasks.A.distribution"),
        (tasks("A,5d,10%", header="id,duration,fixed_cost"), "tasks.A.fixed_cost"),
        (risks("R,x,0.3,A;Z,5d,"), "risks.R.tasks"),
        (risks("R,x,0.3,A,5d,", "R,,,B,-2d,"), "risks.R.delay"),
        (risks("R,x,0.3,A,5x,"), "risks.R.delay"),
    ],
)
def test_findings_name_the_column_that_a_person_edits(
    files: dict[str, str], subject: str, write_program: WriteProgram
) -> None:
    assert subjects(write_program(**files)) == {subject}


def test_a_link_of_the_dependency_table_keeps_both_its_ends_as_its_name(write_program: WriteProgram) -> None:
    assert subjects(write_program(**UNLINKED, dependencies="predecessor,successor\nX,B\n")) == {
        "dependencies.X -> B.predecessor"
    }


@pytest.mark.parametrize(
    ("table", "code", "message"),
    [("", "RC110", "no tasks"), ("id,duration\n", "RC110", "no tasks"), ("\n", "RC014", "the file is empty")],
)
def test_missing_tasks_are_told_and_not_what_follows_from_them(
    table: str, code: str, message: str, write_program: WriteProgram
) -> None:
    folder = write_program(tasks=table, **risks("R,x,0.3,A,5d,"), costs="id,task,fixed\nC1,A,5k\n")
    with pytest.raises(InvalidInput) as caught:
        load(folder)
    (finding,) = (f for f in caught.value.findings if f.level == "error")
    assert finding.code == code
    assert message in finding.message


def test_what_is_wrong_with_a_file_comes_before_what_is_wrong_in_the_files(write_program: WriteProgram) -> None:
    folder = write_program(tasks="id,duration\nA,5d\n", costs="id,task,fixed\nC1,Z,5k\n", risks='id,"x\n')
    with pytest.raises(InvalidInput) as caught:
        load(folder)
    assert [f.code for f in caught.value.findings if f.level == "error"] == ["RC014", "RC104"]


def test_nothing_is_said_about_certainty_while_there_are_errors(write_program: WriteProgram) -> None:
    with pytest.raises(InvalidInput) as caught:
        load(write_program(**tasks("A,20d,perrt,15d,,30d", header=POINTS)))
    assert [f.code for f in caught.value.findings] == ["RC012"]
