// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/profiling/cost_table.h"

#include "engine/base/text_file.h"
#include "engine/json/reader.h"
#include "engine/profiling/neighbours.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

#include <nlohmann/json.hpp>

namespace jackdaw::profiling {
namespace {

using Json = nlohmann::json;

constexpr const char* kFormat = "jackdaw-cost-table";
constexpr std::int64_t kVersion = 1;
constexpr const char* kCalibrate = "Calibrate the table again with 'jackdaw-cli calibrate'.";

/// A batch of an hour is a unit mistaken, not a batch.
constexpr json::Range kBatchTime{0.0, 3600.0, true};

constexpr json::Range kBytes{0.0, 1e15};

void checkHead(json::Object& root)
{
    if (root.text("format", 100) != kFormat)
        root.refuse("format", "\"" + std::string(kFormat) + "\"");
    if (root.integer("version", 1, INT32_MAX) > kVersion)
        root.refuse("version", "at most " + std::to_string(kVersion) + ", or a newer Jackdaw");
}

std::string readDevice(json::Object& root)
{
    const auto device = root.place("device", true, "the device in words");
    if (device && device->value().is_string())
        return device->value().get<std::string>();
    if (device)
        device->refuse("the device in words");
    return {};
}

/// Seconds by line.
std::map<std::string, double> readBatches(json::Object& root)
{
    std::map<std::string, double> seconds;
    const auto batches = root.place("batches", true, "an object of seconds by shape of batch");
    if (batches && !batches->isObject())
        batches->refuse("an object of seconds by shape of batch");
    for (const auto& [shape, batch] : batches ? batches->members() : std::vector<std::pair<std::string, json::Place>>{})
        seconds[shape] = batch.number(kBatchTime).value_or(kBatchTime.high);
    return seconds;
}

/// Bytes by shape; none in tables from before they were measured.
std::map<std::string, std::uint64_t> readMemory(json::Object& root)
{
    std::map<std::string, std::uint64_t> bytes;
    const auto memory = root.place("memory", false, "an object of bytes by shape of batch");
    if (memory && !memory->isObject())
        memory->refuse("an object of bytes by shape of batch");
    for (const auto& [shape, place] : memory ? memory->members() : std::vector<std::pair<std::string, json::Place>>{})
        bytes[shape] = static_cast<std::uint64_t>(place.number(kBytes).value_or(0.0));
    return bytes;
}

/// Between a shape and the part of the device that it was measured in.
constexpr char kIn = '@';

/// None where \p line is a shape on the whole device.
std::optional<double> partIn(const std::string& line)
{
    const std::size_t at = line.rfind(kIn);
    if (at == std::string::npos)
        return std::nullopt;
    double part = 0.0;
    const char* end = line.data() + line.size();
    const auto [last, error] = std::from_chars(line.data() + at + 1, end, part);
    const bool isPart = error == std::errc() && last == end && part > 0.0 && part < 1.0;
    return isPart ? std::optional(part) : std::nullopt;
}

} // namespace

CostTable::CostTable(const std::vector<BatchCost>& lines)
{
    for (const BatchCost& line : lines)
        set(line.shape, line.seconds);
}

Result<CostTable> CostTable::load(const std::filesystem::path& file)
{
    const auto text = readText(file, "cost table");
    if (!text)
        return fail(text.error().code, text.error().message,
                    "Check the path, or calibrate a table with 'jackdaw-cli calibrate'.");
    json::Faults faults;
    CostTable table;
    if (const auto document = json::parse(*text, faults)) {
        json::Object root(json::Place(*document, faults));
        checkHead(root);
        table.device = readDevice(root);
        for (const auto& [line, seconds] : readBatches(root))
            table.set(line, seconds);
        table.m_memory = readMemory(root);
        table.deviceMemory = static_cast<std::uint64_t>(root.number("device_memory", kBytes, 0.0));
    }
    if (!faults.empty())
        return tl::unexpected(faults.error("cost table", file.string(), kCalibrate));
    return table;
}

Status CostTable::save(const std::filesystem::path& file) const
{
    for (const auto& [shape, seconds] : m_seconds)
        if (!kBatchTime.holds(seconds))
            return fail(ErrorCode::InvalidInput,
                        "The cost table " + file.string() + " cannot hold " + std::to_string(seconds)
                            + " s for batches of shape " + shape + ": seconds " + kBatchTime.text() + " were expected.",
                        kCalibrate);
    Json root{{"format", kFormat}, {"version", kVersion}, {"device", device}, {"batches", m_seconds}};
    if (!m_memory.empty())
        root["memory"] = m_memory;
    if (deviceMemory > 0)
        root["device_memory"] = deviceMemory;
    return writeText(file, root.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
}

std::string CostTable::lineOf(const std::string& shape, Share part)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%c%.4f", kIn, part.value);
    return shape + text.data();
}

std::string CostTable::shapeOf(const std::string& line)
{
    return partIn(line) ? line.substr(0, line.rfind(kIn)) : line;
}

void CostTable::set(const std::string& line, double seconds)
{
    m_seconds[line] = seconds;
    refit(shapeOf(line));
}

void CostTable::refit(const std::string& shape)
{
    std::vector<RatePoint> points;
    for (const BatchCost& line : partsOf(shape))
        points.push_back({Share{*partIn(line.shape)}, 1.0 / line.seconds});
    const auto whole = m_seconds.find(shape);
    if (points.empty() || whole == m_seconds.end())
        return;
    points.push_back({Share{1.0}, 1.0 / whole->second});
    if (auto curve = ThroughputCurve::fit(std::move(points)))
        m_curves.insert_or_assign(shape, std::move(*curve));
}

std::vector<BatchCost> CostTable::partsOf(const std::string& shape) const
{
    std::vector<BatchCost> parts;
    for (auto line = m_seconds.lower_bound(shape + kIn); line != m_seconds.end(); ++line) {
        if (!line->first.starts_with(shape + kIn))
            break;
        if (shapeOf(line->first) == shape)
            parts.push_back({line->first, line->second});
    }
    return parts;
}

double CostTable::speed(const std::string& shape, Share space) const
{
    const auto curve = m_curves.find(shape);
    return curve == m_curves.end() ? 1.0 : curve->second.progress(space) * besideNeighbours(shape, Share{1.0} - space);
}

std::optional<ThroughputCurve> CostTable::speedOf(const std::vector<std::string>& shapes) const
{
    std::vector<RatePoint> points;
    for (const std::string& shape : shapes) {
        const auto curve = m_curves.find(shape);
        for (const RatePoint& bend : curve == m_curves.end() ? std::vector<RatePoint>() : curve->second.bends())
            if (bend.space > Share{0.0})
                points.push_back({bend.space, speed(shape, bend.space)});
    }
    auto curve = ThroughputCurve::fit(std::move(points));
    return curve ? std::optional(std::move(*curve)) : std::nullopt;
}

Result<GpuSeconds> CostTable::cost(const std::string& shape) const
{
    const auto found = m_seconds.find(shape);
    if (found == m_seconds.end())
        return fail(ErrorCode::NotFound, "The cost table has no line for batches of shape " + shape + ".", kCalibrate);
    return GpuSeconds{found->second};
}

std::uint64_t CostTable::memory(const std::string& shape) const
{
    const auto known = m_memory.find(shape);
    return known == m_memory.end() ? 0 : known->second;
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
