// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/scenario/scenario.h"
#include "datasets/streets/demo_maker.h"
#include "datasets/streets/street_files.h"
#include "datasets/streets/street_renderer.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <optional>

#include <signal.h>
#include <unistd.h>

namespace jackdaw::datasets {

namespace {

namespace fs = std::filesystem;

/// Changes whenever the same seed would give other bytes.
constexpr int kDemoVersion = 2;
constexpr const char* kMarker = "demo.version";
/// Between a demo's name and the process that makes it, in the name of the folder where it is made.
constexpr const char* kMaking = ".making-";

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
              const std::function<void(double)>& progress, const std::stop_token& stop)
{
    if (auto filmed = filmCameras(cameras, folder, cameras.size(), progress, stop); !filmed)
        return filmed;
    if (auto written = writeText(folder / "demo.json", scenarioJson(demoScenario(cameras, seed))); !written)
        return written;
    return writeText(folder / kMarker, markerText(cameras, seed));
}

/// A folder that one rendering has for itself, gone when that is over, however it ends.
class MakingFolder {
public:
    explicit MakingFolder(const fs::path& target)
    {
        static std::atomic<int> made{0};
        m_path = target.string() + kMaking + std::to_string(::getpid()) + "-" + std::to_string(++made);
        fs::create_directories(m_path);
    }
    ~MakingFolder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    MakingFolder(const MakingFolder&) = delete;
    MakingFolder& operator=(const MakingFolder&) = delete;
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

bool isGone(pid_t process)
{
    return ::kill(process, 0) != 0 && errno == ESRCH;
}

/// Programs that were killed while they made a demo could not tidy up.
void removeLeftovers(const fs::path& target)
{
    const std::string prefix = target.filename().string() + kMaking;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(target.parent_path(), ignored)) {
        const std::string name = entry.path().filename().string();
        pid_t process = 0;
        if (!name.starts_with(prefix)
            || std::from_chars(name.data() + prefix.size(), name.data() + name.size(), process).ec != std::errc())
            continue;
        if (process > 0 && isGone(process))
            fs::remove_all(entry.path(), ignored);
    }
}

/// Makes the demo beside \p target first.
Status makeBeside(const fs::path& target, const std::vector<StreetCamera>& cameras, std::uint64_t seed,
                  const std::function<void(double)>& progress, const std::stop_token& stop)
{
    removeLeftovers(target);
    const MakingFolder making(target);
    const std::string marker = markerText(cameras, seed);
    const Status made = makeIn(making.path(), cameras, seed, progress, stop);
    // Somebody else may have been faster, and play it already.
    if (!made || isWhole(target, cameras, marker))
        return made;
    return moveInto(making.path(), target, marker);
}

} // namespace

Status makeDemo(const fs::path& folder, const std::vector<StreetCamera>& cameras, std::uint64_t seed,
                const std::function<void(double)>& progress, const std::stop_token& stop)
{
    try {
        const fs::path target = fs::absolute(folder).lexically_normal();
        if (isWhole(target, cameras, markerText(cameras, seed)))
            return {};
        if (fs::exists(target) && !fs::exists(target / kMarker) && !fs::is_empty(target))
            return fail(ErrorCode::InvalidInput, "The folder " + target.string() + " holds other files than the demo.",
                        "Choose an empty folder or one that does not exist.");
        auto made = makeBeside(target, cameras, seed, progress, stop);
        if (made && progress)
            progress(1.0);
        return made;
    } catch (const std::exception& error) {
        return fail(ErrorCode::Io, "The demo cannot be made in " + folder.string() + ": " + error.what() + ".",
                    "Check the disk's free space and the folder's permissions.");
    }
}

Status makeDemo(const fs::path& folder, std::uint64_t seed, const std::function<void(double)>& progress,
                const std::stop_token& stop)
{
    return makeDemo(folder, demoCameras(seed), seed, progress, stop);
}

} // namespace jackdaw::datasets
