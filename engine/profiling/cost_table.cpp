// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/profiling/cost_table.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>

#include <nlohmann/json.hpp>

namespace jackdaw::profiling {
namespace {

using Json = nlohmann::json;

constexpr const char* kFormat = "jackdaw-cost-table";
constexpr int kVersion = 1;
constexpr const char* kCalibrate = "Calibrate the table again with 'jackdaw-cli calibrate'.";

/// A batch of an hour is a unit mistaken, not a batch.
constexpr double kLongestBatch = 3600.0;

tl::unexpected<Error> wrong(const std::filesystem::path& file, const std::string& pointer, const std::string& expected)
{
    return fail(ErrorCode::InvalidInput,
                "The cost table " + file.string() + " is wrong at " + (pointer.empty() ? "/" : pointer) + ": "
                    + expected + " was expected.",
                kCalibrate);
}

bool isBatchTime(double seconds)
{
    return std::isfinite(seconds) && seconds > 0.0 && seconds <= kLongestBatch;
}

Result<Json> readJson(const std::filesystem::path& file)
{
    std::ifstream in(file);
    if (!in)
        return fail(ErrorCode::NotFound, "The cost table " + file.string() + " cannot be read.",
                    "Check the path, or calibrate a table with 'jackdaw-cli calibrate'.");
    try {
        return Json::parse(in);
    } catch (const Json::parse_error& error) {
        return fail(ErrorCode::Corrupt,
                    "The cost table " + file.string() + " is not JSON: it breaks off at byte "
                        + std::to_string(error.byte) + ".",
                    kCalibrate, error.what());
    }
}

Status checkHead(const Json& root, const std::filesystem::path& file)
{
    if (!root.is_object())
        return wrong(file, "", "an object");
    if (root.value("format", Json()) != kFormat)
        return wrong(file, "/format", "\"" + std::string(kFormat) + "\"");
    const Json version = root.value("version", Json());
    if (!version.is_number_integer() || version < 1)
        return wrong(file, "/version", "a whole number from 1");
    if (version > kVersion)
        return fail(ErrorCode::Unsupported,
                    "The cost table " + file.string() + " has version " + version.dump() + "; at most "
                        + std::to_string(kVersion) + " was expected.",
                    "Use a newer Jackdaw or calibrate the table again.");
    if (!root.contains("device") || !root["device"].is_string())
        return wrong(file, "/device", "the device in words");
    if (!root.contains("batches") || !root["batches"].is_object())
        return wrong(file, "/batches", "an object of seconds by shape of batch");
    return {};
}

std::string batchPointer(const std::string& shape)
{
    return (Json::json_pointer("/batches") / shape).to_string();
}

} // namespace

CostTable::CostTable(const std::vector<BatchCost>& lines)
{
    for (const BatchCost& line : lines)
        set(line.shape, line.seconds);
}

Result<CostTable> CostTable::load(const std::filesystem::path& file)
{
    const Result<Json> root = readJson(file);
    if (!root)
        return tl::unexpected(root.error());
    if (const Status head = checkHead(*root, file); !head)
        return tl::unexpected(head.error());

    CostTable table;
    table.device = (*root)["device"].get<std::string>();
    for (const auto& [shape, seconds] : (*root)["batches"].items()) {
        if (!seconds.is_number() || !isBatchTime(seconds.get<double>()))
            return wrong(file, batchPointer(shape), "seconds above 0 and at most an hour");
        table.set(shape, seconds.get<double>());
    }
    return table;
}

Status CostTable::save(const std::filesystem::path& file) const
{
    for (const auto& [shape, seconds] : m_seconds) {
        if (!isBatchTime(seconds))
            return wrong(file, batchPointer(shape), "seconds above 0 and at most an hour");
    }
    const Json root{{"format", kFormat}, {"version", kVersion}, {"device", device}, {"batches", m_seconds}};
    // Written beside the old table first: a full disk must not cost the table that is there.
    std::filesystem::path fresh = file;
    fresh += ".new";
    std::ofstream out(fresh);
    out << root.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    out.close();
    std::error_code error;
    if (out)
        std::filesystem::rename(fresh, file, error);
    if (!out || error) {
        std::error_code ignored;
        std::filesystem::remove(fresh, ignored);
        return fail(ErrorCode::Io, "The cost table " + file.string() + " cannot be written.",
                    "Check that the folder exists, is writable and has space.", error.message());
    }
    return {};
}

void CostTable::set(const std::string& shape, double seconds)
{
    m_seconds[shape] = seconds;
}

Result<GpuSeconds> CostTable::cost(const std::string& shape) const
{
    const auto found = m_seconds.find(shape);
    if (found == m_seconds.end())
        return fail(ErrorCode::NotFound, "The cost table has no line for batches of shape " + shape + ".", kCalibrate);
    return GpuSeconds{found->second};
}

std::vector<BatchCost> CostTable::lines() const
{
    std::vector<BatchCost> result;
    for (const auto& [shape, seconds] : m_seconds)
        result.push_back({shape, seconds});
    return result;
}

double measureBatch(const std::function<void()>& run, int repeats, StopwatchKind kind)
{
    constexpr double kLeastSeconds = 0.3;
    run();
    std::vector<double> seconds;
    double total = 0.0;
    while (static_cast<int>(seconds.size()) < std::max(repeats, 1) || total < kLeastSeconds) {
        const Stopwatch stopwatch(kind);
        run();
        seconds.push_back(toSeconds(stopwatch.elapsed()));
        total += seconds.back();
    }
    std::sort(seconds.begin(), seconds.end());
    return quantile(seconds, 0.5);
}

} // namespace jackdaw::profiling
