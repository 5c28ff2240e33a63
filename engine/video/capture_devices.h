// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace jackdaw::video {

/// A camera that is plugged in (v4l2).
struct CaptureDevice {
    std::string path; ///< "/dev/video0"
    std::string
        stableName; ///< "/dev/v4l/by-id/…", which stays when devices are plugged in elsewhere; empty: it has none
    std::string name; ///< as its driver calls it
    bool operator==(const CaptureDevice&) const = default;
};

/// All of this machine, by path. \p root is the file system's.
std::vector<CaptureDevice> captureDevices(const std::filesystem::path& root = "/");

} // namespace jackdaw::video
