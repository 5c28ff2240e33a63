// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/serving_estimate.h"

#include "engine/scheduling/explanation.h"
#include "engine/vision/accuracy.h"
#include "engine/vision/box_mover.h"
#include "engine/vision/matching.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace jackdaw::runtime {
namespace {

/// A batch that runs is not interrupted, so inference comes late at times and must be able to catch up.
constexpr double kHeadroom = 1.2;
/// Later samples that each sample's boxes are carried forward to.
constexpr std::size_t kNeighbours = 4;
/// Of each kind. A camera's motion changes with its traffic: what is older than a window or two says little.
constexpr std::ptrdiff_t kKept = 64;

/// Accuracy by which another way must be better to be chosen.
constexpr double kHysteresis = 0.01;
/// Rates within this factor of each other are told as one.
constexpr double kSameRate = 1.25;

/// The way of \p profile that is like \p wanted but for its rate; none where it is not offered.
std::optional<ServingOffer> offerLike(const scheduling::InferenceProfile& profile, double model, Share share,
                                      const Serving& wanted)
{
    if (wanted.server == Server::Student && !wanted.moved)
        return ServingOffer{{Server::Student, false, profile.everyAt(share)}, model * profile.factorAt(share), {}};
    for (const scheduling::ServingCurve& curve : profile.alternatives)
        if (curve.server == wanted.server && curve.moved == wanted.moved)
            return ServingOffer{{curve.server, curve.moved, curve.everyAt(share)}, curve.accuracyAt(model, share), {}};
    return std::nullopt;
}

/// What is expected of the way that was chosen, and of the next best.
std::string reasonFor(const scheduling::InferenceProfile& profile, double model, Share share,
                      const ServingOffer& chosen)
{
    std::optional<ServingOffer> next;
    for (const Server server : {Server::Student, Server::Teacher})
        for (const bool moved : {false, true}) {
            if (server == chosen.serving.server && moved == chosen.serving.moved)
                continue;
            const auto other = offerLike(profile, model, share, {server, moved, 1.0});
            if (other && other->expected > (next ? next->expected : 0.0))
                next = other;
        }
    const std::string text = scheduling::servingWords(chosen.serving, chosen.expected);
    return next ? text + "; " + scheduling::servingWords(next->serving, next->expected) : text;
}

Share demandOf(double framesPerSecond, GpuSeconds cost)
{
    return Share{framesPerSecond * cost.value * kHeadroom};
}

} // namespace

std::optional<AgedBoxes> agedBoxes(const learning::LabelledFrame& from, const learning::LabelledFrame& to,
                                   std::size_t classes, bool moved)
{
    std::vector<Detection> boxes = vision::toDetections(from.labels);
    if (moved)
        boxes = vision::moveBoxes(boxes, from.picture, to.picture);
    const auto counts = vision::match(boxes, to.labels, classes);
    const auto agreement = vision::f1(counts);
    if (!agreement || to.labels.empty())
        return std::nullopt;
    return AgedBoxes{toSeconds(to.picture.time - from.picture.time), agreement->value,
                     static_cast<double>(to.labels.size()), moved};
}

bool isAnother(const Serving& current, const Serving& next)
{
    const double ratio = next.every / current.every;
    return current.server != next.server || current.moved != next.moved || ratio > kSameRate || ratio < 1.0 / kSameRate;
}

ServingOffer bestServing(const scheduling::InferenceProfile& profile, double model, Share share,
                         const std::optional<Serving>& current)
{
    ServingOffer best{profile.servingAt(model, share), profile.accuracyAt(model, share), {}};
    const auto stay = current ? offerLike(profile, model, share, *current) : std::nullopt;
    if (stay && stay->expected + kHysteresis >= best.expected)
        best = *stay;
    best.reason = reasonFor(profile, model, share, best);
    return best;
}

VideoFrame texturedFrame(int shift)
{
    VideoFrame frame{.width = 416, .height = 288};
    std::vector<std::uint8_t> rgb(static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height) * 3);
    for (std::size_t i = 0; i < rgb.size(); ++i) {
        const auto x = static_cast<int>(i / 3 % static_cast<std::size_t>(frame.width)) + shift;
        const auto y = static_cast<int>(i / 3 / static_cast<std::size_t>(frame.width));
        rgb[i] = static_cast<std::uint8_t>(128.0 + 90.0 * std::sin(x * 0.37) * std::cos(y * 0.29 + x * 0.05));
    }
    frame.picture = std::make_shared<RgbPicture>(std::move(rgb));
    return frame;
}

learning::CalibrationBatch movingBatch(const VideoFrame& from, const VideoFrame& to)
{
    constexpr int kBoxes = 10;
    std::vector<Detection> boxes;
    for (int i = 0; i < kBoxes; ++i) {
        const float x = static_cast<float>(from.width) * static_cast<float>(i) / (kBoxes + 1.0F);
        const float y = static_cast<float>(from.height) * static_cast<float>(i) / (kBoxes + 1.0F);
        boxes.push_back(
            {{x, y, x + static_cast<float>(from.width) / 10.0F, y + static_cast<float>(from.height) / 10.0F},
             ClassId{0},
             1.0F});
    }
    return {vision::kMoveShape, [boxes, from, to] { vision::moveBoxes(boxes, from, to); }};
}

