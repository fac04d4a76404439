#!/bin/sh
# Prints some hundred command lines, one a line: every program, on every data set of examples/data,
# in every format and both languages, with each option at least once. tests/outputs/record.sh keeps
# what they print, so that two builds can be compared byte for byte.
#
# sh tests/outputs/commands.sh [FOLDER_OF_CASES]
# FOLDER_OF_CASES   more boards: folders with c.csv (criteria) and p.csv (points)
d=examples/data

# views CRITERIA POINTS [OPTION...]: a board in each format and language.
views() {
    for view in '' '--lang vi' '--format csv' '--format csv --lang vi' '--format json' \
        '--format json --lang vi' '--format html' '--format html:images --lang vi'; do
        echo "scoreboard $* $view"
    done
}

# ways CRITERIA POINTS [OPTION...]: each way of ranking and scoring, in text and JSON.
ways() {
    for way in --overall '--ties dense' '--ties modified' '--ties average' '--ties ordinal' \
        '--rank-by published' '--missing skip' '--missing unknown' '--missing zero' '--digits 0' \
        '--digits 4' '--digits 6 --overall --rank-by published'; do
        echo "scoreboard $* $way"
        echo "scoreboard $* $way --format json"
    done
}

# unit CRITERIA POINTS UNIT [OPTION...]: all that is told of a unit.
unit() {
    board="$1 $2 --unit $3"
    shift 3
    for view in '' '--lang vi' '--format json' '--format json --lang vi'; do
        echo "scoreboard $board $* $view"
        echo "scoreboard $board $* --explain . $view"
        echo "scoreboard $board $* --target rank:1 $view"
        echo "scoreboard $board $* --target percent:95 $view"
    done
    echo "scoreboard $board $* --format html"
    echo "scoreboard $board $* --format html --lang vi --target percent:95"
}

boards() {
    views $d/ddci/criteria.csv $d/ddci/points-2021.csv --bands $d/ddci/bands.csv
    views $d/ddci/criteria.csv $d/ddci/points-2021-as-printed.csv
    views $d/ddci/totals-criteria.csv $d/ddci/totals-2021.csv
    views $d/dti/criteria.csv $d/dti/points-2022.csv
    views $d/ict/criteria.csv $d/ict/points.csv
    views $d/moodle/criteria.csv $d/moodle/points.csv
    views $d/oecd/criteria.csv $d/oecd/points.csv
    views $d/par/department-criteria.csv $d/par/department-appraisal.csv
    views $d/par/department-criteria.csv $d/par/department-self.csv --bands $d/par/bands.csv
    views $d/par/quangbinh-criteria.csv $d/par/quangbinh-2023.csv --bands $d/par/bands.csv
    views $d/pci/criteria.csv $d/pci/points-2021.csv
    views $d/pci/criteria-vi.csv $d/pci/points-2019.csv
    views $d/sipas/criteria.csv $d/sipas/points.csv
    for tree in absolute default flat; do
        views $d/xccdf/criteria-$tree.csv $d/xccdf/points.csv
    done
}

changes() {
    views $d/pci/criteria.csv $d/pci/points-2021.csv --previous $d/pci/points-2019.csv
    views $d/pci/criteria.csv $d/pci/points-2021.csv --previous $d/pci/points-2019.csv \
        --previous-criteria $d/pci/criteria-vi.csv --overall
    views $d/par/department-criteria.csv $d/par/department-appraisal.csv \
        --previous $d/par/department-self.csv --bands $d/par/bands.csv
    unit $d/pci/criteria.csv $d/pci/points-2021.csv haiphong --previous $d/pci/points-2019.csv
    unit $d/pci/criteria.csv $d/pci/points-2021.csv haiduong --previous $d/pci/points-2019.csv
    unit $d/par/department-criteria.csv $d/par/department-appraisal.csv snv \
        --previous $d/par/department-self.csv --bands $d/par/bands.csv
}

units() {
    unit $d/pci/criteria.csv $d/pci/points-2021.csv haiphong --what-if labor=8.00 --what-if bias=8.3
    unit $d/par/department-criteria.csv $d/par/department-appraisal.csv snv
    unit $d/par/department-criteria.csv $d/par/department-appraisal.csv stc --missing skip
    unit $d/par/quangbinh-criteria.csv $d/par/quangbinh-2023.csv syt --bands $d/par/bands.csv
    unit $d/oecd/criteria.csv $d/oecd/points.csv FIN
    unit $d/sipas/criteria.csv $d/sipas/points.csv edu
    for goal in band:A rank:5 percent:90 above:stc; do
        unit $d/par/quangbinh-criteria.csv $d/par/quangbinh-2023.csv syt --bands $d/par/bands.csv \
            --target $goal
    done
    for code in 1 2 3 4 5 6 7 8; do
        echo "scoreboard $d/par/department-criteria.csv $d/par/department-appraisal.csv" \
            "--unit snv --explain $code"
        echo "scoreboard $d/par/department-criteria.csv $d/par/department-appraisal.csv" \
            "--unit stc --explain $code --lang vi"
    done
}

