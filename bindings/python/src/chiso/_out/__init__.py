"""What goes to a program or a person: it knows no object of chiso.

safe    texts from outside, made safe for where they are written
table   tables as text, in a notebook, and row by row
frames  tables as data frames of pandas, written from columns
file    files, written as a whole or not at all
figure  pictures of SVG
"""
