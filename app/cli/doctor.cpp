// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/doctor.h"

#include "app/cli/run_options.h"
#include "engine/outlets/http_page.h"
#include "engine/outlets/mqtt_link.h"
#include "engine/runtime/gpu_list.h"
#include "engine/video/capture_devices.h"
#include "engine/video/video_abilities.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <system_error>
#include <thread>
#include <utility>

namespace jackdaw::cli {
namespace {

namespace fs = std::filesystem;
using State = Finding::State;

constexpr double kGigabyte = 1e9;

std::string gigabytes(std::uintmax_t bytes)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f GB", static_cast<double>(bytes) / kGigabyte);
    return text;
}

std::string contentOf(const fs::path& file)
{
    std::ifstream in(file);
    std::stringstream content;
    content << in.rdbuf();
    return content.str();
}

/// The value of the first line "name : value".
std::string_view fieldOf(std::string_view text, std::string_view name)
{
    const std::size_t line = text.find(name);
    const std::size_t colon = text.find(": ", line);
    if (line == std::string_view::npos || colon == std::string_view::npos)
        return {};
    return text.substr(colon + 2, text.find('\n', colon) - colon - 2);
}

bool hasWord(std::string_view words, std::string_view word)
{
    return (" " + std::string(words) + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

Finding examineMemory()
{
    const std::string info = contentOf("/proc/meminfo");
    const std::uintmax_t bytes = std::strtoull(std::string(fieldOf(info, "MemAvailable")).c_str(), nullptr, 10) * 1024;
    constexpr std::uintmax_t kEnough = 4'000'000'000;
    if (bytes >= kEnough)
        return {State::Good, "memory", gigabytes(bytes) + " are free", {}};
    return {State::Note, "memory", gigabytes(bytes) + " are free",
            "Eight cameras with their students take about 3 GB."};
}

std::vector<Finding> examineGpus()
{
    const auto gpus = runtime::gpusInWords();
    if (!gpus)
        return {{State::Note, "GPU", gpus.error().message,
                 gpus.error().action.empty() ? "Jackdaw runs on the processor." : gpus.error().action}};
    std::vector<Finding> found;
    for (std::size_t i = 0; i < gpus->size(); ++i)
        found.push_back({State::Good, "GPU", (*gpus)[i], "Use it with --device cuda:" + std::to_string(i) + "."});
    return found;
}

std::vector<Finding> examineVideo()
{
    const video::VideoAbilities abilities = video::videoAbilities();
    std::string decoded;
    std::string missing;
    for (const auto& codec : abilities.codecs)
        (codec.decodes ? decoded : missing) +=
            (codec.decodes ? decoded : missing).empty() ? codec.name : ", " + codec.name;
    std::vector<Finding> found{{State::Good, "video", "FFmpeg " + abilities.version + " decodes " + decoded, {}}};
    if (!missing.empty())
        found.push_back({State::Note, "video", "no decoder for " + missing, "Install an FFmpeg that has them."});
    if (!abilities.encodesH264)
        found.push_back({State::Missing, "video", "no encoder for H.264: the demo's streets cannot be rendered",
                         "Install an FFmpeg with libx264."});
    const auto devices = video::captureDevices();
    found.push_back({State::Good,
                     "cameras",
                     devices.empty() ? "no USB camera is plugged in; network cameras are not looked for"
                                     : std::to_string(devices.size()) + " plugged in (jackdaw-cli camera list)",
                     {}});
    return found;
}

} // namespace

Finding examineProcessor(std::string_view cpuinfo, unsigned threads)
{
    const std::string_view flags = fieldOf(cpuinfo, "flags");
    const std::string name(fieldOf(cpuinfo, "model name"));
    const std::string text = (name.empty() ? "unknown processor" : name) + ", " + std::to_string(threads) + " threads";
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kSets{
        {{"avx512f", "AVX-512"}, {"avx512_bf16", "bfloat16"}, {"amx_bf16", "AMX"}}};
    std::string sets;
    for (const auto& [flag, set] : kSets)
        if (hasWord(flags, flag))
            sets += (sets.empty() ? ", with " : ", ") + std::string(set);
    if (!hasWord(flags, "avx2"))
        return {State::Note, "CPU", text + ", without AVX2",
                "Students and golden models run several times slower here."};
    return {State::Good, "CPU", text + sets, {}};
}

Finding examineDisk(const fs::path& folder, const std::string& purpose, std::uintmax_t wanted)
{
    std::error_code error;
    fs::path there = folder;
    while (!fs::exists(there, error) && there.has_parent_path() && there != there.parent_path())
        there = there.parent_path();
    const fs::space_info space = fs::space(there.empty() ? fs::path(".") : there, error);
    const std::string text = gigabytes(space.available) + " free for " + purpose + " in " + folder.string();
    if (error)
        return {State::Missing, "disk", purpose + " cannot go to " + folder.string(), "Check the folder."};
    if (space.available < wanted)
        return {State::Note, "disk", text, "Make room: " + gigabytes(wanted) + " are comfortable."};
    return {State::Good, "disk", text, {}};
}

std::vector<Finding> examineMachine()
{
    std::vector<Finding> found{examineProcessor(contentOf("/proc/cpuinfo"), std::thread::hardware_concurrency()),
                               examineMemory()};
    const auto add = [&found](std::vector<Finding> more) {
        found.insert(found.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    };
    add(examineGpus());
    add(examineVideo());
    found.push_back({State::Good,
                     "outlets",
                     "--metrics by " + outlets::httpLibrary() + ", --mqtt by " + outlets::mqttLibrary(),
                     {}});
    found.push_back(examineDisk(defaultCostTable().parent_path(), "costs and the demo", 1'000'000'000));
    found.push_back(examineDisk(fs::current_path(), "sessions", 2'000'000'000));
    return found;
}

} // namespace jackdaw::cli
