"""What comes from a program: texts and codes, one number, many numbers. One policy and one wording
for every way in; it knows no object of chiso.

text      texts, codes, paths
made      objects of C that are made of a file or a text
number    one number
column    many numbers: lists, and arrays of numpy
workbook  sheets of workbooks
"""
