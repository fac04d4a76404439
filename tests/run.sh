#!/bin/sh
# Builds and checks everything, on Debian 12, and exits with 0 only if all of it passes. A line a
# step; the last line counts the unit tests of two builds, those of the Python package of two, those
# of the Python examples, and each other step as one. Builds stay in build-check/, so that the next
# run is quick.
#
# sh tests/run.sh [STEP...]     only these steps, by the names it prints

# Percent of the lines of lib/ that tests must reach.
coverage=95
# Seconds for each fuzzer, and the seed that they draw from: one seed tries the same inputs again,
# so that a run tells of the change and not of chance. To search: FUZZ_SEED=0 FUZZ_SECONDS=600 with
# the step "fuzzers", where 0 is another seed each time.
fuzz_seconds=${FUZZ_SECONDS:-5}
fuzz_seed=${FUZZ_SEED:-1}

cd "$(dirname "$0")/.." || exit 1
exec </dev/null
export LC_ALL=C.UTF-8
# Tests of the Python package leave nothing out for what is not installed.
export CHISO_TESTS=all
unset CC CXX CFLAGS CXXFLAGS LDFLAGS DESTDIR

work=$PWD/build-check
mkdir -p "$work" || exit 1
only=" $* "
passed=0
failed=0
tests=0

# ---- What is needed

packages='gcc g++ libc6-dev meson ninja-build pkg-config libcriterion-dev doxygen gcovr valgrind
clang-14 libclang-rt-14-dev clang-tidy-14 clang-format-14
python3 python3-venv python3-pip python3-setuptools python3-wheel python3-numpy python3-pandas
python3-openpyxl python3-hypothesis python3-distributed jupyter-nbconvert python3-ipykernel mypy
black lighttpd python3-html5lib'

install_packages() {
    missing=
    for package in $packages; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' ||
            missing="$missing $package"
    done
    if [ -z "$missing" ]; then
        echo "all packages are there"
        return 0
    fi
    echo "installing$missing"
    sudo=
    [ "$(id -u)" = 0 ] || sudo=sudo
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    $sudo apt-get update -q && $sudo apt-get install -q -y --no-install-recommends $missing
}

# ---- Helpers of the steps

# configure NAME OPTION...: a build folder that is never older than its options, its compiler or the
# project's defaults.
configure() {
    name=$1
    shift
    key=$(printf '%s\n' "$PWD" "${CC:-cc}" "$*" "$(meson --version)" "$(${CC:-cc} --version)" |
        cat - meson.build meson_options.txt | cksum)
    if [ "$(cat "$work/$name/key" 2>/dev/null)" = "$key" ] &&
        meson setup --reconfigure "$work/$name" "$@"; then
        return 0
    fi
    rm -rf "${work:?}/$name"
    meson setup "$work/$name" "$@" && echo "$key" >"$work/$name/key"
}

# count LOG: adds the Criterion tests of a log of "meson test", or the tests of one of Python's
# unittest, to the sums.
count() {
    set -- $(awk '/Synthesis: Tested:/ {
            gsub(/\|/, "")
            for (i = 1; i < NF; i++) {
                if ($i == "Passing:") p += $(i + 1)
                if ($i == "Failing:") f += $(i + 1)
            }
        }
        /^test_.* \.\.\. |^Doctest: .* \.\.\. / { if (/ \.\.\. (ok|skipped.*)$/) p++; else f++ }
        END { print p + 0, f + 0 }' "$1" 2>/dev/null || echo 0 0)
    passed=$((passed + $1))
    failed=$((failed + $2))
    tests=$(($1 + $2))
}

# is_wanted NAME: whether a step is to be run.
is_wanted() {
    case $only in
        '  ' | *" $1 "*) return 0 ;;
    esac
    return 1
}

# beside NAME FUNCTION [LOG]: begins a step that uses one core only, while others run; "step" with
# the same words waits for it.
beside() {
    is_wanted "$1" || return
    rm -f "$work/$1.rc" ${3:+"$3"}
    date +%s >"$work/$1.start"
    (
        "$2" >"$work/$1.log" 2>&1
        echo $? >"$work/$1.rc"
    ) &
    echo $! >"$work/$1.pid"
}

