#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# One check of what is packaged. Arguments: its name, the project's folder, and for some the build folder. A tool that is
# missing skips the check and is named.
set -euo pipefail

check=$1
cd "$2"
build=${3:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

complain() {
    printf 'FAIL %s\n' "$1"
    failures=$((failures + 1))
}

need() {
    command -v "$1" >/dev/null && return
    echo "SKIP-ALL: $1 is not installed (Debian package $2)"
    exit 0
}

desktopFileIsValid() {
    need desktop-file-validate desktop-file-utils
    desktop-file-validate packaging/desktop/org.jackdaw.Jackdaw.desktop || complain "the desktop file"
}

metainfoIsValid() {
    need appstreamcli appstream
    appstreamcli validate --no-net packaging/desktop/org.jackdaw.Jackdaw.metainfo.xml || complain "the metainfo"
}

everyFileSaysItsLicence() {
    need reuse reuse
    reuse lint || complain "reuse lint"
}

# The one version is CMake's; what tells it to systems is written by hand.
versionsAgree() {
    local version
    version=$(sed -nE 's/^project\(Jackdaw VERSION ([0-9.]+) .*/\1/p' CMakeLists.txt)
    grep -qF "release version=\"$version\"" packaging/desktop/org.jackdaw.Jackdaw.metainfo.xml || complain "metainfo lacks $version"
    grep -q "^jackdaw ($version) " packaging/debian/changelog || complain "debian/changelog lacks $version"
    grep -q "^## \[$version\] - " CHANGELOG.md || complain "CHANGELOG.md lacks $version"
}

# The desktop file, the window and the metainfo mean the same program; the type is the one that files are known by.
namesAgree() {
    grep -q 'setDesktopFileName(QStringLiteral("org.jackdaw.Jackdaw"))' app/window/main.cpp || complain "the window's name"
    grep -q '<launchable type="desktop-id">org.jackdaw.Jackdaw.desktop<' packaging/desktop/*.metainfo.xml || complain "metainfo's name"
    for file in org.jackdaw.Jackdaw.desktop org.jackdaw.Jackdaw.metainfo.xml jackdaw-mime.xml; do
        grep -q 'application/x-jackdaw-session' "packaging/desktop/$file" || complain "$file lacks the type"
    done
}

# A session is known by its bytes whatever it is called, and no other database is taken for one.
sessionsAreKnownByTheirBytes() {
    need update-mime-database shared-mime-info
    need gio libglib2.0-bin
    mkdir -p "$work/mime/packages"
    cp packaging/desktop/jackdaw-mime.xml /usr/share/mime/packages/freedesktop.org.xml "$work/mime/packages/"
    update-mime-database "$work/mime" 2>/dev/null
    cp tests/golden/complete-1.jackdaw "$work/renamed"
    printf 'SQLite format 3\000%080d' 0 >"$work/other"
    export XDG_DATA_HOME=$work XDG_DATA_DIRS=$work
    gio info -a standard::content-type "$work/renamed" | grep -q 'application/x-jackdaw-session' || complain "a session is not known"
    ! gio info -a standard::content-type "$work/other" | grep -q 'application/x-jackdaw-session' || complain "another database is taken for one"
}

unitIsValid() {
    need systemd-analyze systemd
    # Programs of this machine do for it: what is installed is looked at in its package.
    sed 's|/usr/bin/jackdaw-cli|/bin/true|' 'packaging/systemd/jackdaw@.service' >"$work/jackdaw@.service"
    systemd-analyze verify --man=no "$work/jackdaw@gate.service" || complain "the unit"
}

# Links and anchors of the guide's pages lead somewhere, and pictures are there.
guideIsWhole() {
    need cmark-gfm cmark-gfm
    local guide="$work/guide" page link target
    cmake "-DCMARK=$(command -v cmark-gfm)" "-DFROM=$PWD/resources/guide" "-DTO=$guide" -P packaging/cmake/MakeGuide.cmake
    for page in "$guide"/*.html; do
        grep -q '<title>.* – Jackdaw</title>' "$page" || complain "$page has no title"
        while read -r link; do
            case $link in http*) continue ;; esac
            target="$guide/${link%%#*}"
            [ "${link%%#*}" != "" ] || target=$page
            [ -e "$target" ] || complain "$page: $link leads nowhere"
            [[ $link != *#* ]] || grep -qF "id=\"${link#*#}\"" "$target" || complain "$page: $link names no heading"
        done < <(grep -oE '(href|src)="[^"]*"' "$page" | sed -E 's/^[a-z]+="(.*)"$/\1/')
    done
    [ "$(find "$guide" -name '*.html' | wc -l)" = "$(find resources/guide -name '*.md' | wc -l)" ] || complain "pages are missing"
}

# Shells take the completions, and bash offers what the program has.
completionsWork() {
    local file
    for file in "$build"/generated/*.bash; do bash -n "$file" || complain "$file"; done
    # shellcheck source=/dev/null
    . "$build/generated/jackdaw-cli.bash"
    offered() {
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _jackdaw_cli
        echo " ${COMPREPLY[*]} "
    }
    [[ $(offered jackdaw-cli ca) == *" camera "* ]] || complain "commands are not offered"
    [[ $(offered jackdaw-cli ca) != *" run "* ]] || complain "other commands are offered"
    [[ $(offered jackdaw-cli camera '') == *" check "* ]] || complain "commands of commands are not offered"
    [[ $(offered jackdaw-cli run --plan) == " --planner " ]] || complain "options are not offered"
    if command -v zsh >/dev/null; then zsh -n "$build"/generated/*.zsh || complain "zsh"; fi
    if command -v fish >/dev/null; then fish -n "$build"/generated/*.fish || complain "fish"; fi
}

# Every command and option of the programs is in their pages, and roff has no complaint.
manualsAreWhole() {
    need groff groff-base
    local page command option
    for page in "$build"/generated/jackdaw.man "$build"/generated/jackdaw-cli.man packaging/installed/jackdaw-setup.1; do
        groff -k -man -Tutf8 -ww "$page" >"$work/text" 2>"$work/warnings"
        [ ! -s "$work/warnings" ] || complain "$page: $(head -n 1 "$work/warnings")"
    done
    sed 's/\\-/-/g' "$build/generated/jackdaw-cli.man" >"$work/words"
    while read -r command; do
        while read -r option; do
            grep -qF -- "$option" "$work/words" || complain "the page lacks $option of$command"
        done < <(help_of "$command" | grep -oE -- '--[a-z-]+' | sort -u)
    done < <(commands_below "")
}

# shellcheck disable=SC2086 # a command is several words
help_of() {
    "$build/app/cli/jackdaw-cli" $1 --help
}

# The commands below one, and theirs.
commands_below() {
    local word
    while read -r word; do
        printf '%s %s\n' "$1" "$word"
        commands_below "$1 $word"
    done < <(help_of "$1" | sed -n '/^Subcommands:/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p')
}

# The bill of materials names what is linked and what is fetched, each with an identifier of its own.
billOfMaterialsIsWhole() {
    local bill=$build/generated/jackdaw.spdx name
    head -n 1 "$bill" | grep -qx 'SPDXVersion: SPDX-2.3' || complain "its first line"
    while read -r name; do
        grep -qx "PackageName: $name" "$bill" || complain "it lacks $name"
    done < <(grep -hv '^#' packaging/packages/engine.txt packaging/packages/window.txt packaging/libtorch/*.txt | sed 's/==.*//')
    [ -z "$(grep '^SPDXID' "$bill" | sort | uniq -d)" ] || complain "two things have one identifier"
    grep -qE '^PackageChecksum: SHA256: [0-9a-f]{64}$' "$bill" || complain "wheels have no hashes"
}

"$check"
echo "$check: $failures failures"
[ "$failures" -eq 0 ]
