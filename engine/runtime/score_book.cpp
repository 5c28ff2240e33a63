// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/score_book.h"

#include "engine/learning/learner.h"
#include "engine/vision/classification.h"
#include "engine/vision/matching.h"

#include <algorithm>
#include <iterator>

namespace jackdaw::runtime {
namespace {

constexpr WeightsVersion kUntrained{0};

/// F1 over the frames that \p weights made the predictions of; none without such a frame that has objects.
std::optional<Accuracy> accuracyOf(const std::vector<vision::ScoredFrame>& frames, WeightsVersion weights)
{
    std::vector<ClassCounts> sum;
    for (const vision::ScoredFrame& frame : frames)
        if (frame.weights == weights && vision::objectsIn(frame.counts) > 0)
            vision::add(sum, frame.counts);
    return vision::f1(sum);
}

/// Frames without an object in their labels say nothing of it.
std::optional<Accuracy> averagePrecision(const WindowScores& scores)
{
    std::vector<vision::PredictedFrame> predicted;
    for (std::size_t i = 0; i < scores.scored.size(); ++i)
        if (!scores.scored[i].labels->empty())
            predicted.push_back({scores.scored[i].standing->detections, scores.references[i]});
    return vision::ap50(predicted, scores.classes);
}

} // namespace

std::vector<Detection> confident(const std::vector<Detection>& detections)
{
    std::vector<Detection> kept;
    std::copy_if(detections.begin(), detections.end(), std::back_inserter(kept),
                 [](const Detection& detection) { return detection.score >= learning::kScoreThreshold; });
    return kept;
}

ScoreBook::ScoreBook(CameraId camera, std::size_t classes, HumanLabelIndex human, Recorder& recorder, Task task) :
    m_camera(camera), m_classes(classes), m_human(std::move(human)), m_recorder(recorder), m_task(task)
{
}

void ScoreBook::expect(const VideoFrame& frame, WindowId window)
{
    m_open[frame.time] = FrameToScore{sourceFrame(frame, window), std::nullopt, std::nullopt, std::nullopt};
}

void ScoreBook::stands(Nanoseconds frameTime, const StandingPredictions& predictions)
{
    if (predictions.weights == kUntrained)
        return giveUp(frameTime);
    if (m_changes.empty() || m_changes.back().weights != predictions.weights)
        m_changes.push_back({frameTime, predictions.weights});
    const auto open = m_open.find(frameTime);
    if (open == m_open.end())
        return;
    open->second.standing = predictions;
    scoreIfKnown(open);
}

void ScoreBook::found(Nanoseconds frameTime, const StandingPredictions& predictions)
{
    if (const auto open = m_open.find(frameTime); open != m_open.end()) {
        open->second.fresh = predictions;
        return;
    }
    for (auto& [window, scores] : m_windows) {
        const auto scored = std::find_if(scores.scored.begin(), scores.scored.end(),
                                         [frameTime](const auto& frame) { return frame.frame.frameTime == frameTime; });
        if (scored == scores.scored.end())
            continue;
        scored->fresh = predictions;
        return scoreFresh(FrameToScore(*scored), Recording::Yes);
    }
}

void ScoreBook::labelled(Nanoseconds frameTime, const std::vector<Detection>& labels)
{
    const auto open = m_open.find(frameTime);
    if (open == m_open.end())
        return;
    open->second.labels = labels;
    scoreIfKnown(open);
}

vision::FrameLabels ScoreBook::referenceFor(const FrameToScore& frame) const
{
    return m_golden ? vision::referenceOf(*m_golden, frame.frame.frame, *frame.labels)
                    : vision::toLabels(*frame.labels);
}

void ScoreBook::scoreIfKnown(std::map<Nanoseconds, FrameToScore>::iterator found)
{
    if (!found->second.standing || !found->second.labels)
        return;
    FrameToScore frame = std::move(found->second);
    m_open.erase(found);
    score(frame, Recording::Yes);
    m_windows[frame.frame.window].scored.push_back(std::move(frame));
}

void ScoreBook::score(const FrameToScore& frame, Recording recording)
{
    const StandingPredictions& standing = *frame.standing;
    const std::vector<Detection> stood = confident(standing.detections);
    score(frame.frame, ScorePair::StudentGolden, standing, stood, referenceFor(frame), ~0U, recording);
    scorePeople(frame, recording);
    if (recording == Recording::Yes)
        noteAge(frame, stood);
    if (frame.fresh)
        scoreFresh(frame, recording);
}

/// Golden labels, and what stood, against what people say of the frame.
void ScoreBook::scorePeople(const FrameToScore& frame, Recording recording)
{
    const auto people = m_human.at(frame.frame.frame);
    if (!people)
        return;
    const StandingPredictions& standing = *frame.standing;
    score(frame.frame, ScorePair::GoldenHuman, standing, *frame.labels, people->objects, people->coveredClasses,
          recording);
    score(frame.frame, ScorePair::StudentHuman, standing, confident(standing.detections), people->objects,
          people->coveredClasses, recording);
}

bool ScoreBook::isScoring(Nanoseconds frameTime) const
{
    const auto isScored = [this, frameTime](const auto& window) {
        return window.first != m_judged
            && std::any_of(window.second.scored.begin(), window.second.scored.end(),
                           [frameTime](const auto& frame) { return frame.frame.frameTime == frameTime; });
    };
    return m_open.contains(frameTime) || std::any_of(m_windows.begin(), m_windows.end(), isScored);
}

void ScoreBook::correct(std::int64_t frame, Nanoseconds frameTime, std::optional<vision::PeopleLabels> labels)
{
    m_human.correct(frame, std::move(labels));
    for (auto& [window, scores] : m_windows) {
        const auto scored = std::find_if(scores.scored.begin(), scores.scored.end(),
                                         [frameTime](const auto& known) { return known.frame.frameTime == frameTime; });
        if (scored == scores.scored.end())
            continue;
        for (const ScorePair pair : {ScorePair::GoldenHuman, ScorePair::StudentHuman})
            std::erase_if(scores.of(pair), [frameTime](const auto& known) { return known.time == frameTime; });
        return scorePeople(FrameToScore(*scored), Recording::Yes);
    }
}

void ScoreBook::scoreFresh(const FrameToScore& frame, Recording recording)
{
    score(frame.frame, ScorePair::FreshGolden, *frame.fresh, confident(frame.fresh->detections), referenceFor(frame),
          ~0U, recording);
}

/// What was found some time ago, held against what the golden model finds now, says how long boxes last.
void ScoreBook::noteAge(const FrameToScore& frame, const std::vector<Detection>& predictions)
{
    const double age = toSeconds(frame.frame.frameTime - frame.standing->frameTime);
    const auto counts = vision::match(predictions, referenceFor(frame), m_classes);
    const auto agreement = vision::f1(counts);
    if (age > 0.0 && agreement && !frame.labels->empty())
        m_aged.push_back({age, agreement->value, static_cast<double>(frame.labels->size()), frame.standing->moved,
                          frame.standing->server});
}

vision::ScoredFrame ScoreBook::held(const std::vector<Detection>& predictions, const vision::FrameLabels& reference,
                                    std::uint32_t coveredClasses) const
{
    const vision::MatchOptions options{.coveredClasses = coveredClasses};
    if (m_task == Task::Detection)
        return {.counts = vision::match(predictions, reference, m_classes, options)};
    vision::NamedObjects named = vision::matchNames(predictions, reference, m_classes, options);
    return {.counts = std::move(named.counts), .uncovered = named.uncovered};
}

void ScoreBook::score(const SourceFrame& source, ScorePair pair, const StandingPredictions& of,
                      const std::vector<Detection>& predictions, const vision::FrameLabels& reference,
                      std::uint32_t coveredClasses, Recording recording)
{
    vision::ScoredFrame scored = held(predictions, reference, coveredClasses);
    scored.time = source.frameTime;
    scored.weights = of.weights;
    m_windows[source.window].of(pair).push_back(scored);
    if (pair == ScorePair::FreshGolden && recording == Recording::Yes)
        m_fresh.push_back(scored);
    if (recording == Recording::Yes)
        m_recorder.record(FrameScored{m_camera, source.window, source.frame, source.frameTime, pair, scored.weights,
                                      source.frameTime - of.frameTime, std::move(scored.counts), scored.uncovered,
                                      of.server});
}

ScoresAtBorder ScoreBook::atBorder(std::optional<WindowId> closing) const
{
    ScoresAtBorder border;
    for (const auto& [time, frame] : m_open)
        border.open.push_back(frame);
    if (const auto scores = closing ? m_windows.find(*closing) : m_windows.end(); scores != m_windows.end())
        border.scored = scores->second.scored;
    for (const vision::WeightsChange& change : m_changes)
        border.changes.push_back({change.time, change.weights});
    border.last = m_last ? m_last->weights : kUntrained;
    return border;
}

std::optional<Accuracy> ScoreBook::lastAccuracy() const
{
    return m_last ? std::optional(m_last->accuracy) : std::nullopt;
}

void ScoreBook::restore(const ScoresAtBorder& border, double lastAccuracy)
{
    for (const FrameToScore& frame : border.open)
        m_open[frame.frame.frameTime] = frame;
    for (const FrameToScore& frame : border.scored) {
        if (!frame.standing || !frame.labels)
            continue;
        score(frame, Recording::No);
        m_windows[frame.frame.window].scored.push_back(frame);
    }
    for (const VersionChange& change : border.changes)
        m_changes.push_back({change.time, change.weights});
    if (lastAccuracy >= 0.0)
        m_last = ScoredModel{border.last, Accuracy{lastAccuracy}};
}

bool ScoreBook::isComplete(WindowId window) const
{
    return std::none_of(m_open.begin(), m_open.end(),
                        [&](const auto& entry) { return entry.second.frame.window == window; });
}

/// The model that ended the window; none where nothing says how accurate it is.
std::optional<ScoreBook::ScoredModel> ScoreBook::lastModel(const std::vector<vision::ScoredFrame>& frames)
{
    if (frames.empty())
        return std::nullopt;
    const auto accuracy = accuracyOf(frames, frames.back().weights);
    return accuracy ? std::optional(ScoredModel{frames.back().weights, *accuracy}) : std::nullopt;
}

/// How the model that ended the newest closed window does in this one, until the first change of weights.
std::optional<CarriedModel> ScoreBook::carried(const std::vector<vision::ScoredFrame>& frames, Nanoseconds start,
                                               Nanoseconds end) const
{
    const auto after = m_last ? accuracyOf(frames, m_last->weights) : std::nullopt;
    if (!after)
        return std::nullopt;
    const auto change = std::find_if(m_changes.begin(), m_changes.end(), [&](const vision::WeightsChange& c) {
        return c.time >= start && c.weights != m_last->weights;
    });
    const Nanoseconds until = change == m_changes.end() ? end : std::min(change->time, end);
    return CarriedModel{m_last->accuracy, *after, until - start};
}

WindowScores ScoreBook::judged(WindowId window)
{
    m_judged = window;
    return scoresOf(window);
}

WindowScores ScoreBook::scoresOf(WindowId window) const
{
    const auto found = m_windows.find(window);
    WindowScores scores = found == m_windows.end() ? WindowScores() : found->second;
    for (auto& frames : scores.byPair)
        std::sort(frames.begin(), frames.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
    for (const FrameToScore& frame : scores.scored)
        scores.references.push_back(referenceFor(frame));
    scores.changes = m_changes;
    scores.classes = m_classes;
    scores.task = m_task;
    return scores;
}

std::optional<CarriedModel> ScoreBook::close(WindowId window, Nanoseconds start, Nanoseconds end)
{
    const WindowScores scores = scoresOf(window);
    const std::vector<vision::ScoredFrame>& fresh = scores.of(ScorePair::FreshGolden);
    m_windows.erase(window);
    std::erase_if(m_open, [window](const auto& entry) { return entry.second.frame.window == window; });
    const std::optional<CarriedModel> carriedHere = carried(fresh, start, end);
    m_last = lastModel(fresh);
    // The newest change stays: it tells whether the next frame's weights are new.
    const auto past = [&](const vision::WeightsChange& change) { return change.time < end; };
    m_changes.erase(m_changes.begin(), std::find_if_not(m_changes.begin(), m_changes.end() - !m_changes.empty(), past));
    return carriedHere;
}

void judgeWindow(const WindowScores& scores, Nanoseconds start, Nanoseconds end, std::uint64_t seed, CameraWindow& into)
{
    const auto accuracy = [&](ScorePair pair) {
        return vision::windowAccuracy(scores.of(pair), scores.changes, start, end, seed, scores.task);
    };
    const std::vector<vision::ScoredFrame>& frames = scores.of(ScorePair::StudentGolden);
    into.studentGolden = accuracy(ScorePair::StudentGolden);
    if (into.studentGolden && scores.task == Task::Detection)
        into.studentGolden->ap50 = averagePrecision(scores);
    into.freshGolden = accuracy(ScorePair::FreshGolden);
    into.goldenHuman = accuracy(ScorePair::GoldenHuman);
    into.studentHuman = accuracy(ScorePair::StudentHuman);
    into.empty = vision::emptyFrames(frames, start, end);
    if (scores.task == Task::Classification)
        into.coverage = vision::coverage(frames, start, end);
}

} // namespace jackdaw::runtime
