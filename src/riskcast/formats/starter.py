"""A small commented program to start from."""

from __future__ import annotations

import os

from riskcast.formats.atomic import write_folder

_PROGRAM = """\
# A riskcast program: this file, and the tables beside it. Check it with: riskcast check FOLDER
riskcast: 1                      # version of the file format
id: starter                      # short name; ids never change, because random numbers are keyed by them
name: New billing system
description: >
  Two projects that meet in one go-live. Replace everything by your own.
start: 2027-01-04                # no task starts earlier
data_date: 2027-01-04            # everything before is fact; move it with every status report
currency: EUR
confidence: 80                   # the percentile at which plans are made: P80
calendar: office                 # working time of everything that names no other calendar
lag_calendar: predecessor        # lags run in the predecessor's time; or: successor, project, 24h
targets:                         # what was promised
  finish: 2027-09-30
  budget: 600k                   # k, m and bn are thousands, millions and billions

calendars:
  office:
    name: Office hours
    week:
      mon-fri: "08:00-12:00, 13:00-17:00"    # days that are not named are free
    holidays: [2027-01-01, 2027-05-06, 2027-12-24..2027-12-31]
    exceptions:                              # days that differ from the week
      2027-03-06: "08:00-12:00"              # a Saturday morning

projects:                        # tasks say which one they belong to, or start their id with it
  BILL:
    name: Billing software
    targets: {finish: 2027-08-31, budget: 400k}
  DATA:
    name: Data migration

# Tasks stand in tasks.csv and risks in risks.csv. Both can be edited in a spreadsheet:
# duration      working time: 20d, 3w, 40h, 90min; elapsed (round the clock): 5ed
# distribution  pert, triangular or uniform with low, likely, high; or in full: lognormal(mean=20d, sd=6d)
#               a blank likely is the planned duration; percentages are of the planned duration
# predecessors  BILL.build; DATA.test SS+5d     (FS unless it says SS, FF or SF)
# risks         one row is one impact, shared by the tasks it names; further rows with the same id add impacts
"""

_TASKS = """\
id,name,kind,duration,distribution,low,likely,high,predecessors,fixed_cost,cost_per_day,target
BILL.start,Kick-off,milestone,,,,,,,,,
BILL.design,Design,,30d,pert,25d,,45d,BILL.start,,1600,
BILL.build,Build,,60d,pert,90%,,150%,BILL.design,80k,2400,
BILL.test,Test,,20d,triangular,15d,,40d,BILL.build; DATA.load,,1200,
BILL.live,Go-live,milestone,,,,,,BILL.test,,,2027-08-31
DATA.map,Map the old data,,25d,pert,20d,,45d,BILL.start; BILL.design SS+10d,,900,
DATA.tools,Migration tools,,30d,"lognormal(mean=33d, sd=9d)",,,,DATA.map,45k,900,
DATA.load,Trial load,,10d,uniform,8d,,16d,DATA.tools; BILL.build FF-5d,,900,
"""

_RISKS = """\
id,name,kind,probability,tasks,delay,cost,owner,note
R1,Interface specification comes late,threat,0.3,BILL.build;DATA.tools,"triangular(5d, 10d, 25d)",,Design lead,
R2,Old data is worse than thought,threat,0.4,DATA.load,"pert(5d, 8d, 20d)","uniform(10k, 40k)",Data lead,
"""


def write_starter(folder: str | os.PathLike[str]) -> None:
    """Write a starter program into a new or empty folder.

    Raises
    ------
    FileProblem
        When the folder holds anything, or cannot be written.
    """
    write_folder(folder, {"program.yaml": _PROGRAM, "tasks.csv": _TASKS, "risks.csv": _RISKS})
