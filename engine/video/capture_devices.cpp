// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/capture_devices.h"

#include "engine/base/printable.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <system_error>

namespace jackdaw::video {
namespace {

namespace fs = std::filesystem;

std::string firstLine(const fs::path& file)
{
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return printable(line); // a device names itself
}

/// Stable names by what they lead to.
std::map<std::string, std::string> stableNames(const fs::path& root)
{
    std::map<std::string, std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry(root / "dev/v4l/by-id", error), end; !error && entry != end;
         entry.increment(error)) {
        const fs::path target = fs::read_symlink(entry->path(), error);
        if (!error)
            names["/dev/" + target.filename().string()] = "/dev/v4l/by-id/" + entry->path().filename().string();
    }
    return names;
}

} // namespace

std::vector<CaptureDevice> captureDevices(const fs::path& root)
{
    std::vector<CaptureDevice> devices;
    const auto names = stableNames(root);
    std::error_code error;
    for (fs::directory_iterator entry(root / "sys/class/video4linux", error), end; !error && entry != end;
         entry.increment(error)) {
        // A device has several nodes; the first one gives its pictures, the others what is known about them.
        const std::string index = firstLine(entry->path() / "index");
        if (!index.empty() && index != "0")
            continue;
        CaptureDevice device{"/dev/" + entry->path().filename().string(), {}, firstLine(entry->path() / "name")};
        if (const auto stable = names.find(device.path); stable != names.end())
            device.stableName = stable->second;
        devices.push_back(std::move(device));
    }
    std::sort(devices.begin(), devices.end(),
              [](const CaptureDevice& one, const CaptureDevice& other) { return one.path < other.path; });
    return devices;
}

} // namespace jackdaw::video
