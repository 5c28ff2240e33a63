#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs a program on a desktop of its own: an X server that no screen belongs to, and a window manager. Says SKIP-ALL where
# these are not installed, or fails there with JACKDAW_REQUIRE_DESKTOP=1.
#
#   on_desktop.sh PROGRAM [ARGUMENTS]
set -uo pipefail

missing=()
for tool in Xvfb openbox xdotool; do
    command -v "$tool" >/dev/null || missing+=("$tool")
done
if [ ${#missing[@]} -gt 0 ]; then
    if [ "${JACKDAW_REQUIRE_DESKTOP:-0}" = 1 ]; then
        echo "FAIL: ${missing[*]} is not installed, and JACKDAW_REQUIRE_DESKTOP wants it."
        exit 1
    fi
    echo "SKIP-ALL: ${missing[*]} is not installed: nothing on a desktop was tried."
    exit 0
fi

folder=$(mktemp -d)
children=()
end() {
    [ ${#children[@]} -eq 0 ] || kill "${children[@]}" 2>/dev/null
    wait 2>/dev/null
    rm -rf "$folder"
}
trap end EXIT

# The server chooses a number that is free, and says it once it listens.
mkfifo "$folder/display"
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$folder/display" 2>"$folder/server" &
children+=($!)
if ! read -r -t 60 number <"$folder/display"; then
    echo "FAIL: Xvfb did not start: $(cat "$folder/server")"
    exit 1
fi
export DISPLAY=":$number" QT_QPA_PLATFORM=xcb XDG_RUNTIME_DIR="$folder"
export XDG_CONFIG_HOME="$folder/config" # a window manager without anybody's settings
openbox --sm-disable 2>"$folder/manager" &
children+=($!)
"$@"
