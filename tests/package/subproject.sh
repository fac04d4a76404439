#!/bin/sh
# subproject.sh SOURCE: the Meson project that the README shows, with chiso in its subprojects,
# builds and runs, with a shared and a static library, and gets no test programs of chiso.
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

for kind in shared static; do
    echo "$kind"
    meson setup --wrap-mode=forcefallback -Doptimization=0 -Ddebug=false -Ddefault_library=$kind \
        "$dir/$kind" "$dir" >"$dir/log" || {
        cat "$dir/log"
        exit 1
    }
    meson compile -C "$dir/$kind" >"$dir/log" || {
        cat "$dir/log"
        exit 1
    }
    "$dir/$kind/portal"
    if find "$dir/$kind" -name 'test_*' | grep .; then
        echo "it built tests of chiso"
        exit 1
    fi
done
