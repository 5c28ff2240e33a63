// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/review/review_sheet.h"

#include "engine/api/box_overlap.h"
#include "engine/vision/accuracy.h"
#include "engine/vision/class_bits.h"
#include "engine/vision/frame_match.h"
#include "engine/vision/matching.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace jackdaw::review {
namespace {

/// Events that are in memory at a time.
constexpr std::size_t kPartEvents = 4096;
/// From here on what stood and the golden labels disagree, as a part of 1 that is missing from F1.
constexpr double kDisagreement = 0.25;
/// Part of a frame's golden labels that must be hardly sure.
constexpr double kDoubt = 0.25;
/// What low scores are worth beside a disagreement: they may be right all the same.
constexpr double kWorthOfDoubt = 0.6;
/// A frame of drift is worth a look before any other.
constexpr double kWorthOfDrift = 0.9;
/// Frames of a camera that are no farther apart show nearly the same.
constexpr Nanoseconds kNearlySame = std::chrono::seconds(2);
constexpr double kWorthOfRepetition = 0.4;
/// Reading the labels is a small part of reading the session.
constexpr double kLabelPart = 0.2;

void holdAgainstGolden(ReviewFrame& frame, std::size_t classes)
{
    if (!frame.served)
        return;
    const auto counts = vision::match(frame.standing, vision::toLabels(frame.golden, frame.reference), classes);
    for (const ClassCounts& of : counts) {
        frame.right += of.truePositives;
        frame.wrong += of.falsePositives;
        frame.missed += of.falseNegatives;
    }
    frame.f1 = vision::f1(counts);
}

/// The part that is missing from F1, less where it rests on one box alone.
double disagreement(const ReviewFrame& frame)
{
    const double errors = frame.wrong + frame.missed;
    if (errors == 0.0)
        return 0.0;
    const double missing = frame.f1 ? 1.0 - frame.f1->value : 1.0;
    return missing < kDisagreement ? 0.0 : missing * errors / (errors + 1.0);
}

double doubt(const ReviewFrame& frame)
{
    if (frame.golden.empty())
        return 0.0;
    const auto unsure = std::count_if(frame.golden.begin(), frame.golden.end(),
                                      [](const Detection& label) { return label.score < kHardlySure; });
    const double part = static_cast<double>(unsure) / static_cast<double>(frame.golden.size());
    return part < kDoubt ? 0.0 : part * kWorthOfDoubt;
}

void judge(ReviewFrame& frame, bool isOfDrift)
{
    const double apart = disagreement(frame);
    const double unsure = doubt(frame);
    frame.worth = std::max(apart, unsure);
    frame.reason = frame.worth == 0.0 ? ReviewReason::SpotCheck
        : apart >= unsure             ? ReviewReason::Disagreement
                                      : ReviewReason::LowScores;
    if (!isOfDrift)
        return;
    frame.worth = kWorthOfDrift + (1.0 - kWorthOfDrift) * frame.worth;
    frame.reason = ReviewReason::AfterDrift;
}

/// Spot checks come from all over the session, the same ones each time.
std::uint64_t scattered(const FrameKey& key)
{
    std::uint64_t mixed = static_cast<std::uint64_t>(key.frame) * 0x9E3779B97F4A7C15ULL + key.camera.value;
    mixed = (mixed ^ (mixed >> 31U)) * 0xBF58476D1CE4E5B9ULL; // constants of SplitMix64
    return mixed ^ (mixed >> 29U);
}

bool comesBefore(const ReviewFrame& a, const ReviewFrame& b)
{
    if (a.worth != b.worth)
        return a.worth > b.worth;
    if (a.worth == 0.0)
        return std::pair(scattered(a.key), a.key) < std::pair(scattered(b.key), b.key);
    return std::pair(a.frameTime, a.key) < std::pair(b.frameTime, b.key);
}

/// Of frames that show nearly the same the worthiest stands for the others, which come later. \p frames are in order.
void thinOut(std::vector<ReviewFrame>& frames)
{
    std::map<CameraId, std::set<Nanoseconds>> seen;
    for (ReviewFrame& frame : frames) {
        auto& times = seen[frame.key.camera];
        const auto near = times.lower_bound(frame.frameTime - kNearlySame);
        const bool isRepeated = near != times.end() && *near <= frame.frameTime + kNearlySame;
        if (isRepeated && frame.reason != ReviewReason::AfterDrift)
            frame.worth *= kWorthOfRepetition;
        else
            times.insert(frame.frameTime);
    }
}

/// Reads all events of \p kinds, in parts.
Status readAll(session::SessionReader& reader, const std::vector<std::string>& kinds,
               const std::function<void(const Event&)>& take, const ReadProgress& progress, const std::stop_token& stop)
{
    const auto count = static_cast<double>(std::max<std::uint64_t>(1, reader.eventCount()));
    std::uint64_t next = 0;
    for (bool more = true; more;) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        const auto events = reader.eventsOfKinds(kinds, next, kPartEvents);
        if (!events)
            return tl::unexpected(events.error());
        for (const Event& event : *events) {
            next = event.sequence + 1;
            take(event);
        }
        more = events->size() == kPartEvents;
        progress(more ? static_cast<double>(next) / count : 1.0);
    }
    return {};
}

