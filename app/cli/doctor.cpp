// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/doctor.h"

#include "app/cli/run_options.h"
#include "engine/outlets/http_page.h"
#include "engine/outlets/mqtt_link.h"
#include "engine/runtime/gpu_list.h"
#include "engine/video/capture_devices.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <set>
#include <sstream>
#include <system_error>
#include <thread>
#include <unistd.h>
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

Finding examineMemory(std::string_view meminfo)
{
    const auto bytesOf = [meminfo](std::string_view field) {
        return std::strtoull(std::string(fieldOf(meminfo, field)).c_str(), nullptr, 10) * std::uintmax_t{1024};
    };
    const std::uintmax_t free = bytesOf("MemAvailable");
    constexpr std::uintmax_t kEnough = 4'000'000'000;
    const std::string text = gigabytes(free) + " of " + gigabytes(bytesOf("MemTotal")) + " are free";
    if (free >= kEnough)
        return {State::Good, "memory", text, {}};
    return {State::Note, "memory", text, "Eight cameras with their students take about 3 GB."};
}

std::vector<Finding> examineGpus(const Machine& machine)
{
    if (!machine.gpus) {
        const Error& error = machine.gpus.error();
        return {{State::Note, "GPU", error.message,
                 error.action.empty() ? "Jackdaw runs on the processor." : error.action}};
    }
    std::vector<Finding> found;
    const std::string& driver = machine.libraries.gpuDriver;
    for (std::size_t i = 0; i < machine.gpus->size(); ++i)
        found.push_back({State::Good, "GPU", (*machine.gpus)[i] + (driver.empty() ? "" : ", driver " + driver),
                         machine.libraries.hasCudaPart ? "Use it with --device cuda:" + std::to_string(i) + "." : ""});
    return found;
}

Finding examineLibTorch(const Machine& machine)
{
    const runtime::Libraries& libraries = machine.libraries;
    const std::string text = libraries.libtorch + " in " + libraries.folder.string();
    if (!libraries.libtorchFits)
        return {State::Missing, "LibTorch", text + " does not fit: this program was built with " + libraries.builtFor,
                "Name a LibTorch of that version by JACKDAW_LIBTORCH, or fetch it with jackdaw-setup."};
    if (libraries.hasCudaPart)
        return {State::Good, "LibTorch", text + ", with its part for NVIDIA's GPUs", {}};
    if (machine.gpus)
        return {State::Note, "LibTorch", text + ", without its part for NVIDIA's GPUs",
                "To use the GPU fetch it with jackdaw-setup --gpu, or JACKDAW_CUDA=on packaging/run build (2.5 GB)."};
    return {State::Good, "LibTorch", text + ", for the processor alone", {}};
}

/// Which decodes where a scenario asks for it; the processor does what is left.
Finding examineHardware(const video::VideoAbilities& abilities)
{
    std::string works;
    std::string missing;
    for (const auto& hardware : abilities.hardware)
        if (hardware.missing.empty())
            works += (works.empty() ? "" : ", ") + hardware.name;
        else
            missing += (missing.empty() ? "" : "; ") + hardware.name + ": " + hardware.missing;
    if (works.empty())
        return {State::Good, "video", "the processor decodes (" + missing + ")", {}};
    return {State::Good, "video", works + " can decode pictures of 720 lines and more",
            "Say \"hardware_decoding\": true in a scenario to use it."};
}

std::vector<Finding> examineVideo(const video::VideoAbilities& abilities)
{
    std::string decoded;
    std::string missing;
    for (const auto& codec : abilities.codecs)
        (codec.decodes ? decoded : missing) +=
            (codec.decodes ? decoded : missing).empty() ? codec.name : ", " + codec.name;
    if (decoded.empty())
        return {{State::Missing, "video", "FFmpeg " + abilities.version + " decodes no video that cameras send",
                 "Install an FFmpeg that decodes " + missing + "."}};
    std::vector<Finding> found{{State::Good, "video", "FFmpeg " + abilities.version + " decodes " + decoded, {}}};
    if (!missing.empty())
        found.push_back({State::Note, "video", "no decoder for " + missing, "Install an FFmpeg that has them."});
    if (!abilities.encodesH264)
        found.push_back(
            {State::Note, "video",
             "no encoder for H.264 (x264): rendered streets and clips are MPEG-4, two to three times as large",
             "Install an FFmpeg with libx264 for smaller files."});
    found.push_back(examineHardware(abilities));
    return found;
}

