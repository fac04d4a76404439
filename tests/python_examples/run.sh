#!/bin/sh
# Runs the tests of examples/python with the package as it is installed. What an example needs and
# is not there is skipped.
#
# sh tests/python_examples/run.sh WORK [PYTHON]
# WORK      a folder for the log, and for an environment in which the package is installed
# PYTHON    that of an environment that has the package already
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=${1:?"a folder to work in"}
installed=${2:-$work/environment/bin/python}
unset CHISO_LIBRARY PYTHONPATH CC CFLAGS LDFLAGS
export LC_ALL=C.UTF-8

mkdir -p "$work"
if [ -z "${2:-}" ]; then
    rm -rf "$work/environment"
    "${PYTHON:-/usr/bin/python3}" -m venv --system-site-packages "$work/environment"
    "$work/environment/bin/pip" install -q --no-build-isolation --no-index --no-deps \
        "$here/../../bindings/python"
fi
cd "$work"
"$installed" -B -W error -m unittest discover -v -s "$here" >"$work/tests.log" 2>&1 || {
    cat "$work/tests.log"
    exit 1
}
tail -n 3 "$work/tests.log"
