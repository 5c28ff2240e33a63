// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/simulate_output.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace jackdaw::cli {
namespace {

using namespace jackdaw::simulation;
using Json = nlohmann::ordered_json;

std::string points(const MeanWithInterval& value)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%6.2f (%6.2f to %6.2f)", 100 * value.mean, 100 * value.interval.low,
                  100 * value.interval.high);
    return text.data();
}

/// Shortest text that gives the same number back; the decimal sign is a point in every locale.
std::string number(double value)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

const char* estimateName(const SimulationOptions& options)
{
    return options.estimates == EstimateSource::Predicted ? "predicted" : "actual";
}

std::string headline(const Trace& trace, const SimulationOptions& options)
{
    std::string text = trace.name + ": " + std::to_string(trace.streams.size()) + " streams, "
        + std::to_string(trace.windows.size()) + " windows, "
        + (options.carryOver ? "models carry over" : "models start fresh") + ", " + estimateName(options)
        + " estimates";
    if (options.accuracyError > 0.0)
        text += ", error " + number(options.accuracyError);
    if (options.costError > 0.0)
        text += ", cost error " + number(options.costError);
    return text + "\n";
}

const TracedOption* optionOf(const Trace& trace, std::size_t window, std::size_t stream, const SimulatedStream& what)
{
    return what.option ? &trace.windows[window].streams[stream].options[*what.option] : nullptr;
}

Json meanJson(const MeanWithInterval& value)
{
    return Json{{"mean", value.mean}, {"interval", {value.interval.low, value.interval.high}}};
}

Json rowJson(const BatchRow& row)
{
    return Json{{"planner", row.planner},
                {"gpus", row.gpus},
                {"runs", row.runs},
                {"accuracy", meanJson(row.accuracy)},
                {"reference_metric", row.sampledMean},
                {"worst_stream", row.worstStream},
                {"retrainings", row.retrainings},
                {"idle", row.idle},
                {"promised", row.promised},
                {"gain_over_first", meanJson(row.gain)},
                {"seconds", row.seconds}};
}

Json streamJson(const Trace& trace, std::size_t window, std::size_t v, const SimulatedStream& stream)
{
    const TracedOption* option = optionOf(trace, window, v, stream);
    return Json{{"accuracy", stream.accuracy},
                {"start", stream.start},
                {"end", stream.end},
                {"configuration", option ? Json(option->name) : Json()},
                {"completed", stream.completed ? Json(*stream.completed) : Json()},
                {"gpu_seconds", stream.retrainingGpuSeconds}};
}

Json windowJson(const Trace& trace, std::size_t w, const SimulatedWindow& window)
{
    Json streams = Json::object();
    for (std::size_t v = 0; v < window.streams.size(); ++v)
        streams[trace.streams[v].id] = streamJson(trace, w, v, window.streams[v]);
    return Json{{"mean", window.mean},
                {"promised", window.promised},
                {"idle_gpu_seconds", window.idleGpuSeconds},
                {"floor_violation", window.timeline.floorViolation},
                {"streams", std::move(streams)}};
}

Json runJson(const Trace& trace, const BatchRun& run)
{
    const SimulationResult& result = run.result;
    Json windows = Json::array();
    for (std::size_t w = 0; w < result.windows.size(); ++w)
        windows.push_back(windowJson(trace, w, result.windows[w]));
    return Json{{"planner", result.options.planner},
                {"gpus", *result.options.gpus},
                {"delta", result.options.quantum->value},
                {"seed", result.options.seed},
                {"mean", result.mean},
                {"reference_metric", result.sampledMean},
                {"worst_stream", result.worstStream},
                {"retrainings", result.retrainings},
                {"seconds", run.seconds},
                {"windows", std::move(windows)}};
}

/// A field of a comma-separated line.
std::string quoted(const std::string& text)
{
    if (text.find_first_of(",\"\n\r") == std::string::npos)
        return text;
    std::string result = "\"";
    for (const char c : text)
        result += c == '"' ? "\"\"" : std::string(1, c);
    return result + "\"";
}

std::string csvLine(const Trace& trace, const SimulationOptions& options, std::size_t w, std::size_t v,
                    const SimulatedStream& stream)
{
    const TracedOption* option = optionOf(trace, w, v, stream);
    std::string line = quoted(options.planner) + "," + number(*options.gpus) + "," + number(options.quantum->value)
        + "," + std::to_string(options.seed) + "," + std::to_string(w) + "," + quoted(trace.streams[v].id);
    line += "," + number(stream.accuracy) + "," + number(stream.start) + "," + number(stream.end) + ","
        + (option ? quoted(option->name) : "") + "," + (stream.completed ? number(*stream.completed) : "") + ","
        + number(stream.retrainingGpuSeconds);
    return line + "\n";
}

} // namespace

std::string simulationTable(const Trace& trace, const BatchRequest& request, const BatchOutcome& outcome)
{
    std::string text = headline(trace, request.base);
    const std::vector<BatchRow> rows = batchRows(outcome);
    std::size_t width = 7;
    for (const BatchRow& row : rows)
        width = std::max(width, row.planner.size());
    std::string head = "planner";
    head.resize(width, ' ');
    text += head
        + "   GPUs  runs  window accuracy             worst  retrained  idle %  promised  gain over the first         "
          "run ms\n";
    for (const BatchRow& row : rows) {
        std::array<char, 320> line{};
        std::snprintf(line.data(), line.size(), "%-*s %6g %5zu  %s %6.2f %10.1f %7.1f %9.2f  %s %8.1f\n",
                      static_cast<int>(width), row.planner.c_str(), row.gpus, row.runs, points(row.accuracy).c_str(),
                      100 * row.worstStream, row.retrainings, 100 * row.idle, 100 * row.promised,
                      points(row.gain).c_str(), 1e3 * row.seconds);
        text += line.data();
    }
    return text;
}

std::string simulationJson(const Trace& trace, const BatchRequest& request, const BatchOutcome& outcome)
{
    const SimulationOptions& base = request.base;
    Json document{{"trace", trace.name},
                  {"streams", trace.streams.size()},
                  {"windows", trace.windows.size()},
                  {"complete", !outcome.stopped},
                  {"options",
                   Json{{"carry_over", base.carryOver},
                        {"estimates", estimateName(base)},
                        {"accuracy_error", base.accuracyError},
                        {"cost_error", base.costError},
                        {"keep_better", base.swap == SwapRule::IfBetter}}},
                  {"rows", Json::array()},
                  {"runs", Json::array()}};
    for (const BatchRow& row : batchRows(outcome))
        document["rows"].push_back(rowJson(row));
    for (const BatchRun& run : outcome.runs)
        document["runs"].push_back(runJson(trace, run));
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string simulationCsv(const Trace& trace, const BatchOutcome& outcome)
{
    std::string text = "planner,gpus,delta,seed,window,stream,accuracy,start,end,configuration,completed,gpu_seconds\n";
    for (const BatchRun& run : outcome.runs)
        for (std::size_t w = 0; w < run.result.windows.size(); ++w)
            for (std::size_t v = 0; v < run.result.windows[w].streams.size(); ++v)
                text += csvLine(trace, run.result.options, w, v, run.result.windows[w].streams[v]);
    return text;
}

} // namespace jackdaw::cli
