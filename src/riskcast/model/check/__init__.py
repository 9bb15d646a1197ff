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
RC108  warning a dependency of an empty summary, or a delay of a summary or level of effort, has no effect
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
RC122  error   a duration is or can become negative
RC123  error   the parameters of an estimate contradict each other
RC124  error   the wrong kind of unit: money as time, time as money, percent of nothing
RC125  error   an untruncated normal duration goes below zero too often
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
RC140  warning a risk has no impacts
RC141  warning a risk is impossible or certain
RC142  error   a cost impact on tasks of several projects does not say which project pays
RC143  error   an impact has neither delay nor cost
RC144  error   a delay names no tasks
RC145  warning a daily cost on a summary is not counted
RC146  error   an impact names the same task twice
RC150  warning a target lies before the start
RC151  warning the data date lies before the start and nothing has happened
RC160  warning nothing is uncertain
RC170  error   the choice of health checks names a check that does not exist
====== ======= ===========================================================================
"""

from riskcast.model.check.run import check_program, require_valid

__all__ = ["check_program", "require_valid"]
