"""Results in the planner's own tool: a CSV table, and a file that Microsoft Project opens.

====== ============ ==================================================================
code   level        meaning
====== ============ ==================================================================
RC070  warning/info another tool would schedule or show something of an export differently
====== ============ ==================================================================
"""
