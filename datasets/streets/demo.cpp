// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/scenario/scenario.h"
#include "datasets/streets/demo_maker.h"
#include "datasets/streets/street_files.h"
#include "datasets/streets/street_renderer.h"

#include <algorithm>
#include <fstream>
#include <optional>

#include <unistd.h>

namespace jackdaw::datasets {

namespace {

namespace fs = std::filesystem;

/// Changes whenever the same seed would give other bytes.
constexpr int kDemoVersion = 2;
constexpr const char* kMarker = "demo.version";

std::string markerText(const std::vector<StreetCamera>& cameras, std::uint64_t seed)
{
    std::string text = "jackdaw demo " + std::to_string(kDemoVersion) + " seed " + std::to_string(seed);
    for (const auto& camera : cameras)
        text += " " + camera.file + " " + std::to_string(camera.street.seconds);
    return text + "\n";
}

std::optional<std::string> readText(const fs::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

Status writeText(const fs::path& file, const std::string& text)
{
    std::ofstream stream(file, std::ios::binary);
    stream << text;
    stream.close();
    if (!stream)
        return fail(ErrorCode::Io, "The file " + file.string() + " of the demo cannot be written.",
                    "Check the disk's free space and the folder's permissions.");
    return {};
}

/// The demo takes the place of \p folder at once and whole.
Status moveInto(const fs::path& made, const fs::path& folder, const std::string& marker)
{
    std::error_code error;
    if (fs::exists(folder / kMarker) || fs::is_empty(folder, error))
        fs::remove_all(folder, error);
    fs::rename(made, folder, error);
    if (!error || readText(folder / kMarker) == marker)
        return {};
    return fail(ErrorCode::Io, "The demo cannot be put into " + folder.string() + ": " + error.message() + ".",
                "Choose a folder that does not exist yet.");
}

/// The marker is written last, and a demo that lost a file since is not whole either.
bool isWhole(const fs::path& folder, const std::vector<StreetCamera>& cameras, const std::string& marker)
{
    const auto hasFiles = [&](const StreetCamera& camera) {
        return fs::exists(folder / (camera.file + ".mp4")) && fs::exists(folder / (camera.file + ".csv"));
    };
    return readText(folder / kMarker) == marker && fs::exists(folder / "demo.json")
        && std::all_of(cameras.begin(), cameras.end(), hasFiles);
}

Status makeIn(const fs::path& folder, const std::vector<StreetCamera>& cameras, std::uint64_t seed,
              const std::function<void(double)>& progress)
{
    if (auto filmed = filmCameras(cameras, folder, cameras.size(), progress); !filmed)
        return filmed;
    if (auto written = writeText(folder / "demo.json", scenarioJson(demoScenario(cameras, seed))); !written)
        return written;
    return writeText(folder / kMarker, markerText(cameras, seed));
}

/// Makes the demo beside \p target first.
Status makeBeside(const fs::path& target, const std::vector<StreetCamera>& cameras, std::uint64_t seed,
                  const std::function<void(double)>& progress)
{
    const fs::path making = target.string() + ".making-" + std::to_string(::getpid());
    fs::remove_all(making);
    fs::create_directories(making);
    auto made = makeIn(making, cameras, seed, progress);
    if (made)
        made = moveInto(making, target, markerText(cameras, seed));
    std::error_code ignored;
    fs::remove_all(making, ignored);
    return made;
}

} // namespace

Status makeDemo(const fs::path& folder, const std::vector<StreetCamera>& cameras, std::uint64_t seed,
                const std::function<void(double)>& progress)
{
    try {
        const fs::path target = fs::absolute(folder).lexically_normal();
        if (isWhole(target, cameras, markerText(cameras, seed)))
            return {};
        if (fs::exists(target) && !fs::exists(target / kMarker) && !fs::is_empty(target))
            return fail(ErrorCode::InvalidInput, "The folder " + target.string() + " holds other files than the demo.",
                        "Choose an empty folder or one that does not exist.");
        auto made = makeBeside(target, cameras, seed, progress);
        if (made && progress)
            progress(1.0);
        return made;
    } catch (const std::exception& error) {
        return fail(ErrorCode::Io, "The demo cannot be made in " + folder.string() + ": " + error.what() + ".",
                    "Check the disk's free space and the folder's permissions.");
    }
}

Status makeDemo(const fs::path& folder, std::uint64_t seed, const std::function<void(double)>& progress)
{
    return makeDemo(folder, demoCameras(seed), seed, progress);
}

} // namespace jackdaw::datasets
