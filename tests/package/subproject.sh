#!/bin/sh
# subproject.sh SOURCE: the Meson project that the README shows, with chiso in its subprojects,
# is set up with a shared and a static library and without test programs of chiso, builds and runs.
set -e
here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

mkdir "$dir/subprojects"
ln -s "$1" "$dir/subprojects/chiso"
cp "$here/consumer.c" "$dir/portal.c"
{
    echo "project('portal', 'c', default_options: ['c_std=c11'])"
    sed -n '/^```meson$/,/^```$/p' "$1/README.md" | grep -v '^```'
} >"$dir/meson.build"

setup() {
    meson setup --wrap-mode=forcefallback -Doptimization=0 -Ddebug=false -Ddefault_library=$1 \
        "$dir/$1" "$dir" >"$dir/log" || {
        cat "$dir/log"
        exit 1
    }
}

# One of both is compiled: it is most of what this takes.
for kind in shared static; do
    echo "$kind"
    setup $kind
    meson introspect --targets "$dir/$kind" >"$dir/targets"
    grep -q "\"portal\"" "$dir/targets"
    if grep '"test_' "$dir/targets"; then
        echo "it has tests of chiso"
        exit 1
    fi
done
meson compile -C "$dir/static" >"$dir/log" || {
    cat "$dir/log"
    exit 1
}
"$dir/static/portal"
