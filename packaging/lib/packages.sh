# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Debian packages, one list file per purpose in packaging/packages.

# The package names of the given lists.
listed_packages() {
    local list
    for list in "$@"; do
        grep -Ehv '^[[:space:]]*(#|$)' "$JACKDAW_ROOT/packaging/packages/$list.txt"
    done | sort -u
}

# Those of the given lists that dpkg does not know as installed.
missing_packages() {
    local -a wanted
    mapfile -t wanted < <(listed_packages "$@")
    dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "${wanted[@]}" 2>/dev/null |
        awk '$1 == "ii" || $1 == "hi" { print $2 }' | sort -u |
        comm -13 - <(printf '%s\n' "${wanted[@]}")
}

is_debian_12() {
    # Another file only in the tests.
    local ID='' VERSION_ID='' release=${JACKDAW_OS_RELEASE:-/etc/os-release}
    # shellcheck source=/dev/null
    [ -r "$release" ] && . "$release"
    [ "$ID" = debian ] && [ "$VERSION_ID" = 12 ] && have dpkg-query && have apt-get
}

# Makes the packages of the given lists present, or says what is missing.
need_packages() {
    if is_debian_12; then
        install_missing_packages "$@"
    else
        name_missing_commands "$@"
    fi
}

install_missing_packages() {
    local -a missing
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -eq 0 ] && return
    local log
    log=$(mktemp --tmpdir jackdaw-apt.XXXXXX.log)
    as_root_or_say "${missing[@]}"
    say "Installing Debian packages: ${missing[*]}"
    run_apt "$log" update || warn "'apt-get update' failed; going on with the package lists that are there."
    run_apt "$log" install --no-install-recommends --yes "${missing[@]}" || explain_apt_failure "$log"
    rm -f "$log"
}

# Without root the packages are installed through sudo; the user is told before a password is asked for.
as_root_or_say() {
    AS_ROOT=()
    [ "$(id -u)" -eq 0 ] && return
    have sudo || fail "These Debian packages are missing and neither root nor sudo is at hand:" \
        "$*. Ask an administrator to run: apt-get install --no-install-recommends $*"
    say "Not root: installing through sudo, which may ask for your password."
    AS_ROOT=(sudo)
}

# Keeps apt's flood in a log and shows how much it fetches.
run_apt() {
    local log=$1
    shift
    "${AS_ROOT[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 \
        apt-get -q -o DPkg::Lock::Timeout=120 "$@" 2>&1 </dev/null | tee -a "$log" |
        sed -un -e '/^Need to get/p' -e '/^After this operation/p' -e '/^Fetched/p' >&2
}

explain_apt_failure() {
    local log=$1
    show_log_end "$log"
    if grep -qiE "don't have enough free space|No space left on device" "$log"; then
        fail "The disk is full: apt-get could not install the packages. Free some space and run the command again" \
            "(whole log: $log)."
    elif grep -qiE 'Temporary failure resolving|Could not resolve|Could not connect|Failed to fetch|Unable to locate' "$log"; then
        fail "apt-get could not fetch the packages: check the network and the sources in /etc/apt, then run the" \
            "command again (whole log: $log)."
    fi
    fail "apt-get could not install the packages; the lines above say why (whole log: $log)."
}

# Other systems: nothing is installed; the commands decide whether it makes sense to go on.
name_missing_commands() {
    local -a lacking=()
    local command
    for command in $(commands_of_lists "$@"); do
        have "$command" || lacking+=("$command")
    done
    if [ ${#lacking[@]} -gt 0 ]; then
        fail "This is not Debian 12, so nothing is installed for you, and these commands are missing: ${lacking[*]}." \
            "Install what your system calls these Debian packages: $(listed_packages "$@" | paste -sd ' ')."
    fi
    [ -e "${JACKDAW_BUILD:-}/CMakeCache.txt" ] ||
        warn "This is not Debian 12: nothing is installed for you. Needed are, in Debian's names:" \
            "$(listed_packages "$@" | paste -sd ' ')."
}

commands_of_lists() {
    local list
    for list in "$@"; do
        case $list in
            build) echo "c++ cmake ninja pkg-config" ;;
            fetch) echo "python3 unzip" ;;
        esac
    done
}
