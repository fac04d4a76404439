"""All that touches ctypes; no other module imports it, and only this room calls C by pointers.

enums      what the headers pin: constants, enumerations, words
structs    the types, as a table
functions  the functions, as a table
library    finds the library and loads it
decimals   decimals of C as Decimal
calls      calls, and what a failing one raises
memory     numbers that C reads and writes
sink       what a writer of C writes, and what a callback meets
source     where C gets bytes from, and whom it asks
guard      who uses an object at the moment
handle     objects of C, ended once
records    structs as named tuples
"""
