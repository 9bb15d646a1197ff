"""Files to programs and back: YAML, tables (CSV folder, Excel), schedules of other tools.

Findings of this layer, beside those of the checks (RC1xx) and of the schedule readers:

====== ============================================================================
code   meaning
====== ============================================================================
RC001  the text is not UTF-8
RC002  this is not YAML, or more than one document, or nested too deeply
RC003  a field, column or key stands twice
RC004  anchors, aliases, merge keys and tags are not supported
RC005  the version of the format is missing or another
RC006  a section stands in YAML and in a table
RC010  unknown field or column
RC011  a required field, column, section or sheet is missing
RC012  the value is not what the field takes
RC013  a list, mapping or single value stands where another is expected
RC014  the form of a table: cells without a column, broken quotes
RC015  the columns distribution, low, likely and high contradict each other
RC016  the notation of predecessors
RC017  two rows of one risk or branch contradict each other
RC018  a file or sheet that looks like a mistyped table is not read (warning)
RC019  the observed values of an estimate, the ledger or the logo cannot be read from their file
====== ============================================================================
"""

from riskcast.formats.loaded import Loaded
from riskcast.formats.read import load, load_program

__all__ = ["Loaded", "load", "load_program"]
