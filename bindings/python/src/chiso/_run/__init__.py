"""The program of the package, ``python3 -m chiso``, which does what the scoreboard does.

command  the command line, and where the result goes
outline  criteria that are numbered as I, 1, a
job      from the files to a report
view     words and figures as text
tell     messages on standard error
table    a table that fits a screen
change   what changed since the earlier period
text     all that is printed of a report
"""
