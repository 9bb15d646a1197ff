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
RC108  warning a dependency or delay touches a summary or level of effort and has no effect
RC109  error   a calendar in use, or a default one, has no working time
RC110  warning the program has no tasks
RC111  error   a calendar has the reserved id 24h
RC120  error   a task has no duration
RC121  error   a milestone has a duration or an estimate
RC122  error   a duration is or can become negative
RC123  error   the parameters of an estimate contradict each other
RC124  error   the wrong kind of unit: money as time, time as money, percent of nothing
RC125  error   an untruncated normal duration goes below zero too often
RC126  warning the planned duration lies outside the task's own estimate
RC130  error   a task finished before it started
RC131  error   an actual date lies after the data date
RC132  error   a finished task has remaining duration
RC133  error   two constraints of the same kind on one task
RC134  warning a task that has not started has another remaining than planned duration
RC140  warning a risk has no impacts
RC141  warning a risk is impossible or certain
RC142  error   a cost impact on tasks of several projects does not say which project pays
RC143  error   an impact has neither delay nor cost
RC144  error   a delay names no tasks
RC145  warning a daily cost on a summary or level of effort is not counted
RC146  error   an impact names the same task twice
RC150  warning a target lies before the start
RC151  warning the data date lies before the start and nothing has happened
RC160  warning nothing is uncertain
====== ======= ===========================================================================
"""

from riskcast.model.check.run import check_program, require_valid

__all__ = ["check_program", "require_valid"]