bool isMissed(const vision::LabelledObject& object, const std::vector<Detection>& standing)
{
    return std::none_of(standing.begin(), standing.end(), [&](const Detection& seen) {
        return (object.allowedClasses & vision::classBit(seen.label.value)) != 0
            && boxOverlap(seen.box, object.box) >= kLeastOverlap;
    });
}

/// Objects that nothing stands on, and what stands where nothing is.
std::vector<Box> withoutPartner(const ReviewFrame& frame)
{
    const auto reference = vision::toLabels(frame.golden, frame.reference);
    std::vector<Box> alone;
    for (const vision::LabelledObject& object : reference)
        if (!object.isIgnored() && isMissed(object, frame.standing))
            alone.push_back(object.box);
    for (const Detection& seen : frame.standing)
        if (vision::matchFrame({seen}, reference, seen.label.value + 1, {}).predictions[0] == vision::Outcome::Wrong)
            alone.push_back(seen.box);
    return alone;
}

} // namespace

ReviewSheet ranked(std::vector<ReviewFrame> frames, const DriftFrames& drift, const std::vector<std::string>& classes,
                   std::size_t most)
{
    for (ReviewFrame& frame : frames) {
        holdAgainstGolden(frame, classes.size());
        judge(frame, drift.contains(frame.key));
    }
    std::sort(frames.begin(), frames.end(), comesBefore);
    thinOut(frames);
    std::sort(frames.begin(), frames.end(), comesBefore);
    ReviewSheet sheet;
    sheet.leftOut = frames.size() > most ? frames.size() - most : 0;
    frames.resize(std::min(frames.size(), most));
    sheet.frames = std::move(frames);
    sheet.classes = classes;
    return sheet;
}

Box questionedPart(const ReviewFrame& frame)
{
    std::vector<Box> odd = frame.served ? withoutPartner(frame) : std::vector<Box>();
    for (const Detection& label : odd.empty() ? frame.golden : std::vector<Detection>())
        if (frame.reason != ReviewReason::LowScores || label.score < kHardlySure)
            odd.push_back(label.box);
    Box part = odd.empty() ? Box{} : odd.front();
    for (const Box& box : odd)
        part = {std::min(part.x1, box.x1), std::min(part.y1, box.y1), std::max(part.x2, box.x2),
                std::max(part.y2, box.y2)};
    return part;
}

void FrameCollector::label(const Event& event)
{
    if (const auto* added = std::get_if<CameraAdded>(&event.body))
        m_cameras.insert_or_assign(added->camera, *added);
    else if (const auto* started = std::get_if<WindowStarted>(&event.body))
        m_starts[started->window] = event.time;
    else if (const auto* closed = std::get_if<WindowClosed>(&event.body))
        m_closed = {m_starts[closed->window], event.time};
    else if (const auto* alert = std::get_if<Alert>(&event.body);
             alert && alert->camera && alert->topic == AlertTopic::Drift && alert->severity != Severity::Info)
        noteDrift(*alert->camera);
    else if (const auto* labelled = std::get_if<GoldenLabelled>(&event.body)) {
        ReviewFrame frame;
        frame.key = {labelled->camera, labelled->frame};
        frame.frameTime = labelled->frameTime;
        frame.golden = labelled->labels;
        frame.reference = labelled->reference;
        m_frames.insert_or_assign(frame.key, std::move(frame)); // the newest, where a source began again
    }
}

