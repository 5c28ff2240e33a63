# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Messages, and the one way out when something fails.

say() {
    printf '==> %s\n' "$*" >&2
}

warn() {
    printf 'Note: %s\n' "$*" >&2
}

# One sentence: what, where, what to do.
fail() {
    printf 'Error: %s\n' "$*" >&2
    exit 1
}

have() {
    command -v "$1" >/dev/null 2>&1
}

# The end of a log file, for the reader who wants to know more than the sentence that follows it.
show_log_end() {
    [ -s "$1" ] && tail -n 15 "$1" | sed 's/^/    /' >&2
    return 0
}
