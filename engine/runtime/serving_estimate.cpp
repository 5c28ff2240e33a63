// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/serving_estimate.h"

#include "engine/scheduling/explanation.h"
#include "engine/vision/accuracy.h"
#include "engine/vision/box_mover.h"
#include "engine/vision/matching.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace jackdaw::runtime {
namespace {

/// A batch that runs is not interrupted, so jobs come late at times and must be able to catch up. A server passes a
/// frame over where it cannot, and has less use for it than what moves boxes, which must keep up with every frame.
constexpr double kHeadroom = 1.05;
constexpr double kHeadroomOfMoving = 1.2;
/// Later samples that each sample's boxes are carried forward to.
constexpr std::size_t kNeighbours = 4;
/// Of each kind. A camera's motion changes with its traffic: what is older than a window or two says little.
constexpr std::ptrdiff_t kKept = 64;

/// What all cameras together count for of each kind, in objects: as much as a camera itself sees in a few windows. On
/// real scenes that changed with each window nearly nothing of what told one camera's accuracy from the others' was
/// left in the next.
constexpr double kInCommon = 150.0;
/// What is kept of the evidence over a window; less than this is nothing, in objects.
constexpr double kKeptOfWindow = 0.5;
constexpr double kLeastObjects = 0.2;
/// What a frame of the student leaves of what the golden model said before, and how fast that fades besides, in
/// seconds. On real video this told accuracies of both in turn within half a point, at intervals of 0.4 to 1 s between
/// frames.
constexpr double kTeacherLeft = 0.6;
constexpr double kTeacherLasts = 1.6;
/// Ages are told apart up to this, in seconds.
constexpr double kSameAge = 0.01;

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
    for (const Server server : {Server::Student, Server::Teacher, Server::Both})
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

Share demandOf(double framesPerSecond, GpuSeconds cost, double headroom)
{
    return Share{framesPerSecond * cost.value * headroom};
}

std::optional<AgedBoxes> heldAgainst(const std::vector<Detection>& boxes, const vision::FrameLabels& labels,
                                     Nanoseconds age, bool moved, std::size_t classes)
{
    const auto counts = vision::match(boxes, labels, classes);
    const auto agreement = vision::f1(counts);
    if (!agreement || labels.empty())
        return std::nullopt;
    return AgedBoxes{toSeconds(age), agreement->value, static_cast<double>(labels.size()), moved};
}

} // namespace

std::optional<AgedBoxes> agedBoxes(const learning::LabelledFrame& from, const learning::LabelledFrame& to,
                                   std::size_t classes, bool moved)
{
    std::vector<Detection> boxes = vision::toDetections(from.labels);
    if (moved)
        boxes = from.judged(vision::moveBoxes(boxes, from.picture, to.picture));
    return heldAgainst(boxes, to.labels, to.picture.time - from.picture.time, moved, classes);
}

std::optional<AgedBoxes> agedLabels(const TaughtFrame& from, const TaughtFrame& to, std::size_t classes)
{
    return heldAgainst(from.labels, vision::toLabels(to.labels), to.frame.time - from.frame.time, false, classes);
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

std::vector<AgedBoxes> commonAgeing(const std::vector<AgedBoxes>& aged)
{
    using Kind = std::tuple<bool, Server>;
    std::map<std::pair<Kind, long>, AgedBoxes> sums;
    std::map<Kind, double> objects;
    for (const AgedBoxes& each : aged) {
        const Kind kind{each.moved, each.server};
        const auto [found, isNew] = sums.try_emplace({kind, std::lround(each.age / kSameAge)}, each);
        AgedBoxes& sum = found->second;
        objects[kind] += each.objects;
        if (isNew)
            continue;
        sum.objects += each.objects;
        sum.agreement += (each.agreement - sum.agreement) * each.objects / sum.objects;
    }
    std::vector<AgedBoxes> common;
    for (auto& [key, sum] : sums) {
        sum.objects *= std::min(1.0, kInCommon / objects[key.first]);
        common.push_back(sum);
    }
    return common;
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

void ServingEstimate::age()
{
    for (AgedBoxes& aged : m_aged)
        aged.objects *= kKeptOfWindow;
    std::erase_if(m_aged, [](const AgedBoxes& aged) { return aged.objects < kLeastObjects; });
}

void ServingEstimate::consider(std::vector<AgedBoxes> common)
{
    m_common = std::move(common);
    m_changed = true;
}

std::vector<AgedBoxes> ServingEstimate::evidence() const
{
    std::vector<AgedBoxes> all = m_common;
    all.insert(all.end(), m_aged.begin(), m_aged.end());
    return all;
}

void ServingEstimate::refit()
{
    if (std::exchange(m_changed, false))
        m_fitted = fitted(evidence(), m_framesPerSecond);
}

void ServingEstimate::refit(SideWork& side)
{
    if (!std::exchange(m_changed, false))
        return;
    side.run([this, aged = evidence(), rate = m_framesPerSecond]() -> SideWork::Effect {
        return [this, made = fitted(aged, rate)] { m_fitted = made; };
    });
}

ServingEstimate::Fitted ServingEstimate::fitted(const std::vector<AgedBoxes>& aged, double framesPerSecond)
{
    return {fittedFor(profiling::Ageing::Standing, aged, framesPerSecond),
            fittedFor(profiling::Ageing::Moved, aged, framesPerSecond)};
}

ServingEstimate::Curves ServingEstimate::fittedFor(profiling::Ageing ageing, const std::vector<AgedBoxes>& aged,
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
                                   .fullRateDemand = demandOf(m_framesPerSecond, cost, kHeadroom),
                                   .subsampling = {},
                                   .factor = server == Server::Teacher ? curves.teacher : curves.student};
    for (std::size_t k = 1; k <= curve.factor.size(); ++k)
        curve.subsampling.push_back(static_cast<double>(k));
    return curve;
}

/// What the golden model says of a frame fades while the student goes on from it: at each of the student's frames it is
/// worth a part of what it was worth at the one before, and the student's own accuracy takes its place.
scheduling::ServingCurve ServingEstimate::bothInTurn(const ServingCosts& costs, Share moving) const
{
    scheduling::ServingCurve both = curve(Server::Both, true, costs.both(), moving);
    for (std::size_t i = 0; i < both.factor.size(); ++i) {
        const double kept = kTeacherLeft * std::exp(-both.subsampling[i] / m_framesPerSecond / kTeacherLasts);
        double golden = 0.0;
        for (int turn = 0; turn < kTeacherTurn; ++turn)
            golden += std::pow(kept, turn) / kTeacherTurn;
        both.offset.push_back(golden * m_fitted.moved.teacher[i]);
        both.factor[i] = (1.0 - golden) * m_fitted.moved.student[i];
    }
    return both;
}

Share ServingEstimate::movingShare(const ServingCosts& costs) const
{
    return costs.moving ? demandOf(m_framesPerSecond, *costs.moving, kHeadroomOfMoving) : Share{0};
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
    if (costs.teacher && costs.moving) {
        profile.alternatives.push_back(curve(Server::Teacher, true, *costs.teacher, moving));
        profile.alternatives.push_back(bothInTurn(costs, moving));
    }
    return profile;
}

void ServingEstimate::restore(const std::vector<AgedBoxes>& aged)
{
    m_aged.assign(aged.begin(), aged.end());
    m_changed = true;
    refit();
}

} // namespace jackdaw::runtime