rankings() {
    ways $d/ddci/criteria.csv $d/ddci/points-2021.csv
    ways $d/par/department-criteria.csv $d/par/department-appraisal.csv --bands $d/par/bands.csv
    ways $d/par/quangbinh-criteria.csv $d/par/quangbinh-2023.csv
    ways $d/pci/criteria.csv $d/pci/points-2021.csv --previous $d/pci/points-2019.csv
    ways $d/xccdf/criteria-default.csv $d/xccdf/points.csv
    echo "scoreboard $d/pci/criteria.csv $d/pci/points-2021.csv" \
        "--ties ordinal --tie-break land,bias"
}

others() {
    for lang in en vi; do
        for tree in ddci/criteria dti/criteria ict/criteria oecd/criteria par/criteria-2948 \
            par/department-criteria pci/criteria pci/criteria-informal-2005 sipas/criteria; do
            echo "audit $d/$tree.csv --lang $lang"
        done
        echo "audit $d/par/department-criteria.csv $d/par/department-appraisal.csv --lang $lang"
        echo "audit $d/pci/criteria.csv $d/pci/points-2021.csv --lang $lang"
        echo "audit $d/dti/criteria.csv $d/dti/points-2022.csv --lang $lang"
        for rounding in half-up half-even truncate; do
            echo "audit $d/audit/printed.csv --lang $lang --rounding $rounding"
        done
        echo "audit $d/audit/printed.csv --lang $lang"
        echo "documents --lang $lang"
    done
    echo composite
    echo first_tree
    echo "survey $d/sipas/criteria.csv $d/sipas/answers.csv"
    echo "scoreboard --help"
    echo "scoreboard --version"
}

# How sure the ranks are, by each source of draws that a board has.
robust() {
    views $d/pci/criteria.csv $d/pci/points-2021.csv --robustness 500,first:3,pairs:yes
    views $d/ddci/criteria.csv $d/ddci/points-2021.csv --bands $d/ddci/bands.csv \
        --robustness 500,levels:1,seed:9,quantiles:2.5+97.5
    views $d/oecd/criteria.csv $d/oecd/points.csv --robustness 200,without:yes --ties average
    for lang in en vi; do
        echo "scoreboard $d/pci/criteria.csv $d/pci/points-2021.csv --lang $lang --unit haiphong" \
            "--robustness 500,pairs:yes,combine:.=mean+geometric"
    done
}

# What is refused, and in which words.
refused() {
    for lang in en vi; do
        echo "scoreboard $d/pci/criteria.csv --lang $lang"
        echo "scoreboard $d/pci/nothing.csv $d/pci/points-2021.csv --lang $lang"
        echo "scoreboard $d/pci/criteria.csv $d/par/bands.csv --lang $lang"
        echo "scoreboard $d/par/bands.csv $d/pci/points-2021.csv --lang $lang"
        echo "scoreboard $d/pci/criteria.csv $d/ddci/points-2021.csv --lang $lang"
        for wrong in '--ties best' '--digits 9' '--unit nobody' '--format pdf' '--bands README.md' \
            '--unit hanoi --target rank:99' '--unit hanoi --target band:A' '--tie-break land' \
            '--unit hanoi --what-if land=x' '--unit hanoi --explain 99' '--nonsense' \
            '--robustness 9,x' '--robustness 9,answers:yes' '--robustness 9,node:x'; do
            echo "scoreboard $d/pci/criteria.csv $d/pci/points-2021.csv --lang $lang $wrong"
        done
    done
}

cases() {
    for folder in "$1"/*/; do
        if [ -f "$folder/c.csv" ] && [ -f "$folder/p.csv" ]; then
            board="$folder/c.csv $folder/p.csv"
            [ ! -f "$folder/b.csv" ] || board="$board --bands $folder/b.csv"
            echo "scoreboard $board"
            echo "scoreboard $board --format json --lang vi"
            echo "audit $folder/c.csv $folder/p.csv"
        fi
    done
}

boards
changes
units
rankings
others
robust
refused
[ $# = 0 ] || cases "$1"
