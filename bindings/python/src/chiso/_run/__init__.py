"""The program of the package, ``python3 -m chiso``, which does what the scoreboard does.

command  the command line, and where the result goes
job      from the files to a report
tell     messages on standard error
text     the table
"""
