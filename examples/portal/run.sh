#!/bin/sh
# Serves a board on this machine, behind lighttpd, until Ctrl-C:
#
# sh examples/portal/run.sh [FOLDER [PORT]]
#
# FOLDER is the store, with criteria.csv and points-PERIOD.csv; without it a copy of the index of 21
# provinces is served. PORTAL_PROGRAM names a program that is built already.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$(dirname "$here")")
program=${PORTAL_PROGRAM:-}
port=${2:-8080}

lighttpd=$(PATH=$PATH:/usr/sbin command -v lighttpd) || {
    echo "lighttpd is needed: apt-get install lighttpd" >&2
    exit 1
}
if [ -z "$program" ]; then
    program=$root/build-release/examples/portal
    [ -f "$root/build-release/build.ninja" ] ||
        meson setup "$root/build-release" "$root" --buildtype=release -Dtests=disabled
    ninja -C "$root/build-release" examples/portal
fi

work=$(mktemp -d)
server=
end() {
    trap '' INT TERM
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ -z "$server" ] || wait "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap end EXIT
trap 'exit 0' INT TERM

folder=${1:-}
if [ -z "$folder" ]; then
    folder=$work/store
    mkdir "$folder"
    for file in criteria.csv criteria-vi.csv points-2019.csv points-2021.csv; do
        cp "$root/examples/data/pci/$file" "$folder/"
    done
fi
folder=$(cd "$folder" && pwd)

# Only this machine is answered; who may upload is for the server to say, see README.md.
cat >"$work/lighttpd.conf" <<END
server.document-root = "$work"
server.bind = "127.0.0.1"
server.port = $port
server.upload-dirs = ( "$work" )
server.max-request-size = 2048
server.modules = ( "mod_setenv", "mod_alias", "mod_redirect", "mod_cgi" )
url.redirect = ( "^/\$" => "/portal/" )
alias.url = ( "/portal" => "$program" )
\$HTTP["url"] =~ "^/portal(/|\$)" {
    cgi.assign = ( "" => "" )
}
setenv.set-environment = ( "PORTAL_FOLDER" => "$folder" )
END
"$lighttpd" -D -f "$work/lighttpd.conf" &
server=$!
echo "The store is $folder. Look at http://127.0.0.1:$port/portal/ and end it with Ctrl-C."
wait "$server"
