#!/bin/sh
# headers.sh SOURCE_INCLUDE BUILD_INCLUDE: each public header compiles alone, as C11 and as C++,
# without a warning, and has a page in the reference, which Doxygen gives only to files with @file.
rc=0
count=0
warnings='-Wall -Wextra -Wpedantic -Werror'
for header in "$1"/chiso/*.h "$2"/chiso/*.h; do
    name=chiso/${header##*/}
    count=$((count + 1))
    if ! grep -q '@file' "$header"; then
        echo "$name: no @file"
        rc=1
    fi
    if ! echo "#include <$name>" |
        $CC -std=c11 $warnings -fsyntax-only -I "$1" -I "$2" -x c -; then
        echo "$name: does not compile alone as C11"
        rc=1
    fi
    if [ -n "$CXX" ] && ! echo "#include <$name>" |
        $CXX -std=c++11 $warnings -fsyntax-only -I "$1" -I "$2" -x c++ -; then
        echo "$name: does not compile alone as C++"
        rc=1
    fi
done
echo "$count headers${CXX:+, also as C++}"
[ "$count" -gt 1 ] || rc=1
exit "$rc"