std::vector<Finding> examineCameras(const Machine& machine)
{
    if (!machine.video.capturesDevices)
        return {{State::Note, "cameras", "FFmpeg reads no USB cameras here",
                 "Install FFmpeg's libavdevice to use USB cameras."}};
    return {{State::Good,
             "cameras",
             machine.cameras == 0
                 ? "no USB camera is plugged in; network cameras are looked for by jackdaw-cli camera discover"
                 : std::to_string(machine.cameras) + " plugged in (jackdaw-cli camera list)",
             {}}};
}

/// Cores, not counting those that are a core's second thread; 0 if it is not said.
std::size_t coresOf(std::string_view cpuinfo)
{
    std::set<std::string> cores;
    for (std::size_t begin = 0; begin < cpuinfo.size();) {
        const std::size_t end = std::min(cpuinfo.find("\n\n", begin), cpuinfo.size());
        const std::string_view thread = cpuinfo.substr(begin, end - begin);
        if (const std::string_view core = fieldOf(thread, "core id"); !core.empty())
            cores.insert(std::string(fieldOf(thread, "physical id")) + "/" + std::string(core));
        begin = end + 2;
    }
    return cores.size();
}

} // namespace

Finding examineProcessor(std::string_view cpuinfo, unsigned threads)
{
    const std::string_view flags = fieldOf(cpuinfo, "flags");
    const std::string name(fieldOf(cpuinfo, "model name"));
    const std::size_t cores = coresOf(cpuinfo);
    const std::string text = (name.empty() ? "unknown processor" : name)
        + (cores > 0 ? ", " + std::to_string(cores) + " cores" : "") + ", " + std::to_string(threads) + " threads";
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSets{
        {{"avx2", "AVX2"}, {"avx512f", "AVX-512"}, {"avx512_bf16", "bfloat16"}, {"amx_bf16", "AMX"}}};
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
    if (error || (!there.empty() && !fs::is_directory(there, error))
        || ::access(there.empty() ? "." : there.c_str(), W_OK) != 0)
        return {State::Missing, "disk", purpose + " cannot go to " + folder.string() + ", which cannot be written to",
                "Take another folder, or make it yours."};
    if (space.available < wanted)
        return {State::Note, "disk", text, "Make room: " + gigabytes(wanted) + " are comfortable."};
    return {State::Good, "disk", text, {}};
}

Machine thisMachine()
{
    return {contentOf("/proc/cpuinfo"),    contentOf("/proc/meminfo"), std::thread::hardware_concurrency(),
            runtime::gpusInWords(),        runtime::libraries(),       video::videoAbilities(),
            video::captureDevices().size()};
}

std::vector<Finding> examine(const Machine& machine)
{
    std::vector<Finding> found{examineProcessor(machine.cpuinfo, machine.threads), examineMemory(machine.meminfo)};
    const auto add = [&found](std::vector<Finding> more) {
        found.insert(found.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    };
    add(examineGpus(machine));
    add({examineLibTorch(machine)});
    add(examineVideo(machine.video));
    add(examineCameras(machine));
    found.push_back({State::Good,
                     "outlets",
                     "--metrics by " + outlets::httpLibrary() + ", --mqtt by " + outlets::mqttLibrary(),
                     {}});
    return found;
}

std::vector<Finding> examineFolders(const fs::path& data)
{
    return {examineDisk(defaultCostTable().parent_path(), "costs and the demo", 1'000'000'000),
            examineDisk(data, "sessions", 2'000'000'000)};
}

const char* stateName(State state)
{
    switch (state) {
    case State::Good: return "ok";
    case State::Note: return "note";
    case State::Missing: return "missing";
    }
    return "";
}

bool isComplete(const std::vector<Finding>& findings)
{
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.state == State::Missing; });
}

std::string jsonOf(const std::vector<Finding>& findings)
{
    auto list = nlohmann::ordered_json::array();
    for (const Finding& finding : findings)
        list.push_back({{"state", stateName(finding.state)},
                        {"subject", finding.subject},
                        {"text", finding.text},
                        {"action", finding.action}});
    return nlohmann::ordered_json{{"complete", isComplete(findings)}, {"findings", list}}.dump(
        2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

} // namespace jackdaw::cli
