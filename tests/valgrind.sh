#!/bin/sh
# Runs a test program under valgrind: any report fails it, also from the workers, whose exit status
# Criterion does not take from valgrind.
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
valgrind -q --trace-children=yes --leak-check=full --errors-for-leak-kinds=definite \
    --log-file="$dir/log.%p" "$@"
rc=$?
if cat "$dir"/log.* | grep .; then
    rc=1
fi
exit "$rc"
