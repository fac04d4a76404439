#!/bin/sh
# Builds the wheel, installs it into a fresh environment without any index, and tests it from there,
# not from the source tree. Then type checks. Needs python3-venv, python3-pip, python3-setuptools,
# python3-wheel, meson and mypy; numpy and pandas where they are there.
#
# sh bindings/python/tests/run.sh WORK     WORK: a folder for the environment and the wheel
set -eu

here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-/usr/bin/python3}
work=${1:?"a folder to work in"}
unset CHISO_LIBRARY PYTHONPATH CC CFLAGS LDFLAGS
export LC_ALL=C.UTF-8

mkdir -p "$work"
work=$(cd "$work" && pwd)
rm -rf "$work/environment" "$work/wheels"
"$python" -m venv --system-site-packages "$work/environment"
"$work/environment/bin/pip" wheel -q --no-build-isolation --no-index --no-deps \
    -w "$work/wheels" "$here/.."
"$work/environment/bin/pip" install -q --no-index --no-deps \
    "$work"/wheels/chiso-*-py3-none-*.whl

cd "$work"
export CHISO_SOURCE="$here/../../.."
"$work/environment/bin/python" -W error -m unittest discover -v -s "$here" \
    >"$work/tests.log" 2>&1 || {
    cat "$work/tests.log"
    exit 1
}
tail -n 3 "$work/tests.log"
"$python" -m mypy --strict --config-file "$here/../pyproject.toml" \
    --cache-dir "$work/mypy" "$here/../src/chiso"
"$python" -m mypy --strict --python-executable "$work/environment/bin/python" \
    --cache-dir "$work/mypy-use" "$here/typed_use.py"
