#!/bin/sh
# same.sh PROGRAM PROGRAM: two programs print the same.
first=$("$1") && second=$("$2") || exit 1
printf '%s\n\n%s\n' "$first" "$second"
[ -n "$first" ] && [ "$first" = "$second" ]