/// Drift is told once the window is closed in which it was seen.
void FrameCollector::noteDrift(CameraId camera)
{
    std::vector<std::pair<Nanoseconds, FrameKey>> inWindow;
    for (auto each = m_frames.lower_bound({camera, 0}); each != m_frames.end() && each->first.camera == camera; ++each)
        if (each->second.frameTime >= m_closed.first && each->second.frameTime < m_closed.second)
            inWindow.emplace_back(each->second.frameTime, each->first);
    std::sort(inWindow.begin(), inWindow.end());
    for (std::size_t i = 0; i < std::min(kFramesOfDrift, inWindow.size()); ++i)
        m_drift.insert(inWindow[i].second);
}

std::vector<std::pair<Nanoseconds, FrameKey>>& FrameCollector::dueOf(CameraId camera)
{
    const auto [due, isNew] = m_due.try_emplace(camera);
    if (isNew) {
        for (auto each = m_frames.lower_bound({camera, 0}); each != m_frames.end() && each->first.camera == camera;
             ++each)
            due->second.emplace_back(each->second.frameTime, each->first);
        std::sort(due->second.begin(), due->second.end());
    }
    return due->second;
}

void FrameCollector::stand(ReviewFrame& frame, const FrameIndexed& indexed) const
{
    frame.served = indexed.weights.value > 0 || indexed.server == Server::Teacher;
    frame.standing = indexed.predictions;
}

/// What was found on a frame later than what stood when it came does not count, as it does not in scores.
void FrameCollector::place(const FrameIndexed& indexed)
{
    const auto& due = dueOf(indexed.camera);
    Standing& standing = m_standing[indexed.camera];
    // Frames that were dropped: what stood before went on standing.
    for (; standing.next < due.size() && due[standing.next].first < indexed.frameTime; ++standing.next) {
        ReviewFrame& frame = m_frames.at(due[standing.next].second);
        if (m_placed.insert(frame.key).second)
            stand(frame, standing.newest);
    }
    for (std::size_t i = standing.next; i < due.size() && due[i].first == indexed.frameTime; ++i) {
        ReviewFrame& frame = m_frames.at(due[i].second);
        if (!m_placed.insert(frame.key).second)
            continue;
        stand(frame, indexed);
        frame.sourceTime = indexed.sourceTime;
    }
    if (indexed.frameTime >= standing.newest.frameTime)
        standing.newest = indexed;
}

ReviewSheet FrameCollector::finish(const std::vector<std::string>& classes)
{
    std::vector<ReviewFrame> frames;
    frames.reserve(m_frames.size());
    for (auto& [key, frame] : m_frames) {
        if (m_placed.insert(key).second)
            stand(frame, m_standing[key.camera].newest);
        const auto camera = m_cameras.find(key.camera);
        const double rate = camera != m_cameras.end() ? camera->second.framesPerSecond / camera->second.speed : 0.0;
        // Where in the source a dropped frame is was not recorded, but follows from its number.
        if (frame.sourceTime == Nanoseconds{0} && rate > 0.0)
            frame.sourceTime = fromSeconds(static_cast<double>(key.frame) / rate);
        frames.push_back(std::move(frame));
    }
    ReviewSheet sheet = ranked(std::move(frames), m_drift, classes);
    sheet.cameras = std::move(m_cameras);
    return sheet;
}

Result<ReviewSheet> readSheet(session::SessionReader& reader, const ReadProgress& progress, const std::stop_token& stop)
{
    FrameCollector collector;
    if (const Status read = readAll(
            reader, {"CameraAdded", "WindowStarted", "WindowClosed", "GoldenLabelled", "Alert"},
            [&](const Event& event) { collector.label(event); },
            [&](double fraction) { progress(kLabelPart * fraction); }, stop);
        !read)
        return tl::unexpected(read.error());
    if (const Status read = readAll(
            reader, {"FrameIndexed"},
            [&](const Event& event) {
                if (const auto* indexed = std::get_if<FrameIndexed>(&event.body))
                    collector.place(*indexed);
            },
            [&](double fraction) { progress(kLabelPart + (1.0 - kLabelPart) * fraction); }, stop);
        !read)
        return tl::unexpected(read.error());
    return collector.finish(reader.started().classes);
}

} // namespace jackdaw::review
