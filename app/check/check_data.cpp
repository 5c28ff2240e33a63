// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/check_data.h"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <string>
#include <system_error>

namespace jackdaw::check {
namespace {

namespace fs = std::filesystem;
using Names = std::initializer_list<const char*>;

constexpr const char* kAdvice = "Name a folder with a video and golden models (ONNX) by --data.";

/// Files with one of \p endings in \p folders of \p root, by name.
std::vector<fs::path> filesIn(const fs::path& root, Names folders, const std::set<std::string>& endings)
{
    std::vector<fs::path> files;
    for (const char* folder : folders) {
        std::error_code error;
        for (fs::directory_iterator entry(root / folder, error), end; !error && entry != end; entry.increment(error)) {
            std::error_code ignored;
            if (endings.count(entry->path().extension().string()) > 0 && entry->is_regular_file(ignored))
                files.push_back(entry->path());
        }
    }
    std::sort(files.begin(), files.end(),
              [](const fs::path& one, const fs::path& other) { return one.filename() < other.filename(); });
    return files;
}

/// Those of \p files that are called as one of \p beginnings says; all if there are none.
std::vector<fs::path> preferred(const std::vector<fs::path>& files, Names beginnings)
{
    std::vector<fs::path> chosen;
    for (const fs::path& file : files)
        if (std::any_of(beginnings.begin(), beginnings.end(),
                        [&](const char* beginning) { return file.filename().string().starts_with(beginning); }))
            chosen.push_back(file);
    return chosen.empty() ? files : chosen;
}

} // namespace

Result<CheckData> findCheckData(const fs::path& folder)
{
    std::error_code error;
    if (folder.empty())
        return fail(ErrorCode::InvalidInput, "This part needs pictures, and no folder of them was named.", kAdvice);
    if (!fs::is_directory(folder, error))
        return fail(ErrorCode::NotFound, "The folder " + folder.string() + " is not there.", kAdvice);
    const auto videos = filesIn(folder, {"", "streams", "videos"}, {".mp4", ".mkv", ".avi", ".mov", ".webm"});
    const auto networks = filesIn(folder, {"", "models"}, {".onnx"});
    if (videos.empty() || networks.empty())
        return fail(ErrorCode::NotFound,
                    "The folder " + folder.string() + " holds no " + (videos.empty() ? "video" : "golden model (ONNX)")
                        + ".",
                    kAdvice);
    return CheckData{preferred(videos, {"scenes"}).front(), preferred(networks, {"nanodet-plus", "yolox"})};
}

} // namespace jackdaw::check
