#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The documents: every relative link leads to a file, every anchor to a heading; the planners and commands of the guide are
# those of the program. Arguments: the project's folder, and the program jackdaw-cli if it is built.
set -euo pipefail

cd "$1"
program=${2:-}
failures=0

complain() {
    printf 'FAIL %s\n' "$1"
    failures=$((failures + 1))
}

documents() {
    find . -name '*.md' -not -path './build/*' -not -path './.git/*' | sort
}

# The links of a document, without comments: "target" per line, addresses of other hosts left out.
links() {
    sed 's/<!--.*-->//' "$1" | grep -oE '\]\([^)]+\)' | sed -E 's/^\]\(([^ )]+).*\)$/\1/' | grep -vE '^[a-z]+:' || true
}

# Headings as anchors: lower case, spaces to dashes, other signs left out.
anchors() {
    grep -E '^#+ ' "$1" | sed -E 's/^#+ +//' | tr '[:upper:]' '[:lower:]' | sed -E 's/[^a-z0-9 _-]//g; s/ /-/g'
}

check_links() {
    local document=$1 link target anchor
    while read -r link; do
        [ -n "$link" ] || continue
        target=${link%%#*}
        anchor=
        [[ $link == *#* ]] && anchor=${link#*#}
        target=${target:+$(dirname "$document")/$target}
        target=${target:-$document}
        if [ ! -e "$target" ]; then
            complain "$document: $link leads nowhere"
        elif [ -n "$anchor" ] && ! anchors "$target" | grep -qxF "$anchor"; then
            complain "$document: $link names no heading of $target"
        fi
    done < <(links "$document")
}

# Every command of the program is described, and nothing else is.
check_commands() {
    local guide=resources/guide/command-line.md
    diff <("$program" --help | sed -n '/^Subcommands:/,/^$/p' | sed -nE 's/^  ([a-z]+) .*/\1/p' | sort -u) \
        <(sed -n '/^| command/,/^$/p' "$guide" | sed -nE 's/^\| `([a-z]+).*/\1/p' | sort -u) ||
        complain "$guide: its commands (>) are not those of the program (<)"
}

# Every option of `run` is described.
check_run_options() {
    local guide=resources/guide/command-line.md option
    for option in $("$program" run --help | grep -oE '^  --[a-z-]+'); do
        grep -qF -- "\`$option" "$guide" || complain "$guide: $option of run is missing"
    done
}

# Every field of the scenario schema is described in the guide.
check_scenario_fields() {
    local guide=resources/guide/scenarios.md field
    for field in $(grep -oE '^ *"[a-z_]+": \{$' datasets/scenario.schema.json | tr -d ' ":{' | sort -u); do
        case $field in properties | items | path | camera | line | zone | region | configuration | format | version | description) continue ;; esac
        grep -qE "\`(golden\.)?$field\`" "$guide" || complain "$guide: the field $field is missing"
    done
}

# Every field of the trace schema is described in the guide.
check_trace_fields() {
    local guide=resources/guide/simulation.md field
    while read -r field; do
        case $field in properties | items | accuracy_estimate | cost_estimate | configuration | serving | stream_window) continue ;; esac
        grep -qF "\`$field\`" "$guide" || complain "$guide: the field $field is missing"
    done < <(grep -oE '^ *"[a-z_]+": \{ ?"?' datasets/trace.schema.json | sed -E 's/[^a-z_]//g' | sort -u)
}

# Every field and street of the street script's schema is described in the guide.
check_street_fields() {
    local guide=resources/guide/streets.md field
    while read -r field; do
        case $field in properties | items | format | version | description) continue ;; esac
        grep -qF "\`$field\`" "$guide" || complain "$guide: the field $field is missing"
    done < <(grep -oE '^ *"[a-z_]+": \{$' datasets/streets.schema.json | sed -E 's/[^a-z_]//g' | sort -u)
    while read -r field; do
        grep -qF "\`$field\`" "$guide" || complain "$guide: the street $field is missing"
    done < <(sed -n '/"enum": \[/,/\]/p' datasets/streets.schema.json | grep -oE '"[a-z-]+",?$' | tr -d '",')
}

count=0
for document in $(documents); do
    check_links "$document"
    count=$((count + 1))
done
[ "$count" -ge 11 ] || complain "only $count documents found"
check_scenario_fields
check_trace_fields
check_street_fields
if [ -n "$program" ]; then
    check_commands
    check_run_options
fi
echo "$count documents, $failures failures"
[ "$failures" -eq 0 ]
