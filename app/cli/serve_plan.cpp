// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/serve_plan.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <system_error>

namespace jackdaw::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kExtension = ".jackdaw";

std::tm localTime(WallInstant now)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    std::tm local{};
    localtime_r(&seconds, &local);
    return local;
}

/// As sessionStem() writes it, whatever follows.
bool isStem(const std::string& name)
{
    constexpr std::string_view kForm = "dddd-dd-ddTdddddd";
    if (name.size() < kForm.size())
        return false;
    for (std::size_t i = 0; i < kForm.size(); ++i) {
        const bool digit = name[i] >= '0' && name[i] <= '9';
        if (kForm[i] == 'd' ? !digit : name[i] != kForm[i])
            return false;
    }
    return name.size() == kForm.size() || name[kForm.size()] == '.';
}

} // namespace

std::uint32_t windowsUntilMidnight(WallInstant now, Nanoseconds window)
{
    std::tm midnight = localTime(now);
    midnight.tm_hour = 24;
    midnight.tm_min = 0;
    midnight.tm_sec = 0;
    midnight.tm_isdst = -1;
    const auto left = std::chrono::system_clock::from_time_t(std::mktime(&midnight)) - now;
    const double windows = std::ceil(toSeconds(std::chrono::duration_cast<Nanoseconds>(left)) / toSeconds(window));
    constexpr double kFewest = 2.0; // the first one trains first students
    constexpr double kMost = 100'000.0;
    return static_cast<std::uint32_t>(std::clamp(windows, kFewest, kMost));
}

std::chrono::seconds pauseAfter(int failures)
{
    constexpr int kLongest = 6; // doublings: about a minute
    return std::chrono::seconds(1 << std::clamp(failures, 0, kLongest));
}

std::string sessionStem(WallInstant now)
{
    const std::tm local = localTime(now);
    char name[32];
    std::strftime(name, sizeof name, "%Y-%m-%dT%H%M%S", &local);
    return name;
}

std::vector<fs::path> sessionsIn(const fs::path& folder)
{
    std::vector<fs::path> sessions;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (entry->path().extension() == kExtension && isStem(entry->path().filename().string()))
            sessions.push_back(entry->path());
    std::sort(sessions.begin(), sessions.end());
    return sessions;
}

std::vector<fs::path> outdated(const fs::path& folder, std::chrono::hours age, fs::file_time_type now)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const auto written = entry->last_write_time(error);
        if (!error && entry->is_regular_file(error) && isStem(entry->path().filename().string()) && now - written > age)
            files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace jackdaw::cli
