// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace jackdaw::video {

/// What this machine's FFmpeg can do.
struct VideoAbilities {
    struct Codec {
        std::string name; ///< as users know it: "H.265"
        bool decodes = false;
    };
    /// A decoder of graphics cards.
    struct Hardware {
        std::string name; ///< "VAAPI"
        std::string missing; ///< why it does not decode here; empty where it does
    };
    std::string version;
    std::vector<Codec> codecs; ///< those that cameras send
    bool encodesH264 = false; ///< by x264; rendered streets are MPEG-4 without it
    bool capturesDevices = false; ///< v4l2
    std::vector<Hardware> hardware; ///< that is taken where hardware decoding is asked for
};

VideoAbilities videoAbilities();

/// Opens VAAPI's device, but no GPU's.
std::vector<VideoAbilities::Hardware> hardwareAbilities();

} // namespace jackdaw::video
