// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/recorded_session.h"

#include "datasets/scenario/scenario.h"
#include "engine/api/session_model.h"
#include "engine/vision/accuracy.h"
#include "engine/vision/matching.h"

#include <utility>

namespace jackdaw::window {
namespace {

/// Plans with all their tried moves are large: this many are in memory at a time.
constexpr std::size_t kPartEvents = 512;

template <class... Bodies>
std::vector<std::string> loggedKinds(const std::variant<Bodies...>*)
{
    std::vector<std::string> kinds;
    const auto add = [&]<class Body>() {
        if constexpr (kIsLogged<Body> && !std::is_same_v<Body, UnknownEvent>)
            kinds.emplace_back(kindName(Body{}));
    };
    (add.template operator()<Bodies>(), ...);
    kinds.emplace_back(kindName(GoldenLabelled{}));
    return kinds;
}

} // namespace

void GoldenIndex::note(CameraId camera, std::int64_t frame, std::uint64_t sequence)
{
    const std::lock_guard lock(m_mutex);
    m_events[{camera, frame}] = sequence;
}

std::optional<std::uint64_t> GoldenIndex::find(CameraId camera, std::int64_t frame) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_events.find({camera, frame});
    return found != m_events.end() ? std::optional(found->second) : std::nullopt;
}

RecordedSession::RecordedSession(std::filesystem::path file, std::unique_ptr<session::SessionReader> reader) :
    m_file(std::move(file)), m_reader(std::move(reader)), m_classes(m_reader->started().classes.size())
{
}

Result<std::unique_ptr<RecordedSession>> RecordedSession::open(const std::filesystem::path& file)
{
    auto reader = session::SessionReader::open(file);
    if (!reader)
        return tl::unexpected(reader.error());
    return std::unique_ptr<RecordedSession>(new RecordedSession(file, std::move(*reader)));
}

Status RecordedSession::readLog(GoldenIndex& golden, const Take& take,
                                const std::function<void(double fraction)>& partRead, const std::stop_token& stop)
{
    const std::vector<std::string> kinds = loggedKinds(static_cast<const EventBody*>(nullptr));
    const auto count = static_cast<double>(std::max<std::uint64_t>(1, m_reader->eventCount()));
    SessionModel model;
    std::uint64_t next = 0;
    for (bool more = true; more && !stop.stop_requested();) {
        auto events = m_reader->eventsOfKinds(kinds, next, kPartEvents);
        if (!events)
            return tl::unexpected(events.error());
        for (const Event& event : *events) {
            next = event.sequence + 1;
            if (const auto* labelled = std::get_if<GoldenLabelled>(&event.body)) {
                golden.note(labelled->camera, labelled->frame, event.sequence);
                continue;
            }
            model.apply(event);
            take(model.state(), event);
        }
        more = events->size() == kPartEvents;
        partRead(more ? static_cast<double>(next) / count : 1.0);
    }
    return {};
}

const Result<runtime::RunSettings>& RecordedSession::settings()
{
    if (!m_settings)
        m_settings = datasets::parseScenario(m_reader->started().scenario, std::filesystem::current_path(),
                                             "the scenario in " + m_file.string());
    return *m_settings;
}

Result<std::optional<RecordedSession::Labels>> RecordedSession::goldenLabels(const GoldenIndex& golden, CameraId camera,
                                                                             std::int64_t frame)
{
    const auto sequence = golden.find(camera, frame);
    if (!sequence)
        return std::optional<Labels>();
    const auto events = m_reader->events(*sequence, 1);
    if (!events)
        return tl::unexpected(events.error());
    const auto* labelled = events->empty() ? nullptr : std::get_if<GoldenLabelled>(&events->front().body);
    return labelled ? std::optional(Labels{vision::toLabels(labelled->labels, labelled->reference)}) : std::nullopt;
}

Result<std::optional<RecordedSession::Labels>> RecordedSession::peopleLabels(CameraId camera, std::int64_t frame)
{
    auto known = m_people.find(camera);
    if (known == m_people.end()) {
        const auto& run = settings();
        if (!run)
            return tl::unexpected(run.error());
        if (camera.value >= run->cameras.size())
            return std::optional<Labels>();
        known =
            m_people
                .emplace(camera, runtime::HumanLabelIndex::load(run->cameras[camera.value].humanLabels, run->classes))
                .first;
        if (const CameraAdded* added = announced(camera); added && known->second)
            known->second->leaveOut(ignoredOf(camera), {added->width, added->height});
    }
    if (!known->second)
        return tl::unexpected(known->second.error());
    auto labels = known->second->at(frame);
    return labels ? std::optional(Labels{std::move(labels->objects), labels->coveredClasses}) : std::nullopt;
}

const CameraAdded* RecordedSession::announced(CameraId camera)
{
    if (!m_announced) {
        m_announced.emplace();
        if (const auto events = m_reader->eventsOfKinds({"CameraAdded"}))
            for (const Event& event : *events)
                m_announced->insert_or_assign(std::get<CameraAdded>(event.body).camera,
                                              std::get<CameraAdded>(event.body));
    }
    const auto found = m_announced->find(camera);
    return found != m_announced->end() ? &found->second : nullptr;
}

vision::IgnoredRegions RecordedSession::ignoredOf(CameraId camera)
{
    const CameraAdded* added = announced(camera);
    return added ? vision::IgnoredRegions(added->ignored) : vision::IgnoredRegions();
}

widgets::BoxScore RecordedSession::score(const std::vector<Detection>& boxes, const Labels& reference) const
{
    vision::MatchOptions options;
    options.coveredClasses = reference.coveredClasses;
    const auto counts = vision::match(boxes, reference.objects, m_classes, options);
    widgets::BoxScore score;
    for (const ClassCounts& of : counts) {
        score.right += of.truePositives;
        score.wrong += of.falsePositives;
        score.missed += of.falseNegatives;
    }
    score.f1 = vision::f1(counts);
    return score;
}

} // namespace jackdaw::window
