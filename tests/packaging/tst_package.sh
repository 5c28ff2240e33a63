#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The Debian package of a build tree: what is in it, what it asks for, and what Debian's own checker says.
# Arguments: the project's folder, the build folder.
set -euo pipefail

cd "$1"
build=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

complain() {
    printf 'FAIL %s\n' "$1"
    failures=$((failures + 1))
}

if ! command -v dpkg-shlibdeps >/dev/null; then
    echo "SKIP-ALL: dpkg-shlibdeps is not installed (Debian package dpkg-dev)"
    exit 0
fi
(cd "$build" && cpack -B "$work" -D CPACK_DEBIAN_DEBUGINFO_PACKAGE=OFF -D CPACK_STRIP_FILES=ON -D CPACK_DEBIAN_COMPRESSION_TYPE=gzip) >"$work/log" ||
    { cat "$work/log" && exit 1; }
package=$(ls "$work"/jackdaw_*.deb)
root="$work/root"
dpkg-deb -x "$package" "$root"

for file in bin/jackdaw bin/jackdaw-cli bin/jackdaw-setup lib/jackdaw/jackdaw lib/jackdaw/jackdaw-cli \
    lib/systemd/system/jackdaw@.service share/applications/org.jackdaw.Jackdaw.desktop \
    share/metainfo/org.jackdaw.Jackdaw.metainfo.xml share/mime/packages/jackdaw.xml \
    share/icons/hicolor/scalable/apps/jackdaw.svg share/icons/hicolor/symbolic/apps/jackdaw-symbolic.svg \
    share/man/man1/jackdaw.1.gz share/man/man1/jackdaw-cli.1.gz share/man/man1/jackdaw-setup.1.gz \
    share/bash-completion/completions/jackdaw-cli share/zsh/vendor-completions/_jackdaw-cli \
    share/fish/vendor_completions.d/jackdaw-cli.fish share/doc/jackdaw/copyright share/doc/jackdaw/jackdaw.spdx; do
    [ -e "$root/usr/$file" ] || complain "usr/$file is missing"
done
[ -e "$root/usr/share/jackdaw/guide/index.html" ] || [ -e "$root/usr/share/jackdaw/guide/index.md" ] || complain "no guide"

# LibTorch is in no package, and no path of the machine that built it.
[ -z "$(find "$root" -name 'libtorch*.so*' -o -name 'libc10*')" ] || complain "LibTorch is in it"
for program in jackdaw jackdaw-cli; do
    ! readelf -d "$root/usr/lib/jackdaw/$program" | grep -qE 'RPATH|RUNPATH' || complain "$program has a run path"
    ! readelf -S "$root/usr/lib/jackdaw/$program" | grep -q '\.debug_info' || complain "$program is not stripped"
    ! grep -qaF "$PWD/" "$root/usr/lib/jackdaw/$program" || complain "$program holds the path of its source"
done

depends=$(dpkg-deb -f "$package" Depends)
for name in libqt6widgets6 libavformat libsqlite3-0 python3-pip-whl unzip; do
    [[ $depends == *$name* ]] || complain "it does not ask for $name"
done
[[ $depends != *torch* ]] || complain "it asks for LibTorch"

if command -v lintian >/dev/null; then
    lintian --allow-root --fail-on error,warning "$package" || complain "lintian"
else
    echo "lintian is not installed: its checks are left out"
fi
echo "$failures failures"
[ "$failures" -eq 0 ]
