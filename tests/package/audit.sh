#!/bin/sh
# audit.sh PROGRAM: the program audit: how a printed table is rounded, its usage, both languages.
set -eu
audit=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
table=$dir/table.csv
printf 'what,achieved,max,percent\nOne,40.62,80,50.77\nTwo,0.125,100,0.12\n' >"$table"
printf 'what,achieved,max,percent\nThree,23.56,29,90.62\n' >"$dir/wrong.csv"
printf 'code,title,max\n1,One,5\n' >"$dir/criteria.csv"

# expect STATUS TEXT ARGUMENT...: what the program says, on either stream, and how it ends.
expect() {
    status=$1 text=$2
    shift 2
    rc=0
    said=$("$audit" "$@" 2>&1) || rc=$?
    case $said in
    *"$text"*) ;;
    *) echo "audit $*: does not say \"$text\" but: $said" && exit 1 ;;
    esac
    [ "$rc" = "$status" ] || { echo "audit $*: status $rc, expected $status" && exit 1; }
}

expect 0 'table.csv:2: warning: One: 40.62 of 80 is 50.78 %, not 50.77 %' "$table"
expect 0 'table.csv:3: warning: Two' "$table" --rounding half-up
expect 0 'table.csv:2: warning: One' --rounding half-even "$table"
expect 0 'nothing found' "$table" --rounding truncate
expect 1 'error: Three' --rounding truncate "$dir/wrong.csv"
expect 0 'không phát hiện gì' "$table" --rounding truncate --lang vi
case $("$audit" "$table" --rounding half-even || true) in
*Two*) echo 'audit: 0.125 rounded to even is 0.12' && exit 1 ;;
esac

expect 0 '--rounding half-up|half-even|truncate' --help
expect 0 'cách làm tròn' --help --lang vi
expect 2 'usage: audit' "$table" --rounding up
expect 2 'usage: audit' "$table" --rounding
expect 2 'cách dùng: audit' --lang vi --rounding half
expect 2 'usage: audit'
expect 2 'for printed tables' "$dir/criteria.csv" --rounding truncate
expect 2 'chỉ dùng cho bảng in' "$dir/criteria.csv" --rounding truncate --lang vi
expect 2 'audited alone' "$table" "$table"
expect 0 'nothing found' "$dir/criteria.csv"
echo 'audit: all as expected'
