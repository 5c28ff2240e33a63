# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Folders that run on any Linux with glibc 2.36 or newer, without a package installed: what is installed, and beside it
# the libraries, Qt's plugins and a font. LibTorch is not in it, nor the C and C++ libraries, which are the system's. So is what
# drives the display, but where the system has none.

# Names of libraries that stay the system's.
readonly SYSTEM_LIBRARIES='^(ld-linux.*|libc|libm|libdl|librt|libpthread|libresolv|libstdc\+\+|libgcc_s|libcuda|libtorch.*|libc10|libcupti|libcudart)\.so'
# What drives the display: the system's where it has them.
readonly DISPLAY_LIBRARIES='^(libGL|libGLX|libGLdispatch|libOpenGL|libEGL|libdrm|libgbm)\.so'
# Of Qt's: what a desktop, or nobody (offscreen), shows windows with.
readonly BUNDLED_PLUGINS=(platforms/libqxcb platforms/libqoffscreen platforms/libqwayland-generic platforms/libqwayland-egl
    wayland-shell-integration/libxdg-shell wayland-decoration-client/libbradient xcbglintegrations/libqxcb-glx-integration
    imageformats/libqsvg imageformats/libqjpeg iconengines/libqsvgicon)

# Arguments: the build tree, the folder to make.
make_bundle() {
    local tree=$1 folder=$2
    local home="$folder/lib/jackdaw"
    rm -rf "$folder"
    run_cmake --install "$tree" --prefix "$folder" --strip
    rm -rf "$folder/lib/systemd" "$folder/share/lintian" # a package's own
    copy_plugins "$home/plugins"
    printf '[Paths]\nPlugins = plugins\n' >"$home/qt.conf"
    copy_libraries "$home/libs" "$home"/jackdaw "$home"/jackdaw-cli "$home"/jackdaw-setup-window \
        "$home"/plugins/*/*.so
    copy_font "$home/fonts"
}

# The command line program and the checks of a machine with a GPU, without the window. Arguments: as above.
make_device_bundle() {
    local tree=$1 folder=$2
    local home="$folder/lib/jackdaw"
    rm -rf "$folder"
    run_cmake --install "$tree" --prefix "$folder" --component device --strip
    copy_needed "$home/libs" "$home"/jackdaw-cli "$home"/*-check
}

# Packs a folder of build/package. Arguments: its name, xz's options.
pack_bundle() {
    local name=$1
    shift
    say "Packing"
    tar -C "$JACKDAW_ROOT/build/package" --owner=0 --group=0 --sort=name -I "xz -T0 $*" \
        -cf "$JACKDAW_ROOT/build/package/$name.tar.xz" "$name"
    (cd "$JACKDAW_ROOT" && ls -sh1 "build/package/$name.tar.xz")
}

# A folder of build/package as one file that starts itself. gzip, since every system has it. Argument: its name.
pack_single_file() {
    local name=$1 file="$JACKDAW_ROOT/build/package/$1.run" work
    work=$(mktemp)
    tar -C "$JACKDAW_ROOT/build/package" --owner=0 --group=0 --sort=name -czf "$work" "$name"
    sed -e "s/@NAME@/$name/" -e "s/@SIZE@/$(stat -c %s "$work")/" -e "s/@HASH@/$(sha256sum "$work" | cut -d ' ' -f 1)/" \
        "$JACKDAW_ROOT/packaging/installed/single_file.in" >"$file"
    cat "$work" >>"$file"
    rm -f "$work"
    chmod 755 "$file"
    (cd "$JACKDAW_ROOT" && ls -sh1 "build/package/$name.run")
}

plugins_folder() {
    local qtpaths
    for qtpaths in qtpaths6 /usr/lib/qt6/bin/qtpaths qtpaths; do
        if have "$qtpaths"; then
            "$qtpaths" --query QT_INSTALL_PLUGINS
            return
        fi
    done
    fail "qtpaths, which says where Qt's plugins are, is missing: install qt6-base-dev-tools."
}

copy_plugins() {
    local from plugin
    from=$(plugins_folder)
    for plugin in "${BUNDLED_PLUGINS[@]}"; do
        if [ -e "$from/$plugin.so" ]; then install -D -m 644 "$from/$plugin.so" "$1/$plugin.so"; fi
    done
}

# The libraries of programs, with those that these need: ldd knows them all.
copy_libraries() {
    local to=$1 library name
    shift
    mkdir -p "$to/display"
    while read -r name library; do
        if [[ $name =~ $DISPLAY_LIBRARIES ]]; then
            install -m 644 "$library" "$to/display/"
        elif [[ ! $name =~ $SYSTEM_LIBRARIES ]]; then
            install -m 644 "$library" "$to/"
        fi
    done < <(libraries_of "$@")
}

# "NAME FILE" of all libraries that programs are started with.
libraries_of() {
    LD_LIBRARY_PATH="$(libtorch_folder)/torch/lib" ldd "$@" | sed -nE 's/^[[:space:]]*(\S+) => (\/[^ ]+) .*$/\1 \2/p' | sort -u
}

# For systems without one; elsewhere the system's fonts are taken.
copy_font() {
    local font=/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf
    [ -e "$font" ] || fail "The font $font is missing: install fonts-dejavu-core."
    install -D -m 644 "$font" "$1/DejaVuSans.ttf"
    cat >"$1/fonts.conf" <<'FONTS'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir prefix="relative">.</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
FONTS
}
