// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/engine/scheduling/scheduling_fixtures.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace jackdaw::testing {

/// Which oddities a problem has; the numbers themselves come from the seed.
struct Shape {
    std::uint64_t seed = 0;
    std::size_t streams = 1; ///< 1 to 12
    std::size_t options = 0; ///< per stream, at most; some have none
    double gpusPerStream = 0.1; ///< far below or far above what inference can use
    double quantum = 0.1; ///< also above the fair share
    double seconds = 200.0; ///< also too short for any retraining
    bool identical = false; ///< all streams alike
    bool byShares = false; ///< some curves over shares in place of sampling rates
    bool idle = false; ///< some streams have no frames
    bool floors = false; ///< some can be met, some cannot
    bool weights = false;
    bool running = false; ///< some retrainings run already
    bool measured = false; ///< throughput is a measured curve
    bool served = false; ///< some cameras may be served by a teacher, or with moved boxes
};

namespace detail {

inline std::vector<double> factors(RandomStream& random, std::size_t count, bool monotone)
{
    std::vector<double> list;
    for (std::size_t i = 0; i < count; ++i)
        list.push_back(random.uniform(0.02, 1.0));
    if (monotone)
        std::sort(list.begin(), list.end(), std::greater<>());
    return list;
}

inline scheduling::InferenceProfile oddProfile(RandomStream& random, const Shape& shape)
{
    const std::size_t points = 1 + random.below(7);
    scheduling::InferenceProfile profile;
    profile.fullRateDemand = Share{shape.idle && random.chance(0.3) ? 0.0 : random.uniform(0.01, 0.6)};
    profile.factor = factors(random, points, random.chance(0.8));
    double k = random.chance(0.8) ? 1.0 : random.uniform(0.5, 3.0);
    for (std::size_t i = 0; i < points; ++i, k += random.uniform(0.3, 5.0))
        profile.subsampling.push_back(k);
    if (!shape.byShares || random.chance(0.5))
        return profile;
    profile.shares.swap(profile.subsampling);
    for (double& share : profile.shares)
        share *= 0.03;
    std::reverse(profile.factor.begin(), profile.factor.end());
    return profile;
}

/// Up to three other ways to serve, of any use or none.
inline std::vector<scheduling::ServingCurve> oddAlternatives(RandomStream& random)
{
    std::vector<scheduling::ServingCurve> list(random.below(4));
    for (scheduling::ServingCurve& curve : list) {
        curve.server = random.chance(0.6) ? Server::Teacher : Server::Student;
        if (&curve == &list.front() && random.chance(0.3))
            curve.server = Server::Both;
        curve.moved = random.chance(0.5);
        curve.moving = Share{curve.moved ? random.uniform(0.0, 0.1) : 0.0};
        curve.fullRateDemand = Share{random.uniform(0.01, 1.0)};
        curve.factor = factors(random, 1 + random.below(5), random.chance(0.8));
        double k = 1.0;
        for (std::size_t i = 0; i < curve.factor.size(); ++i, k += random.uniform(0.3, 5.0))
            curve.subsampling.push_back(k);
        if (curve.server != Server::Both)
            continue;
        const double part = random.uniform();
        for (double& factor : curve.factor) {
            curve.offset.push_back(part * factor);
            factor -= curve.offset.back();
        }
    }
    return list;
}

inline scheduling::RetrainingOption oddOption(RandomStream& random, std::uint32_t id)
{
    const double cost = random.chance(0.1) ? random.uniform(300.0, 3000.0) : random.uniform(0.5, 120.0);
    return option(id, cost, random.chance(0.1) ? random.uniform(0.0, 0.3) : random.uniform(0.3, 1.0));
}

inline scheduling::StreamProblem oddStream(RandomStream& random, const Shape& shape)
{
    std::vector<scheduling::RetrainingOption> options;
    const std::size_t count = shape.options == 0 || random.chance(0.1) ? 0 : 1 + random.below(shape.options);
    for (std::size_t i = 0; i < count; ++i)
        options.push_back(oddOption(random, static_cast<std::uint32_t>(i)));
    scheduling::StreamProblem s = stream(0, random.uniform(0.05, 0.95), std::move(options));
    s.inference = oddProfile(random, shape);
    if (shape.served)
        s.inference.alternatives = oddAlternatives(random);
    if (shape.floors && random.chance(0.6))
        s.floor = Accuracy{random.chance(0.3) ? random.uniform(0.6, 1.0) : random.uniform(0.0, 0.3)};
    if (shape.weights)
        s.weight = random.uniform(0.1, 8.0);
    if (shape.running && random.chance(0.4)) {
        s.running = oddOption(random, 99);
        s.options.clear();
    }
    return s;
}

} // namespace detail

inline scheduling::WindowProblem oddProblem(const Shape& shape)
{
    RandomStream random(shape.seed, 1, RandomPurpose::Test);
    std::vector<scheduling::StreamProblem> streams;
    for (std::size_t v = 0; v < shape.streams; ++v) {
        if (v == 0 || !shape.identical)
            streams.push_back(detail::oddStream(random, shape));
        else
            streams.push_back(streams.front());
        streams.back().camera = CameraId{static_cast<std::uint32_t>(v)};
        streams.back().name = "camera " + std::to_string(v);
    }
    scheduling::WindowProblem p = problem(std::move(streams), shape.gpusPerStream * static_cast<double>(shape.streams),
                                          shape.quantum, shape.seconds);
    if (shape.measured)
        p.throughput = {{.1, .2, .3, .5, .7, 1.}, {.36, .51, .65, .83, .86, 1.}};
    return p;
}

/// Problems as case files can state them: one profile for all streams, linear throughput, one device, no floors.
inline scheduling::WindowProblem caseShapedProblem(const Shape& shape)
{
    RandomStream random(shape.seed, 2, RandomPurpose::Test);
    scheduling::WindowProblem p = oddProblem(
        {shape.seed, shape.streams, shape.options, shape.gpusPerStream, shape.quantum, shape.seconds, shape.identical});
    const scheduling::InferenceProfile profile = detail::oddProfile(random, {});
    for (scheduling::StreamProblem& s : p.streams)
        s.inference = profile;
    return p;
}

} // namespace jackdaw::testing
