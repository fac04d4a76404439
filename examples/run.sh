#!/bin/sh
# Builds chiso in release mode and runs its main job on real figures: the ranking of 21 Vietnamese
# provinces, against that of two years before, then one of them in detail and what it would take it
# to be first. On a fresh Debian or Ubuntu it first installs the compiler and Meson. The second run
# takes a second.
set -eu

cd "$(dirname "$0")/.."
build='build-release'
log=$build/setup.log
scoreboard=$build/examples/scoreboard
data=examples/data
criteria=$data/pci/criteria.csv
points=$data/pci/points-2021.csv
previous=$data/pci/points-2019.csv

step() {
    printf '\n== %s\n\n' "$1"
}

# Runs the command that is given, as root if need be.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# Installs what is absent of gcc, Meson, Ninja and pkg-config.
install_tools() {
    absent=
    command -v cc >/dev/null 2>&1 || command -v gcc >/dev/null 2>&1 ||
        absent="$absent gcc libc6-dev"
    command -v meson >/dev/null 2>&1 || absent="$absent meson"
    command -v ninja >/dev/null 2>&1 || absent="$absent ninja-build"
    command -v pkg-config >/dev/null 2>&1 || absent="$absent pkg-config"
    if [ -z "$absent" ]; then
        return
    fi
    step "Installing$absent"
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "There is no apt-get here. Please install:$absent" >&2
        exit 1
    fi
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
        echo "Neither root nor sudo. Please have this run as root: apt-get install$absent" >&2
        exit 1
    fi
    as_root apt-get update -q
    # The names are a list of words.
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $absent
}

# Shows the log of a command only if the command fails.
quietly() {
    if ! "$@" >>"$log" 2>&1; then
        cat "$log" >&2
        exit 1
    fi
}

install_tools

step "Building in $build/ (release mode)"
mkdir -p "$build"
: >"$log"
if [ ! -f "$build/build.ninja" ]; then
    quietly meson setup "$build" --buildtype=release -Dtests=disabled -Ddocs=disabled
fi
quietly meson compile -C "$build"
echo "$scoreboard is ready."

step "The ranking of 2021 against 2019: $scoreboard $criteria $points --previous $previous"
"$scoreboard" "$criteria" "$points" --previous "$previous"

step "One province, its changes and where its points went: the same with --unit haiphong"
"$scoreboard" "$criteria" "$points" --previous "$previous" --unit haiphong

step "What it would take it to be first: the same with --unit haiphong --target rank:1"
"$scoreboard" "$criteria" "$points" --previous "$previous" --unit haiphong --target rank:1

step "And if it did so: the same with --unit haiphong --what-if transparency=8.04"
"$scoreboard" "$criteria" "$points" --unit haiphong --what-if transparency=8.04

step "All of it as JSON, for programs: the same with --format json -o $build/pci-2021.json"
"$scoreboard" "$criteria" "$points" --previous "$previous" --format json -o "$build/pci-2021.json"
echo "$build/pci-2021.json: $(wc -c <"$build/pci-2021.json") bytes"

page=$build/pci-2021.html
step "A page to publish: the same with --format html -o $page"
"$scoreboard" "$criteria" "$points" --previous "$previous" --label 2021 --previous-label 2019 \
    --format html -o "$page"
echo "$page: $(wc -c <"$page") bytes. Open it in a browser, which also prints it:"
echo "    xdg-open $page"

step "What to try next"
cat <<END
In Vietnamese, with the decimal comma:
    $scoreboard $data/pci/criteria-vi.csv \\
        $points --lang vi
Departments and districts, each block ranked for itself, with bands:
    $scoreboard $data/par/quangbinh-criteria.csv \\
        $data/par/quangbinh-2023.csv --bands $data/par/bands.csv
Every rule at once, in the index of a department, and what became of one of them:
    $scoreboard $data/par/department-criteria.csv \\
        $data/par/department-appraisal.csv --unit snv
How a number came about, every criterion and rule of it: the same with --unit snv --explain .
What five reports of provinces say, worked out again from the figures that they give:
    $build/examples/documents
A composite index by calls alone, and a survey counted from its answers:
    $build/examples/composite
    $build/examples/survey $data/sipas/criteria.csv $data/sipas/answers.csv
The other indices (DTI, DDCI, ICT, OECD, ...), each with its sources, are in $data.
Your own index takes two files, which any spreadsheet program can save as CSV:
    criteria.csv    code,title,max           a row a criterion; below 1 stand 1.1, 1.2 and so on
    points.csv      unit,name,block,1.1,...  a row a unit, a column a criterion that is scored
    $scoreboard criteria.csv points.csv
examples/README.md describes both files and all options; --help lists the options.
END
