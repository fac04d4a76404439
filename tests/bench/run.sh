#!/bin/sh
# Times chiso against numpy, pandas and scipy and prints a table; nothing fails for being slow. What
# misses its mark, and why, stands in README.md beside this.
#
#   sh tests/bench/run.sh                 all rows but growth: some minutes, 6 GiB of memory
#   sh tests/bench/run.sh rank csv        some rows; --help names them
#   sh tests/bench/run.sh growth          how each work grows with sizes: three minutes
#   sh tests/bench/run.sh --quick         a hundredth of the data: to see that it runs
#   sh tests/bench/run.sh --rounds 21     more turns of both sides
#   sh tests/bench/run.sh --cpu           ratios of processor time: where others use the machine
set -eu
cd "$(dirname "$0")/../.."

# The distribution's Python, which its numpy, pandas and scipy belong to: another may come first in
# PATH.
python=/usr/bin/python3
packages=
add() {
    packages="$packages $1"
}
command -v gcc >/dev/null || add gcc
command -v meson >/dev/null || add meson
command -v ninja >/dev/null || add ninja-build
test -e /usr/include/stdio.h || add libc6-dev
for module in numpy pandas scipy; do
    "$python" -c "import $module" 2>/dev/null || add "python3-$module"
done
command -v Rscript >/dev/null || add r-cran-data.table
# Without it numpy multiplies matrices by the plain routines, which no one who asks for speed does.
ldconfig -p | grep -q openblas || add libopenblas0-serial
if [ -n "$packages" ]; then
    echo "installing:$packages"
    root=
    [ "$(id -u)" = 0 ] || root=sudo
    {
        $root apt-get update
        # shellcheck disable=SC2086 # a word a package
        $root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y --no-install-recommends $packages
    } >/dev/null
fi

if [ ! -e build-bench/build.ninja ]; then
    meson setup build-bench --buildtype=release -Dbenchmarks=true -Dtests=disabled \
        -Dexamples=true >/dev/null
fi
# Its output is of interest only when it fails.
log=$(meson compile -C build-bench 2>&1) || { echo "$log"; exit 1; }
# One thread on both sides, and the routines that OpenBLAS itself chooses for the processor.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
export OPENBLAS_NUM_THREADS=1
exec "$python" -B tests/bench/bench.py build-bench/tests/bench/chiso_bench "$@"
