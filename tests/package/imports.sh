#!/bin/sh
# imports.sh LIBRARY: the library never prints, ends the program, or reads the locale, so it uses
# nothing that does.
forbidden='exit|_exit|_Exit|quick_exit|abort|raise|__assert_fail|longjmp
|stdout|stderr|printf|fprintf|vprintf|vfprintf|dprintf|__printf_chk|__fprintf_chk|__vfprintf_chk
|puts|fputs|putchar|fputc|perror
|setlocale|newlocale|uselocale|localeconv|nl_langinfo|strcoll|strxfrm
|strtod|strtof|strtold|atof|getenv|secure_getenv'
names=$(nm -D --undefined-only "$1") || exit 1
if echo "$names" | awk '{ sub(/@.*/, "", $2); print $2 }' |
    grep -xE "$(echo "$forbidden" | tr -d '\n')"; then
    echo "the library must not use these"
    exit 1
fi
