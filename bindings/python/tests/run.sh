#!/bin/sh
# Installs the package into a fresh environment as its page says, without any index, and tests it
# from there, not from the source tree. Then type checks. Needs what the page installs, and mypy;
# numpy and pandas where they are there.
#
# sh bindings/python/tests/run.sh WORK     WORK: a folder for the environment and the wheel
set -eu

here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-/usr/bin/python3}
work=${1:?"a folder to work in"}
unset CHISO_LIBRARY PYTHONPATH CC CFLAGS LDFLAGS
export LC_ALL=C.UTF-8

mkdir -p "$work"
cd "$work"
work=$PWD
installed=$work/environment/bin
rm -rf environment wheels
# The commands of the package's page, from another folder than the root of the sources.
sed -n '/^```sh$/,/^```$/p' "$here/../README.md" |
    grep -E '^(/usr/bin/python3|environment/bin/pip) ' |
    sed "s|^/usr/bin/python3|$python|; s|\./bindings/python|$here/..|" >install.sh
# It is tried out, not timed: compiling is most of what that takes. The option stands behind those
# of the build.
CFLAGS=-O1 sh -e install.sh >install.log 2>&1 || {
    cat install.log
    exit 1
}
ls wheels/chiso-*-py3-none-*.whl >/dev/null

export CHISO_SOURCE="$here/../../.."
"$installed/python" -W error -m unittest discover -v -s "$here" >"$work/tests.log" 2>&1 || {
    cat "$work/tests.log"
    exit 1
}
tail -n 3 "$work/tests.log"
"$python" -m mypy --strict --config-file "$here/../pyproject.toml" --cache-dir "$work/mypy" \
    "$here/../src/chiso"
"$python" -m mypy --strict --python-executable "$installed/python" --cache-dir "$work/mypy-use" \
    "$here/typed_use.py"