# step NAME FUNCTION [LOG]: runs a step. With LOG it counts as the tests in that, and as one more if
# it failed without a failing test among them; otherwise it counts as one.
step() {
    is_wanted "$1" || return
    start=$(date +%s)
    if [ -e "$work/$1.pid" ]; then
        wait "$(cat "$work/$1.pid")"
        start=$(cat "$work/$1.start")
        rc=$(cat "$work/$1.rc" 2>/dev/null || echo 1)
        rm -f "$work/$1.pid" "$work/$1.start" "$work/$1.rc"
    else
        rm -f ${3:+"$3"}
        "$2" >"$work/$1.log" 2>&1
        rc=$?
    fi
    [ "$rc" = 0 ] || rc=1
    before=$failed
    tests=1
    if [ -n "$3" ]; then
        count "$3"
        if [ "$tests" = 0 ]; then
            echo "no test ran" >>"$work/$1.log"
            rc=1
        fi
    else
        passed=$((passed + 1 - rc))
    fi
    [ "$rc" = 0 ] || [ "$failed" -gt "$before" ] || failed=$((failed + 1))
    [ "$failed" = "$before" ] || rc=1
    if [ "$rc" = 0 ]; then
        note=${3:+$tests tests}
        note=$note$(sed -n 's/^lines: //p' "$work/$1.log")
        printf '%-15s ok      %4d s  %s\n' "$1" $(($(date +%s) - start)) "$note"
    else
        printf '%-15s FAILED  %4d s, its log:\n' "$1" $(($(date +%s) - start))
        tail -n 200 "$work/$1.log" | sed 's/^/    /'
        printf '%-15s FAILED, the whole log is build-check/%s.log\n' "$1" "$1"
    fi
}

# ---- The steps

gcc_configure() {
    configure gcc --werror -Dtests=enabled -Dbenchmarks=true -Ddocs=auto
}

gcc_build() {
    gcc_configure && ninja -C "$work/gcc"
}

gcc_tests() {
    gcc_build && meson test -C "$work/gcc" -v --num-processes 2
}

# The same tests with sanitizers, and so without several instruction sets: the results must not
# differ. They also count the lines that are reached; tests with threads need atomic counters.
sanitize_build() {
    configure sanitize --werror -Dtests=enabled -Dbuildtype=debug -Db_coverage=true \
        -Db_sanitize=address,undefined \
        -Dc_args='-fno-sanitize-recover=all -fprofile-update=atomic -g1' &&
        ninja -C "$work/sanitize"
}

# Old counts would add up with new ones.
sanitizers() {
    sanitize_build && find "$work/sanitize" -name '*.gcda' -delete &&
        meson test -C "$work/sanitize" -v --num-processes 2 --setup sanitize
}

# Release mode, so that the code is also compiled without its assertions; one random case in seven.
clang_configure() (
    export CC=clang-14
    configure clang --werror -Dtests=enabled -Dbuildtype=release -Dc_args=-DSUPPORT_STRIDE=7
)

# What figures come to, of random and published boards, and what is done when memory is out. What is
# installed and what the pages say does not depend on the compiler; and unit tests take longer to
# compile than they find here.
clang_tests() {
    clang_configure && meson test -C "$work/clang" --print-errorlogs --num-processes 2 \
        --suite property --suite golden --suite fault --suite fuzz --suite examples
}

reference() {
    gcc_configure && meson compile -C "$work/gcc" docs
}

format() {
    find include lib tests examples -name '*.[ch]' -print | sort |
        xargs clang-format-14 --dry-run -Werror &&
        black --quiet --line-length 100 --check --diff \
            bindings examples/python examples/data include tests
}

# A file that is compiled for two libraries is looked at once. As one step of all, the analyser goes
# no deeper than it gets in half of the time.
tidy() {
    depth=
    [ "$only" != '  ' ] || depth='-extra-arg=-Xclang -extra-arg=-analyzer-config
        -extra-arg=-Xclang -extra-arg=mode=shallow'
    # shellcheck disable=SC2086
    clang_configure && mkdir -p "$work/tidy" &&
        python3 -c 'import json, sys
commands = {command["file"]: command for command in json.load(sys.stdin)}
json.dump(list(commands.values()), sys.stdout)' \
            <"$work/clang/compile_commands.json" >"$work/tidy/compile_commands.json" &&
        run-clang-tidy-14 -quiet -j 2 $depth -p "$work/tidy" "^$PWD/(lib|examples)/.*\.c\$"
}

# What the tests with sanitizers reached.
line_coverage() {
    [ -n "$(find "$work/sanitize" -name '*.gcda' -print -quit 2>/dev/null)" ] || sanitizers ||
        return 1
    gcovr -r . "$work/sanitize" --filter 'lib/' --exclude-throw-branches --print-summary \
        --fail-under-line "$coverage"
}

