#!/bin/sh
# Keeps what a build prints for each line of commands.sh: standard output, messages and exit status.
#
# sh tests/outputs/record.sh BUILD/examples FILE [FOLDER_OF_CASES]
set -eu
here=$(dirname "$0")
programs=$(cd "$1" && pwd)
file=$2
shift 2
sh "$here/commands.sh" "$@" | while read -r program arguments; do
    printf '=== %s %s\n' "$program" "$arguments"
    path=$programs/$program
    [ -f "$path" ] || path=$programs/$program/$program
    rc=0
    # The arguments are words without blanks.
    # shellcheck disable=SC2086
    COLUMNS=100 "$path" $arguments 2>&1 </dev/null || rc=$?
    printf -- '--- %d\n' "$rc"
done >"$file"
