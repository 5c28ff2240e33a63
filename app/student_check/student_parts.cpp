// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/student_check/student_parts.h"

#include "app/student_check/comparison.h"
#include "engine/onnx/gpu_way.h"

namespace jackdaw::check {
namespace {

using learning::TrainedLayers;

struct Retraining {
    TrainedLayers layers;
    int batch;
};

/// A student after each of \p retrainings.
Status checkFamily(Comparison& comparison, const std::vector<Retraining>& retrainings, const Say& say)
{
    for (const auto& [layers, batch] : retrainings)
        if (const Status done = comparison.retraining(layers, batch, say); !done)
            return done;
    return {};
}

Result<Comparison> openComparison(const Bench& bench,
                                  const std::function<learning::StudentSettings(const CheckData&)>& student)
{
    const auto data = findCheckData(bench.data);
    return data ? Comparison::open(bench, student(*data), *data) : tl::unexpected(data.error());
}

} // namespace

const std::vector<Part>& studentParts()
{
    static const std::vector<Part> parts{
        {"golden", "golden models on the GPU and on the CPU: boxes, scores and time", checkGolden},
        {"points", "point detectors on both: boxes, scores, retrainings and time", checkPointStudents},
        {"detectors", "pre-trained detectors on both: boxes, scores, retrainings and time", checkDetectorStudents},
        {"classifiers", "classifiers on both: boxes, scores, retrainings and time", checkClassifierStudents},
        {"golden-ways", "golden models in each precision and order of values", checkGoldenWays},
    };
    return parts;
}

Status checkGolden(Bench& bench, const Say& say)
{
    auto comparison = openComparison(bench, [](const CheckData&) { return learning::PointSettings{}; });
    return comparison ? comparison->golden({}, say) : tl::unexpected(comparison.error());
}

Status checkGoldenWays(Bench& bench, const Say& say)
{
    auto comparison = openComparison(bench, [](const CheckData&) { return learning::PointSettings{}; });
    if (!comparison)
        return tl::unexpected(comparison.error());
    for (const onnx::GpuWay& way : comparison->otherWays())
        if (const Status done = comparison->golden(way, say); !done)
            return done;
    return {};
}

Status checkPointStudents(Bench& bench, const Say& say)
{
    auto comparison = openComparison(bench, [](const CheckData&) { return learning::PointSettings{}; });
    if (!comparison)
        return tl::unexpected(comparison.error());
    if (const Status done = comparison->untrained(say); !done)
        return done;
    return checkFamily(*comparison, {{TrainedLayers::Whole, 4}, {TrainedLayers::Upper, 4}, {TrainedLayers::Whole, 8}},
                       say);
}

Status checkDetectorStudents(Bench& bench, const Say& say)
{
    for (const auto head : {learning::HeadKind::Own, learning::HeadKind::Point}) {
        auto comparison = openComparison(bench, [head](const CheckData& data) {
            return learning::OnnxSettings{.network = data.golden.back(), .head = head};
        });
        if (!comparison)
            return tl::unexpected(comparison.error());
        const bool knowsObjects = head == learning::HeadKind::Own; // a new head finds nothing before it is trained
        if (const Status done = knowsObjects ? comparison->untrained(say) : Status{}; !done)
            return done;
        const std::vector<Retraining> retrainings = knowsObjects
            ? std::vector<Retraining>{{TrainedLayers::Upper, 4}, {TrainedLayers::Whole, 4}}
            : std::vector<Retraining>{{TrainedLayers::Upper, 4}};
        if (const Status done = checkFamily(*comparison, retrainings, say); !done)
            return done;
    }
    return {};
}

Status checkClassifierStudents(Bench& bench, const Say& say)
{
    auto comparison = openComparison(bench, [](const CheckData&) { return learning::ClassifierSettings{}; });
    if (!comparison)
        return tl::unexpected(comparison.error());
    return checkFamily(*comparison, {{TrainedLayers::Whole, 4}, {TrainedLayers::Upper, 4}}, say);
}

} // namespace jackdaw::check
