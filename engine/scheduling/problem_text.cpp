// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/problem_text.h"

#include "engine/scheduling/profile_reader.h"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <concepts>

namespace jackdaw::scheduling {
namespace {

/// Writes JSON as it comes: a document of some ten thousand numbers would take longer to be put together than some
/// planners take to plan.
class Writer {
public:
    void begin(char bracket)
    {
        separate();
        m_text += bracket;
        m_isFirst = true;
    }
    void end(char bracket)
    {
        m_text += bracket;
        m_isFirst = false;
    }
    void key(std::string_view name)
    {
        separate();
        m_text.append("\"").append(name).append("\":");
        m_isFirst = true;
    }

    /// The fewest digits that bring the same number back.
    template <class Number>
    requires std::integral<Number> || std::floating_point<Number>
    void value(Number number)
    {
        separate();
        std::array<char, 32> digits{};
        const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
        m_text.append(digits.data(), written.ptr);
    }
    void value(bool yes)
    {
        separate();
        m_text += yes ? "true" : "false";
    }
    /// Names from outside may be no UTF-8; a plan is worth more than their bytes.
    void value(const std::string& text)
    {
        separate();
        m_text += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }
    void value(const std::vector<double>& numbers)
    {
        begin('[');
        for (const double number : numbers)
            value(number);
        end(']');
    }
    void value(const Estimate& estimate)
    {
        if (estimate == Estimate::exact(estimate.value))
            return value(estimate.value);
        begin('[');
        for (const double number : {estimate.value, estimate.low, estimate.high})
            value(number);
        end(']');
    }
    void name(std::string_view word)
    {
        separate();
        m_text.append("\"").append(word).append("\"");
    }

    template <class T>
    void put(std::string_view name, const T& what)
    {
        key(name);
        value(what);
    }
    template <class T>
    void putUnless(std::string_view name, const T& what, const T& usual)
    {
        if (what != usual)
            put(name, what);
    }
    template <class T, class Write>
    void list(std::string_view name, const std::vector<T>& all, Write&& write)
    {
        if (all.empty())
            return;
        key(name);
        begin('[');
        for (const T& each : all)
            write(each);
        end(']');
    }
    template <class Write>
    void object(Write&& write)
    {
        begin('{');
        write();
        end('}');
    }

    std::string take() { return std::move(m_text); }

private:
    void separate()
    {
        if (!m_isFirst)
            m_text += ',';
        m_isFirst = false;
    }

    std::string m_text;
    bool m_isFirst = true;
};

void write(Writer& to, const RetrainingOption& option)
{
    to.object([&] {
        to.put("configuration", option.configuration.value);
        to.putUnless("name", option.name, {});
        to.put("gpu_seconds", option.gpuSeconds);
        to.put("final_accuracy", option.finalAccuracy);
        to.putUnless("memory_bytes", option.memoryBytes, 0.0);
        if (option.family)
            to.put("family", *option.family);
    });
}

void write(Writer& to, const ServingCurve& curve)
{
    to.object([&] {
        to.key("server");
        to.name(serverNames().at(static_cast<std::size_t>(curve.server)));
        to.putUnless("moved", curve.moved, false);
        to.putUnless("moving", curve.moving.value, 0.0);
        to.put("full_rate_demand", curve.fullRateDemand.value);
        to.put("subsampling", curve.subsampling);
        to.put("factor", curve.factor);
        to.putUnless("offset", curve.offset, {});
    });
}

void write(Writer& to, const InferenceProfile& profile)
{
    to.object([&] {
        to.put("full_rate_demand", profile.fullRateDemand.value);
        const bool byShare = !profile.shares.empty();
        to.put(byShare ? "shares" : "subsampling", byShare ? profile.shares : profile.subsampling);
        to.put("factor", profile.factor);
        to.list("alternatives", profile.alternatives, [&](const ServingCurve& curve) { write(to, curve); });
    });
}

void putPlace(Writer& to, std::string_view name, const JobPlace& place)
{
    if (place == JobPlace{})
        return;
    to.key(name);
    to.object([&] {
        if (place.device)
            to.put("device", place.device->value);
        to.putUnless("move_cost", place.moveCost.value, 0.0);
    });
}

void putPreparation(Writer& to, const Preparation& preparation)
{
    if (preparation == Preparation{})
        return;
    to.key("preparation");
    to.object([&] {
        to.putUnless("labelling", preparation.labelling.value, 0.0);
        to.putUnless("profiling", preparation.profiling.value, 0.0);
    });
}

void putThroughput(Writer& to, const ThroughputCurve& curve)
{
    if (curve.share.empty())
        return;
    to.key("throughput");
    to.object([&] {
        to.put("share", curve.share);
        to.put("speed", curve.speed);
    });
}

void write(Writer& to, const StreamProblem& stream)
{
    to.object([&] {
        to.put("camera", stream.camera.value);
        to.putUnless("name", stream.name, {});
        to.put("start_accuracy", stream.startAccuracy);
        to.list("options", stream.options, [&](const RetrainingOption& option) { write(to, option); });
        putPreparation(to, stream.preparation);
        to.key("inference");
        write(to, stream.inference);
        to.putUnless("floor", stream.floor.value, 0.0);
        to.putUnless("weight", stream.weight, 1.0);
        if (stream.running) {
            to.key("running");
            write(to, *stream.running);
        }
        to.putUnless("inference_memory_bytes", stream.inferenceMemoryBytes, 0.0);
        putPlace(to, "inference_place", stream.inferencePlace);
        putPlace(to, "retraining_place", stream.retrainingPlace);
        putThroughput(to, stream.throughput);
    });
}

void write(Writer& to, const JobProblem& job)
{
    to.object([&] {
        to.key("kind");
        const auto kind = static_cast<std::size_t>(job.kind);
        if (kind < jobKindNames().size())
            to.name(jobKindNames()[kind]);
        else
            to.value(kind); // planners need not know a kind to plan it
        to.putUnless("name", job.name, {});
        to.list("owners", job.owners, [&](CameraId owner) { to.value(owner.value); });
        to.putUnless("least", job.least.value, 0.0);
        if (!job.utility.shares.empty()) {
            to.key("utility");
            write(to, job.utility);
        }
        to.putUnless("memory_bytes", job.memoryBytes, 0.0);
        putPlace(to, "place", job.place);
    });
}

void write(Writer& to, const DeviceCapacity& device)
{
    to.object([&] {
        to.put("device", device.device.value);
        to.put("gpus", device.gpus);
        to.putUnless("memory_bytes", device.memoryBytes, 0.0);
    });
}

} // namespace

std::string problemText(const WindowProblem& problem)
{
    Writer to;
    to.object([&] {
        to.put("seconds", problem.seconds);
        to.put("quantum", problem.quantum.value);
        to.putUnless("carried_seconds", problem.carriedSeconds, 0.0);
        to.putUnless("seed", problem.seed, std::uint64_t{0});
        putThroughput(to, problem.throughput);
        to.list("devices", problem.devices, [&](const DeviceCapacity& device) { write(to, device); });
        to.list("streams", problem.streams, [&](const StreamProblem& stream) { write(to, stream); });
        to.list("further_jobs", problem.furtherJobs, [&](const JobProblem& job) { write(to, job); });
    });
    return to.take();
}

} // namespace jackdaw::scheduling
