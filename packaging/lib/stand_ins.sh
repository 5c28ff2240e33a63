# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Stand-ins for libraries that FFmpeg and OpenCV ask for and a check of a GPU has no use for: encoders other than H.264's,
# capture devices, protocols other than those of cameras, hardware decoders, vector pictures. With all that these ask for in
# turn they would be two thirds of a bundle. A stand-in has the library's name and those symbols that others ask for; its
# functions do nothing and return 0, which says "not there" to whoever asks for an encoder or a display.

readonly STAND_INS='^lib(avdevice|xml2|rsvg-2|cairo|gobject-2\.0|glib-2\.0|codec2|x265|xvidcore|SvtAv1Enc|aom|rav1e|jxl|jxl_threads|openmpt|chromaprint|bluray|rabbitmq|rist|srt-gnutls|ssh-gcrypt|zmq|zvbi|mfx|OpenCL|vdpau|va|va-drm|va-x11|X11|drm|GLX)\.so'

# Copies what programs need and is not the system's, with stand-ins. Arguments: folder, programs.
copy_needed() {
    local to=$1 file name path
    local -A paths=() seen=()
    shift
    local -a left=("$@")
    mkdir -p "$to"
    while read -r name path; do paths[$name]=$path; done < <(libraries_of "$@")
    while [ ${#left[@]} -gt 0 ]; do
        file=${left[0]}
        left=("${left[@]:1}")
        while read -r name; do
            if [ -n "${seen[$name]:-}" ] || [[ $name =~ $SYSTEM_LIBRARIES ]]; then continue; fi
            seen[$name]=yes
            [ -n "${paths[$name]:-}" ] || fail "The library $name, which $file asks for, is not on this machine."
            if [[ $name =~ $STAND_INS ]]; then continue; fi
            install -m 644 "${paths[$name]}" "$to/$name"
            left+=("$to/$name")
        done < <(needed_by "$file")
    done
    for name in "${!seen[@]}"; do
        if [[ $name =~ $STAND_INS ]]; then make_stand_in "${paths[$name]}" "$to/$name" "$to"/*.so* "$@"; fi
    done
}

# Names of libraries that a file asks for.
needed_by() {
    readelf -d "$1" | sed -nE 's/^.*\(NEEDED\).*\[(.*)\]$/\1/p'
}

# Arguments: the library, its stand-in, all files that may ask for something of it.
make_stand_in() {
    local library=$1 stand_in=$2 work
    shift 2
    work=$(mktemp -d)
    nm -D --undefined-only "$@" 2>/dev/null | awk 'NF == 2 { print $2 }' | sort -u >"$work/asked"
    # SYMBOL VERSION KIND SIZE, of what is asked for; a version stands behind one @, the newest in a library behind two.
    nm -DS --defined-only "$library" | awk -v asked="$work/asked" '
        BEGIN { while ((getline name < asked) > 0) wanted[name] = 1 }
        { size = NF == 4 ? $2 : "10"; kind = $(NF - 1); symbol = $NF; sub(/@@/, "@", symbol); split(symbol, parts, "@") }
        symbol in wanted && kind != "A" { print parts[1], parts[2] == "" ? "-" : parts[2], kind, size }' >"$work/symbols"
    awk '{ if ($3 ~ /[TWi]/) printf "long %s(void) { return 0; }\n", $1; else printf "char %s[0x%s];\n", $1, $4 }' \
        "$work/symbols" >"$work/stand_in.c"
    awk '$2 != "-" { names[$2] = names[$2] " " $1 ";" } END { for (v in names) printf "%s { global:%s };\n", v, names[v] }' \
        "$work/symbols" >"$work/versions"
    local -a options=(-shared -nostdlib -fPIC -w -fno-builtin "-Wl,-soname,$(basename "$stand_in")")
    if [ -s "$work/versions" ]; then options+=("-Wl,--version-script=$work/versions"); fi
    cc "${options[@]}" -o "$stand_in" "$work/stand_in.c" || fail "No stand-in for $library could be made."
    chmod 644 "$stand_in"
    rm -rf "$work"
}
