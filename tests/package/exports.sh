#!/bin/sh
# exports.sh LIBRARY LIST: the shared library exports the functions of the list and nothing else. A
# function that is added to a header is added to the list; one that leaves the list breaks programs.
actual=$(mktemp) || exit 99
trap 'rm -f "$actual"' EXIT
nm -D --defined-only "$1" | awk '{ print $3 }' | LC_ALL=C sort >"$actual"
diff -u "$2" "$actual" && echo "$(wc -l <"$actual") functions"
