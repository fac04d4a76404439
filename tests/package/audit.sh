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

# The doubts about the points file and the criteria file are findings; all mistakes are said.
printf 'code,title,max\n1.a,One,5\n1.A,Two,5\n' >"$dir/alike.csv"
printf 'unit,1.a,1.A\nx,1,2\nX,2,3\n' >"$dir/points.csv"
printf 'unit,1.a,1.A\nx,a,2\nX,2,b\n' >"$dir/bad.csv"
expect 0 'alike.csv:3:1: warning: criterion 1.A differs' "$dir/alike.csv"
expect 0 'points.csv:3:1: warning: unit X differs' "$dir/alike.csv" "$dir/points.csv"
expect 0 'points.csv:3:1: cảnh báo: đơn vị X' "$dir/alike.csv" "$dir/points.csv" --lang vi
expect 2 'bad.csv:2:3: unit x' "$dir/alike.csv" "$dir/bad.csv"
expect 2 'bad.csv:3:5: unit X' "$dir/alike.csv" "$dir/bad.csv"
# Doubts that stand before them take no place from them.
printf 'unit,1.a,1.A\nx, - ,2\ny,a,2\nX,2,b\n' >"$dir/late.csv"
expect 2 'late.csv:3:3: unit y' "$dir/alike.csv" "$dir/late.csv"
expect 2 'late.csv:4:5: unit X' "$dir/alike.csv" "$dir/late.csv"
# What the audit itself found of the cells is said once.
printf 'unit,1\na,3\nb,3\nc,3\nd,3\ne,3\n' >"$dir/equal.csv"
case $("$audit" "$dir/criteria.csv" "$dir/equal.csv" | grep -c 'criterion 1') in
1) ;;
*) echo 'audit: equal points are not said once' && exit 1 ;;
esac
echo 'audit: all as expected'
