// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layering/room_table.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <utility>
#include <vector>

namespace jackdaw::layering {
namespace {

const std::set<std::string> kBase{"engine/base"};
const std::set<std::string> kApi{"engine/base", "engine/api"};
const std::set<std::string> kTensors{"engine/base", "engine/tensors"};
const std::set<std::string> kVision{"engine/base", "engine/api", "engine/onnx", "engine/vision"};
const std::set<std::string> kBelowRuntime{"engine/base",    "engine/api",        "engine/video",
                                          "engine/vision",  "engine/learning",   "engine/profiling",
                                          "engine/compute", "engine/scheduling", "engine/session"};

std::set<std::string> with(std::set<std::string> rooms, std::initializer_list<std::string> more)
{
    rooms.insert(more);
    return rooms;
}

const std::map<std::string, Room>& table()
{
    using enum Library;
    static const std::set<std::string> runtime = with(kBelowRuntime, {"engine/runtime"});
    static const std::set<std::string> scenario = with(runtime, {"engine/json"});
    static const std::set<std::string> check = with(kApi, {"engine/compute", "engine/cuda"});
    static const std::set<std::string> programs =
        with(runtime,
             {"engine/simulation", "engine/review", "engine/report", "engine/studies", "engine/outlets",
              "engine/secrets", "datasets/scenario", "datasets/import", "datasets/streets"});
    static const std::map<std::string, Room> rooms{
        {"engine/base", {{}, {Spdlog, Xxhash}}},
        {"engine/json", {kBase, {Json}, {Json}}},
        {"engine/api", {kBase, {}}},
        {"engine/onnx", {kTensors, {Torch, Onnx}}},
        {"engine/secrets", {kBase, {Secret}}},
        {"engine/video", {with(kApi, {"engine/secrets"}), {Ffmpeg, Pugixml}}},
        {"engine/vision", {with(kApi, {"engine/json", "engine/onnx"}), {OpenCv, Pugixml, Json, Zlib}}},
        {"engine/learning", {with(kVision, {"engine/tensors"}), {Torch, Json}}},
        {"engine/profiling", {with(kApi, {"engine/json"}), {Json}}},
        {"engine/scheduling", {with(kApi, {"engine/json"}), {Json}}},
        {"engine/compute", {kApi, {}}},
        {"engine/cuda", {with(kApi, {"engine/compute"}), {}}},
        {"engine/tensors", {with(kApi, {"engine/compute", "engine/cuda"}), {Torch}}},
        {"engine/simulation", {with(kApi, {"engine/json", "engine/scheduling"}), {Json}}},
        {"engine/session", {kApi, {Sqlite, Json, Xxhash, Zlib}}},
        {"engine/review", {with(kVision, {"engine/json", "engine/session"}), {Json}}},
        {"engine/report", {with(kApi, {"engine/session"}), {Json}}},
        {"engine/studies",
         {with(kApi, {"engine/json", "engine/scheduling", "engine/simulation", "engine/session", "engine/report"}),
          {Json}}},
        {"engine/outlets", {kBase, {Posix, Microhttpd, Paho}}},
        {"engine/runtime", {with(kBelowRuntime, {"engine/cuda", "engine/tensors"}), {Xxhash}}},
        {"datasets/scenario", {scenario, {Json}}},
        {"datasets/import", {with(runtime, {"datasets/scenario"}), {}}},
        {"datasets/streets", {with(scenario, {"datasets/scenario"}), {OpenCv, Json}}},
        {"widgets", {kApi, {Qt}}},
        {"app/pages", {{}, {}}},
        {"app/setup", {{}, {Qt}}},
        {"app/cli", {with(programs, {"app/pages"}), {Cli, Json}}},
        {"app/check", {check, {Cli, Json}, {Json}}},
        {"app/device_check", {{"engine/base", "app/check"}, {Cli, Json, Posix}}},
        {"app/student_check", {with(runtime, {"engine/cuda", "engine/onnx", "engine/tensors", "app/check"}), {Json}}},
        {"app/network_check",
         {with(check, {"engine/tensors", "engine/learning", "engine/onnx", "engine/vision", "app/check"}),
          {Torch, Json}}},
        {"app/window", {with(programs, {"widgets", "app/pages"}), {Qt, Cli}}},
        {"tests", {{}, {}, {}, true}},
    };
    return rooms;
}

bool startsWithAny(const std::string& text, const std::vector<const char*>& prefixes)
{
    return std::any_of(prefixes.begin(), prefixes.end(), [&](const char* prefix) { return text.starts_with(prefix); });
}

/// <vector>, <stop_token>: lower case, no path, no suffix. The compiler's intrinsics belong to it.
bool isStandard(const std::string& header)
{
    return header == "immintrin.h" || std::all_of(header.begin(), header.end(), [](unsigned char c) {
               return std::islower(c) || c == '_' || std::isdigit(c);
           });
}

bool isPosix(const std::string& header)
{
    static const std::set<std::string> known{"unistd.h", "fcntl.h", "spawn.h", "signal.h", "pthread.h", "sched.h",
                                             "poll.h",   "errno.h", "dlfcn.h", "dirent.h", "termios.h", "ifaddrs.h"};
    return known.contains(header) || header.starts_with("sys/") || header.starts_with("arpa/")
        || header.starts_with("netinet/") || header.starts_with("net/");
}

/// <QString>, <QtCharts/QChart>
bool isQt(const std::string& header)
{
    return header.size() > 1 && header[0] == 'Q'
        && (std::isupper(static_cast<unsigned char>(header[1])) || header[1] == 't');
}

} // namespace

std::string name(Library library)
{
    static constexpr std::array kNames{"the standard library",
                                       "tl::expected",
                                       "POSIX",
                                       "spdlog",
                                       "LibTorch",
                                       "ONNX's messages",
                                       "OpenCV",
                                       "FFmpeg",
                                       "SQLite",
                                       "nlohmann/json",
                                       "xxHash",
                                       "zlib",
                                       "pugixml",
                                       "CLI11",
                                       "libmicrohttpd",
                                       "Paho",
                                       "libsecret",
                                       "Qt",
                                       "a test library",
                                       "an unknown library"};
    return kNames.at(static_cast<std::size_t>(library));
}

Library libraryOf(const std::string& header)
{
    if (isStandard(header))
        return Library::Standard;
    if (isPosix(header))
        return Library::Posix;
    if (isQt(header))
        return Library::Qt;
    static const std::pair<Library, std::vector<const char*>> prefixes[]{
        {Library::Expected, {"tl/"}},
        {Library::Spdlog, {"spdlog/", "fmt/"}},
        {Library::Torch, {"torch/", "ATen/", "c10/", "cuda", "cudnn", "nvrtc"}},
        {Library::Onnx, {"onnx/", "google/protobuf/"}},
        {Library::OpenCv, {"opencv2/"}},
        {Library::Ffmpeg, {"libav", "libsw"}},
        {Library::Sqlite, {"SQLiteCpp/", "sqlite3"}},
        {Library::Json, {"nlohmann/"}},
        {Library::Xxhash, {"xxh"}},
        {Library::Zlib, {"zlib"}},
        {Library::Pugixml, {"pugi"}},
        {Library::Cli, {"CLI/"}},
        {Library::Microhttpd, {"microhttpd"}},
        {Library::Paho, {"MQTT"}},
        {Library::Secret, {"libsecret/"}},
        {Library::Test, {"rapidcheck", "benchmark/"}},
    };
    for (const auto& [library, known] : prefixes) {
        if (startsWithAny(header, known))
            return library;
    }
    return Library::Unknown;
}

bool isHidden(Library library)
{
    return library != Library::Standard && library != Library::Expected && library != Library::Posix
        && library != Library::Qt;
}

std::optional<std::string> roomOf(const std::string& path)
{
    const auto first = path.find('/');
    if (first == std::string::npos)
        return std::nullopt;
    const std::string top = path.substr(0, first);
    if (top == "widgets" || top == "tests")
        return top;
    const auto second = path.find('/', first + 1);
    if ((top == "engine" || top == "datasets" || top == "app") && second != std::string::npos)
        return path.substr(0, second);
    return std::nullopt;
}

std::optional<Room> findRoom(const std::string& name)
{
    const auto found = table().find(name);
    return found == table().end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> folderOf(const std::string& path, const std::string& room)
{
    if (!path.starts_with(room + '/'))
        return std::nullopt;
    const auto begin = room.size() + 1;
    const auto end = path.find('/', begin);
    return end == std::string::npos ? std::nullopt : std::optional(path.substr(begin, end - begin));
}

bool mayIncludeFolder(const std::string& room, const std::string& from, const std::string& to)
{
    static const std::map<std::string, int> layers{
        {"theme", 0},    {"session", 0}, {"guide", 1},   {"charts", 1},  {"shell", 1},   {"transport", 2}, {"video", 2},
        {"timeline", 2}, {"log", 2},     {"plan", 2},    {"explain", 3}, {"profile", 3}, {"devices", 3},   {"setup", 3},
        {"replay", 3},   {"twins", 2},   {"compare", 3}, {"live", 4},    {"review", 4},  {"workbench", 5},
    };
    if (room != "widgets")
        return true;
    const auto above = layers.find(from);
    const auto below = layers.find(to);
    return above != layers.end() && below != layers.end() && below->second < above->second;
}

} // namespace jackdaw::layering
