"""What goes to a program or a person: it knows no object of chiso.

safe    texts from outside, made safe for where they are written
words   words of tables in both languages
plain   tables in columns of text, and cells as people read them
markup  tables as HTML, for a notebook and for a page
sheet   tables as sheets of workbooks
table   tables row by row, and how they are shown
frames  tables as data frames of pandas, written from columns
file    files, written as a whole or not at all
figure  pictures of SVG
page    pages of HTML
"""
