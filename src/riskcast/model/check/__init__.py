"""Do the parts of a program fit together? One file per group of checks.

====== ======= ===========================================================================
code   level   meaning
====== ======= ===========================================================================
RC101  error   an id is used twice in its section
RC102  error   unknown project
RC103  error   unknown calendar
RC104  error   unknown task
RC105  error   the same dependency stands twice
RC106  error   a task depends on itself
RC107  error   dependencies run in a circle
RC108  warning a dependency of an empty summary, or what names a summary or level of effort, has no effect
RC109  error   a calendar in use, or a default one, or a task's and its resource's together have no working time
RC110  warning the program has no tasks
RC111  error   a calendar has the reserved id 24h
RC112  error   unknown resource
RC113  error   a parent is no summary
RC114  error   parents run in a circle
RC115  warning a task and its parent belong to different projects
RC116  error   a dependency between a summary and a task below it
RC117  error   a resource is assigned to the same task twice
RC118  warning a task is to run on the calendars of resources, and none is assigned
RC119  warning honour_constraints without the rules of MS Project
RC120  error   a task has no duration
RC121  error   a milestone has a duration or an estimate
RC122  error   a duration or factor is or can become negative
RC123  error   the parameters of an estimate contradict each other
RC124  error   the wrong kind of unit: money as time, time as money or factor, percent of nothing
RC125  error   an untruncated normal duration or factor goes below zero too often
RC126  warning the planned duration lies outside the task's own estimate
RC127  error   a milestone or elapsed task has pauses
RC128  warning a pause begins when all work is done
RC129  error   pauses are not in order on the calendar of the task
RC130  error   a task finished before it started
RC131  error   an actual date lies after the data date
RC132  error   a finished task has remaining duration
RC133  error   two constraints of the same kind on one task
RC134  warning a task that has not started has another remaining than planned duration
RC135  error   a manual finish without a manual start, or before it
RC136  info    a dependency on a level of effort, which never drives
RC137  error   unknown risk
RC138  error   unknown cost line
RC139  warning a selector means no task
RC140  warning a risk has no impacts
RC141  warning/info a risk is certain, which belongs into the plan, or impossible
RC142  error   a cost impact on tasks of several projects does not say which project pays
RC143  error   an impact has neither delay nor factor nor cost, or a daily cost without a delay
RC144  error   a delay or factor names no tasks
RC145  warning a daily cost on a summary is not counted
RC146  error   an impact names the same task twice
RC147  warning a factor lacks its percent sign, or does not fit the kind of its risk
RC148  error/warning probabilities of exclusive risks or options add up to more than 1; a set of one risk
RC149  error   a risk's chance given others contradicts itself, or runs in a circle
RC150  warning a target lies before the start
RC151  warning the data date lies before the start and nothing has happened
RC152  error   the window of a risk ends before it begins
RC153  warning a response changes nothing
RC154  warning a risk is worse after its response
RC155  info    a risk is over or switched off, and does not count
RC156  warning/info a driver, band or condition changes nothing, or a driver is switched off
RC157  warning two equally special bands mean the same task
RC158  warning/info a driver, band, correlation, branch or condition concerns nothing that is open and uncertain
RC160  warning nothing is uncertain
RC161  warning an estimate has no mean
RC162  info    an estimate has no standard deviation
RC163  warning a correlation of 1 or -1 between different quantities
RC164  error   a task depends on two branches or conditions
RC165  error   a condition decides on what its own task waits for
RC166  error   a condition needs one of later_than and longer_than, and a task with work
RC167  error   a rework is no chain of open tasks, or shares tasks with another
RC168  warning a calendar loses days in the same month through two lines
RC169  warning many uncertain durations are independent of each other
RC170  error   the choice of health checks names a check that does not exist
RC171  info    a member of a correlation has no uncertainty
RC172  error   a pair has two correlations
RC173  warning/info the same uncertainty seems to be counted twice
RC301  error/warning unknown currency; a rate of the program's own currency
RC302  error   unknown treatment; a rule with the reserved id capex or opex
RC303  error   unknown price index; a category that two indices name; an index with the reserved id none
RC304  error/warning the place of a cost line contradicts itself; a daily cost on a milestone; a rest after the finish
RC305  error   an actual, payment or order after the data date
RC306  error   accounting periods with gaps or overlaps, out of order, or that end before they begin
RC307  error/warning an actual (error) or a date of the program (warning) outside the table of periods
RC308  error   unknown order
RC309  error/warning budgets do not add up, or a budget stands twice
RC310  error/warning what an actual or change is booked on is missing, contradicts itself, or is not told
RC311  warning more is booked on an order than was ordered
RC312  error   a benefit needs one of years and until
RC313  info    benefits without a discount rate
RC314  error   a rate, quantity or price of the wrong kind, or that is or can become negative
RC315  warning the price of a resource has no effect
RC316  error   instalments and a spread
RC317  error   a quantity without a price
RC318  warning more is booked on a cost line than its budget
RC319  info    cost lines without a treatment, when others have one
RC320  warning/info an asset never goes into service, or is not amortised
RC321  warning an index names a category that nothing has
RC322  warning a remaining sum without actuals
====== ======= ===========================================================================
"""

from riskcast.model.check.run import check_program, require_valid

__all__ = ["check_program", "require_valid"]