ServingEstimate::ServingEstimate(double framesPerSecond, std::size_t classes) :
    m_framesPerSecond(framesPerSecond), m_classes(classes)
{
    refit();
}

void ServingEstimate::add(const AgedBoxes& aged)
{
    m_changed = true;
    m_aged.push_back(aged);
    const auto isSame = [&](const AgedBoxes& other) {
        return other.moved == aged.moved && other.server == aged.server;
    };
    if (std::count_if(m_aged.begin(), m_aged.end(), isSame) > kKept)
        m_aged.erase(std::find_if(m_aged.begin(), m_aged.end(), isSame));
}

void ServingEstimate::learn(const std::vector<learning::LabelledFrame>& sample)
{
    for (std::size_t i = 0; i < sample.size(); ++i) {
        for (std::size_t j = i + 1; j < sample.size() && j <= i + kNeighbours; ++j) {
            if (const auto aged = agedBoxes(sample[i], sample[j], m_classes, false))
                add(*aged);
        }
    }
}

void ServingEstimate::refit()
{
    if (std::exchange(m_changed, false))
        m_fitted = fitted(m_aged, m_framesPerSecond);
}

void ServingEstimate::refit(SideWork& side)
{
    if (!std::exchange(m_changed, false))
        return;
    side.run([this, aged = m_aged, rate = m_framesPerSecond]() -> SideWork::Effect {
        return [this, made = fitted(aged, rate)] { m_fitted = made; };
    });
}

ServingEstimate::Fitted ServingEstimate::fitted(const std::deque<AgedBoxes>& aged, double framesPerSecond)
{
    return {fittedFor(profiling::Ageing::Standing, aged, framesPerSecond),
            fittedFor(profiling::Ageing::Moved, aged, framesPerSecond)};
}

ServingEstimate::Curves ServingEstimate::fittedFor(profiling::Ageing ageing, const std::deque<AgedBoxes>& aged,
                                                   double framesPerSecond)
{
    std::vector<profiling::StalenessSample> samples;
    for (const AgedBoxes& boxes : aged)
        if (boxes.moved == (ageing == profiling::Ageing::Moved))
            samples.push_back({boxes.age, boxes.agreement, boxes.objects, boxes.server == Server::Student});
    const profiling::Staleness staleness(samples, ageing);
    const auto factors = [&](profiling::Boxes boxes) {
        std::vector<double> values;
        for (const auto& point : profiling::subsamplingCurve(staleness, boxes, framesPerSecond, GpuSeconds{1.0}))
            values.push_back(point.factor);
        return values;
    };
    return {factors(profiling::Boxes::Students), factors(profiling::Boxes::GoldenModels)};
}

scheduling::ServingCurve ServingEstimate::curve(Server server, bool moved, GpuSeconds cost, Share moving) const
{
    const Curves& curves = moved ? m_fitted.moved : m_fitted.standing;
    scheduling::ServingCurve curve{.server = server,
                                   .moved = moved,
                                   .moving = moving,
                                   .fullRateDemand = demandOf(m_framesPerSecond, cost),
                                   .subsampling = {},
                                   .factor = server == Server::Student ? curves.student : curves.teacher};
    for (std::size_t k = 1; k <= curve.factor.size(); ++k)
        curve.subsampling.push_back(static_cast<double>(k));
    return curve;
}

Share ServingEstimate::movingShare(const ServingCosts& costs) const
{
    return costs.moving ? demandOf(m_framesPerSecond, *costs.moving) : Share{0};
}

scheduling::InferenceProfile ServingEstimate::profile(const ServingCosts& costs) const
{
    const scheduling::ServingCurve student = curve(Server::Student, false, costs.student, {});
    scheduling::InferenceProfile profile{.fullRateDemand = student.fullRateDemand,
                                         .subsampling = student.subsampling,
                                         .factor = student.factor,
                                         .shares = {},
                                         .alternatives = {}};
    const Share moving = movingShare(costs);
    if (costs.moving)
        profile.alternatives.push_back(curve(Server::Student, true, costs.student, moving));
    if (costs.teacher)
        profile.alternatives.push_back(curve(Server::Teacher, false, *costs.teacher, {}));
    if (costs.teacher && costs.moving)
        profile.alternatives.push_back(curve(Server::Teacher, true, *costs.teacher, moving));
    return profile;
}

void ServingEstimate::restore(const std::vector<AgedBoxes>& aged)
{
    m_aged.assign(aged.begin(), aged.end());
    m_changed = true;
    refit();
}

} // namespace jackdaw::runtime
