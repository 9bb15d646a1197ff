"""Schedules of other tools: Primavera P6 (XER, XML) and Microsoft Project (XML), read without loss in silence.

====== ============ ================================================================
code   level        meaning
====== ============ ================================================================
RC050  warning      the text of the file: encoding assumed, end missing
RC051  error        a number or duration cannot be read
RC052  error        a date or time cannot be read (a dropped time zone is a warning)
RC053  error        a row does not make sense: unknown type, missing or stray value
RC054  warning      calendars: unreadable, missing, or not applied as in the tool
RC055  warning      tasks with something that is not scheduled yet
RC056  warning/info links that are left out, or carried in another form
RC057  info/warning rows that are left out or read as something else
RC058  info         data that a program has no place for
RC059  warning      dates and options of the schedule that are not honoured
====== ============ ================================================================
"""

from riskcast.formats.schedules.reader import read_schedule

__all__ = ["read_schedule"]
