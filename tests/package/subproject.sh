#!/bin/sh
# subproject.sh SOURCE: a Meson project with chiso in its subprojects folder builds and runs, with a
# shared and with a static library, and gets no test programs of chiso.
set -e
here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

mkdir "$dir/subprojects"
ln -s "$1" "$dir/subprojects/chiso"
cp "$here/consumer.c" "$dir/consumer.c"
cat >"$dir/meson.build" <<'END'
project('consumer', 'c', default_options: ['c_std=c11'])
chiso = dependency('chiso', fallback: 'chiso', version: '>= 0.1.0')
test('consumer', executable('consumer', 'consumer.c', dependencies: chiso))
END

for kind in shared static; do
    echo "$kind"
    meson setup --wrap-mode=forcefallback -Ddefault_library=$kind \
        "$dir/$kind" "$dir" >"$dir/log" || {
        cat "$dir/log"
        exit 1
    }
    meson compile -C "$dir/$kind" >"$dir/log" || {
        cat "$dir/log"
        exit 1
    }
    "$dir/$kind/consumer"
    if find "$dir/$kind" -name 'test_*' | grep .; then
        echo "it built tests of chiso"
        exit 1
    fi
done
