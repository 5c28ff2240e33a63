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

# "debian-12", "ubuntu-24.04", "fedora", "arch", or what else the system calls itself.
system_name() {
    # Another file only in the tests.
    local ID='' VERSION_ID='' release=${JACKDAW_OS_RELEASE:-/etc/os-release}
    # shellcheck source=/dev/null
    [ -r "$release" ] && . "$release"
    case $ID in
        debian | ubuntu) printf '%s-%s' "$ID" "$VERSION_ID" ;;
        *) printf '%s' "${ID:-unknown}" ;;
    esac
}

is_debian_12() {
    [ "$(system_name)" = debian-12 ] && have dpkg-query && have apt-get
}

# Makes the packages of the given lists present, or says what is missing.
need_packages() {
    if is_debian_12; then
        install_missing_packages "$@"
    else
        name_missing_packages "$@"
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

# Other systems: nothing is installed; each library is looked for before anything large is fetched.
name_missing_packages() {
    local -a missing
    local column install
    case $(system_name) in
        debian-13) column=3 install="apt install" ;;
        ubuntu-24.04) column=4 install="apt install" ;;
        fedora) column=5 install="dnf install" ;;
        arch) column=6 install="pacman -S" ;;
        *) column=1 install= ;;
    esac
    mapfile -t missing < <(names_of_missing "$column" "$@")
    [ ${#missing[@]} -eq 0 ] && return
    [ -n "$install" ] ||
        fail "This is not Debian 12, so nothing is installed for you. Missing are, in Debian's names: ${missing[*]}." \
            "Install what your system calls them."
    fail "This is not Debian 12, so nothing is installed for you. What is missing is installed by:" \
        "sudo $install ${missing[*]}"
}

# What the lists want and a probe does not find, by the names of a column of packages/names.txt.
names_of_missing() {
    local column=$1 name probe named
    local -a fields
    shift
    for name in $(listed_packages "$@"); do
        read -r -a fields < <(grep -E "^${name//+/\\+} " "$JACKDAW_ROOT/packaging/packages/names.txt") || continue
        probe=${fields[1]}
        if ! is_there "$probe"; then
            named=${fields[column - 1]}
            [ "$named" = = ] && named=$name
            printf '%s\n' "$named"
        fi
    done | sort -u
}

# Headers are looked for by the compiler, with the folder that OpenCV's lie in.
is_there() {
    case $1 in
        cmd:*) have "${1#cmd:}" ;;
        pkg:*) have pkg-config && pkg-config --exists "${1#pkg:}" ;;
        hdr:*)
            have c++ && c++ -std=c++20 -E -x c++ - >/dev/null 2>&1 <<HEADER
#if !__has_include(<${1#hdr:}>) && !__has_include(<opencv4/${1#hdr:}>)
#error
#endif
HEADER
            ;;
    esac
}
