#!/bin/sh
# Runs a test program built with sanitizers: any report fails it, also those that Criterion does not
# see, such as a leak in a worker.
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
ASAN_OPTIONS="log_path=$dir/log:$ASAN_OPTIONS" \
UBSAN_OPTIONS="log_path=$dir/log:print_stacktrace=1:$UBSAN_OPTIONS" \
LSAN_OPTIONS="suppressions=$(dirname "$0")/lsan.supp:print_suppressions=0:$LSAN_OPTIONS" "$@"
rc=$?
if cat "$dir"/log.* 2>/dev/null; then
    rc=1
fi
exit "$rc"