fuzz_build() (
    export CC=clang-14
    configure fuzz -Dfuzzers=true -Dtests=disabled -Dexamples=false -Ddefault_library=static \
        -Doptimization=1 \
        -Db_lundef=false -Db_sanitize=address,undefined \
        -Dc_args='-fsanitize=fuzzer-no-link -fno-sanitize-recover=all' &&
        ninja -C "$work/fuzz"
)

fuzzers() {
    fuzz_build || return 1
    rc=0
    for target in tree board decimal number bands tally map mapping what_if audit goal state; do
        found=$(mktemp -d) || return 1
        "$work/fuzz/tests/fuzz/fuzz_$target" -seed="$fuzz_seed" \
            -max_total_time="$fuzz_seconds" -max_len=4096 \
            -rss_limit_mb=1024 -timeout=20 -verbosity=0 -dict=tests/fuzz/words.dict \
            -print_final_stats=1 -artifact_prefix="$work/fuzz_$target-" \
            "$found" "tests/fuzz/corpus/$target" || rc=1
        rm -rf "$found"
    done
    return "$rc"
}

# What the sanitizers do not see: decisions on memory that nothing was written to, and the code for
# other instruction sets. Criterion's programs take minutes under valgrind; to run them:
# meson test -C build-check/gcc --setup valgrind --suite unit
memory() {
    gcc_build || return 1
    figures=
    if [ -x "$work/gcc/tests/package/figures" ]; then
        sh tests/valgrind.sh "$work/gcc/tests/package/figures" &
        figures=$!
    fi
    meson test -C "$work/gcc" --print-errorlogs --num-processes 2 --setup valgrind \
        --suite fuzz --suite examples
    rc=$?
    [ -z "$figures" ] || wait "$figures" || rc=1
    return "$rc"
}

# The same tests of the package with the sanitized library, which sees every pointer that Python
# hands over. Python itself leaks at its end.
python_sanitizers() {
    sanitize_build || return 1
    mkdir -p "$work/python" && rm -f "$work/python/sanitizers.log"
    (
        cd bindings/python/tests &&
            LD_PRELOAD=$(gcc -print-file-name=libasan.so) ASAN_OPTIONS=detect_leaks=0 \
                PYTHONMALLOC=malloc PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=../src \
                CHISO_LIBRARY="$work/sanitize/lib/libchiso.so.0" \
                /usr/bin/python3 -W error -m unittest discover -v -p 'test_[!o]*.py'
    ) >"$work/python/sanitizers.log" 2>&1 || {
        cat "$work/python/sanitizers.log"
        return 1
    }
}

# The package as a user gets it: the wheel in a new environment, without any index.
python_package() {
    sh bindings/python/tests/run.sh "$work/python" && installed=$work/python/environment/bin/python
}

# The examples with that package, or, where only they are run, with one installed for them.
installed=
python_examples() {
    sh tests/python_examples/run.sh "$work/python-examples" "$installed"
}

examples() {
    sh examples/run.sh
}

# The portal as it is shipped, also behind a server; all that is asked once more with sanitizers.
portal() {
    mkdir -p "$work/portal" && gcc_build && sanitize_build || return 1
    rc=0
    {
        python3 -B -W error tests/portal/portal.py "$work/gcc/examples/portal" -v || rc=1
        python3 -B -W error tests/portal/portal.py "$work/sanitize/examples/portal" -v \
            Pages Uploads Hostile || rc=1
    } >"$work/portal/tests.log" 2>&1
    [ "$rc" = 0 ] || cat "$work/portal/tests.log"
    return "$rc"
}

rm -f "$work"/*.pid
step packages install_packages
step gcc gcc_tests "$work/gcc/meson-logs/testlog.txt"
step sanitizers sanitizers "$work/sanitize/meson-logs/testlog-sanitize.txt"
step clang clang_tests
step reference reference
step format format
step tidy tidy
step coverage line_coverage
step portal portal "$work/portal/tests.log"
beside fuzzers fuzzers
step python python_package "$work/python/tests.log"
beside python-asan python_sanitizers "$work/python/sanitizers.log"
step python-examples python_examples "$work/python-examples/tests.log"
step fuzzers fuzzers
step python-asan python_sanitizers "$work/python/sanitizers.log"
step valgrind memory
step examples examples

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
