// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/camera_labels.h"

#include "engine/runtime/check_settings.h"
#include "engine/runtime/retraining_round.h"
#include "engine/vision/tracker.h"

#include <algorithm>
#include <utility>

namespace jackdaw::runtime {
namespace {

/// Frames per camera: full after six windows, so that memory does not grow with the length of a run.
constexpr std::size_t kRehearsalCapacity = 24;
/// Labelled frames of a window that go to the rehearsal memory.
constexpr std::size_t kKeptFrames = 4;
/// Fewer labelled frames cannot be split into a training and a held-out part.
constexpr std::size_t kLeastSample = kFewestTrainingFrames;
/// New frames of a further round, and the time over which those that it asks for are spread, as parts of the first
/// round's: it goes on with the frames of the rounds before, and what is left of a window is short.
constexpr double kFurtherPart = 0.5;
/// Part of a window over which the sample of a first student is spread; the rest leaves time to label the last frames.
constexpr double kFirstSampleSpan = 0.95;

} // namespace

CameraLabels::CameraLabels(CameraId camera, std::shared_ptr<LabellingJob> scoring,
                           std::shared_ptr<LabellingJob> sampling, std::vector<std::string> costShapes,
                           const RunServices& services) :
    m_camera(camera),
    m_scoring(std::move(scoring)), m_sampling(std::move(sampling)), m_costShapes(std::move(costShapes)),
    m_services(services), m_memory(kRehearsalCapacity)
{
}

void CameraLabels::beginWindow(WindowId window, const WindowClock& windows, bool forFirstStudent)
{
    const LabellingSettings& labelling = m_services.settings.labelling;
    collectTaught();
    m_awaited.clear();
    auto ended = m_sampling->beginSample(window);
    std::erase_if(ended, [this](const auto& frame) { return isKeptFromTraining(frame.picture.index); });
    m_memory.keep(ended, kKeptFrames);
    m_scoring->beginSample(window);
    m_window = window;
    m_windowStart = windows.start(window);
    m_scoredBefore = 0;
    m_owed = 0;
    m_scoredFrames.clear();
    beginRound(0);
    const Nanoseconds start = m_windowStart;
    const Nanoseconds span = windows.at(window, forFirstStudent ? kFirstSampleSpan : labelling.trainingSpan) - start;
    // Without a student there is nothing to be scored.
    const Nanoseconds first = forFirstStudent ? start + span : start;
    m_schedule.emplace(
        SampleSchedule::Settings{start, windows.end(window), first, fromSeconds(labelling.scoringInterval)},
        RandomStream(m_services.settings.seed, m_camera.value, RandomPurpose::Scoring, window.value));
    if (forFirstStudent)
        m_schedule->askForTraining(labelling.firstTrainingFrames, start, span);
}

/// Where people labelled every tenth frame, one of their frames is scored: the others would say nothing of what they
/// say. It is waited for as long as its interval lasts.
bool CameraLabels::waitsForPeople(const VideoFrame& frame) const
{
    const auto next = m_scoring->nextByPeople(frame.index);
    if (!m_schedule->scoreIsDue(frame.time) || !next || *next <= frame.index || frame.index <= 0)
        return false;
    const double speed = m_services.settings.cameras[m_camera.value].settings.speed;
    const double interval = toSeconds(frame.sourceTime) / static_cast<double>(frame.index) / speed;
    const Nanoseconds comes = frame.time + fromSeconds(interval * static_cast<double>(*next - frame.index));
    return comes < m_schedule->scoreEnd();
}

/// Frames that people labelled to be learned are few, and come when they come: each is labelled, whether or not a round
/// asks for frames.
bool CameraLabels::isToBeTaught(const VideoFrame& frame) const
{
    return m_schedule && m_sampling->isTaught(frame.index) && m_sampling->knows(frame) && !m_people.has(frame.index)
        && !m_awaited.contains(frame.index) && m_people.size() + m_awaited.size() < PeopleFrames::kMost;
}

void CameraLabels::withhold(std::int64_t frame, bool withheld)
{
    if (!withheld) {
        m_withheld.erase(frame);
        return;
    }
    m_withheld.insert(frame);
    m_memory.forget(frame);
}

/// People's frames are learned apart from samples.
bool CameraLabels::isKeptFromTraining(std::int64_t frame) const
{
    return m_people.has(frame) || m_withheld.contains(frame);
}

/// Frames that are learned as people labelled them do not score. Where they come again, there is nothing to be asked.
void CameraLabels::offer(const VideoFrame& frame, bool taught)
{
    const bool isNew = isToBeTaught(frame);
    if (m_schedule && (isNew || m_people.has(frame.index)))
        m_schedule->takeTraining(frame.time);
    if (isNew) {
        m_awaited.insert(frame.index);
        if (!m_sampling->teach(frame))
            m_sampling->offer(frame, SamplePurpose::Training, m_window);
        return;
    }
    if (m_people.has(frame.index) || m_sampling->isTaught(frame.index))
        return;
    const bool maySample = m_schedule && m_scoring->knows(frame) && !waitsForPeople(frame);
    const auto purpose = maySample ? m_schedule->take(frame.time) : std::nullopt;
    if (purpose == SamplePurpose::Scoring) {
        m_scoredFrames.push_back(frame.time);
        return m_scoring->offer(frame, *purpose, m_window);
    }
    m_owed += purpose ? 1 : 0;
    if (m_owed == 0 || taught)
        return;
    --m_owed;
    m_sampling->offer(frame, SamplePurpose::Training, m_window);
}

/// What is asked for is taken from frames of the window that are not scored.
void CameraLabels::provide(const TaughtFrame& taught)
{
    m_scoring->provide(taught, false);
    const bool isOfWindow = taught.frame.time >= m_windowStart;
    const bool isScored =
        std::find(m_scoredFrames.begin(), m_scoredFrames.end(), taught.frame.time) != m_scoredFrames.end();
    const bool keeps = m_owed > 0 && isOfWindow && !isScored;
    m_owed -= keeps ? 1 : 0;
    m_sampling->provide(taught, keeps);
}

void CameraLabels::beginRound(int number)
{
    m_round = number;
    m_asked = false;
}

void CameraLabels::ask()
{
    m_asked = true;
    const RunSettings& settings = m_services.settings;
    const double span = toSeconds(settings.windowLength) * settings.labelling.trainingSpan;
    m_schedule->askForTraining(framesToAskFor(), m_services.clock.now(),
                               fromSeconds(m_round == 0 ? span : span * kFurtherPart));
}

/// Frames that were scored since the last round are new, too, and cost nothing more.
int CameraLabels::framesToAskFor() const
{
    const int frames = m_services.settings.labelling.trainingFrames;
    if (m_round == 0)
        return frames;
    const auto scored = static_cast<int>(m_scoring->labelled().size() - m_scoredBefore);
    return std::max(0, std::max(1, static_cast<int>(frames * kFurtherPart)) - scored);
}

int CameraLabels::framesLeft() const
{
    if (!m_asked)
        return framesToAskFor();
    return m_schedule->trainingLeft() + m_owed + static_cast<int>(m_sampling->waitingForTraining());
}

bool CameraLabels::isComplete() const
{
    return m_schedule->trainingLeft() + m_owed == 0 && m_sampling->waitingForTraining() == 0
        && m_sampling->labelled().size() + m_people.size() >= kLeastSample;
}

std::vector<learning::LabelledFrame> CameraLabels::takeSample()
{
    m_scoredBefore = m_scoring->labelled().size();
    collectTaught();
    return sample();
}

/// Labels of scored frames cost nothing more. The published baselines retrain on what was asked for alone.
bool CameraLabels::usesScored() const
{
    return m_round > 0 || m_services.profiles;
}

/// They outlive their window.
void CameraLabels::collectTaught()
{
    for (const learning::LabelledFrame& frame : m_sampling->labelled())
        if (m_sampling->isTaught(frame.picture.index) && !m_people.has(frame.picture.index))
            m_people.keep(frame);
}

/// Those that rounds asked for, and those that were scored.
std::vector<learning::LabelledFrame> CameraLabels::sample() const
{
    std::vector<learning::LabelledFrame> frames = m_sampling->labelled();
    if (usesScored())
        frames.insert(frames.end(), m_scoring->labelled().begin(), m_scoring->labelled().end());
    std::erase_if(frames, [this](const auto& frame) { return isKeptFromTraining(frame.picture.index); });
    std::sort(frames.begin(), frames.end(),
              [](const auto& a, const auto& b) { return a.picture.time < b.picture.time; });
    vision::Tracker tracker;
    for (learning::LabelledFrame& frame : frames)
        tracker.assign(frame.labels);
    return frames;
}

learning::FrameCounts CameraLabels::expectedFrames() const
{
    const std::size_t scored = usesScored() ? m_scoring->labelled().size() : 0;
    const std::size_t frames = m_sampling->labelled().size() + scored + static_cast<std::size_t>(framesToAskFor());
    const auto training = static_cast<std::size_t>(kTrainingPart * static_cast<double>(frames));
    const learning::LabelSplit people = m_people.split();
    return {training + people.training.size(),
            std::min(m_memory.size(), mostRehearsal(m_services.settings.configurations)),
            frames - training + people.heldOut.size()};
}

GpuSeconds CameraLabels::cost() const
{
    GpuSeconds sum;
    for (const std::string& shape : m_costShapes)
        sum += m_services.costs.cost(shape).value_or(GpuSeconds{0});
    return sum;
}

std::vector<SourceFrame> CameraLabels::rehearsalAtBorder() const
{
    std::vector<SourceFrame> kept;
    std::uint32_t window = 0;
    for (const auto& frames : m_memory.windows()) {
        for (const learning::LabelledFrame& frame : frames)
            kept.push_back(sourceFrame(frame.picture, WindowId{window}));
        ++window;
    }
    return kept;
}

std::vector<SourceFrame> CameraLabels::taughtAtBorder() const
{
    std::vector<SourceFrame> kept;
    for (const learning::LabelledFrame& frame : m_people.frames())
        kept.push_back(sourceFrame(frame.picture, WindowId{0}));
    return kept;
}

void CameraLabels::restore(const CameraAtBorder& border, const RehearsalFrames& rehearsal,
                           const std::vector<learning::LabelledFrame>& taught,
                           const std::map<Nanoseconds, VideoFrame>& pictures)
{
    for (const learning::LabelledFrame& frame : taught)
        m_people.keep(frame);
    for (const auto& window : rehearsal)
        m_memory.keep(window, window.size());
    m_scoring->restore(border.scoring, pictures);
    m_sampling->restore(border.sampling, pictures);
}

} // namespace jackdaw::runtime
