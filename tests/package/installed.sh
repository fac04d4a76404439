#!/bin/sh
# installed.sh BUILD PREFIX LIBDIR KIND EXAMPLES: a program finds the installed library through
# pkg-config, links it and runs, and the examples compile as they stand, each file or folder a
# program. KIND is what was built: shared, static or both.
set -e
here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

meson install -C "$1" --no-rebuild --quiet --destdir "$dir/root"
prefix=$dir/root$2
libdir=$prefix/$3
export PKG_CONFIG_LIBDIR="$libdir/pkgconfig"
flags() {
    pkg-config --define-variable=prefix="$prefix" "$@" chiso
}
flags --modversion

use() {
    kind=$1
    language=$2
    shift 2
    echo "$kind, as $language"
    "$@" -o "$dir/consumer"
    LD_LIBRARY_PATH=$libdir "$dir/consumer"
}

cp "$here/consumer.c" "$dir/consumer.c"
cp "$here/consumer.c" "$dir/consumer.cpp"
if [ "$4" != static ]; then
    use shared C $CC -std=c11 "$dir/consumer.c" $(flags --cflags --libs)
    readelf -d "$dir/consumer" | grep 'NEEDED.*\[libchiso.so.[0-9]*\]'
    [ -z "$CXX" ] || use shared C++ $CXX -std=c++11 "$dir/consumer.cpp" $(flags --cflags --libs)
fi
if [ "$4" != shared ]; then
    use static C $CC -std=c11 -static "$dir/consumer.c" $(flags --static --cflags --libs)
fi

for example in "$5"/*.c; do
    $CC -std=c11 "$example" $(flags --cflags --libs) -o "$dir/example"
done
for program in "$5/scoreboard" "$5/documents"; do
    $CC -std=c11 "$program"/*.c "$5"/common/*.c $(flags --cflags --libs) -o "$dir/example"
done
