"""The objects of chiso, each in a file; a file imports only what stands above it.

node, derive, tree  criteria trees, and what is changed of one for another
audit               audits
bands, maps         bands, and which codes became which
drawing             drawing figures
pages               pages that are published
figures             what a node of a unit has, wherever it is read
cell                what a cell takes and holds
units               the units of a board, and reading them
notes               notes of units and cells
ratings             what several raters gave for a cell
treated             what is done to values before their rules
mapping             how a sheet is to be read
workbook            sheets of workbooks
columns, frames_in  whole columns, and data frames, into a board
options             how to rank
ranking             rankings
standing            where a node of a unit stands
ledger, target, explain, what_if    one unit
steps               what was done to figures beside combining children
score               scores and units
cells               a board as it is filled
results             results that are set, and branches that do not apply
change, compare     two boards
report              reports
consensus           several rankings made into one
robustness          how sure ranks are: a board drawn many times
block, overview     what units have in common; figures of all units at once
statistics, weights, share          numbers of statistics
board               boards
shares              the answers of a survey as a figure
series, tally       periods, and surveys
intake              reading files, and all that is wrong or doubtful in them
"""
