// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/archive_work.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace jackdaw::window {
namespace {

/// An outline is copied to be shown: not more often than somebody could read it.
constexpr auto kShowEvery = std::chrono::milliseconds(500);

ArchiveWork::Models heldModels(session::SessionReader& reader, const widgets::SessionOutline& outline)
{
    ArchiveWork::Models models;
    for (const widgets::SessionOutline::Model& model : outline.models)
        if (reader.holdsWeights(model.hash))
            models[model.camera].push_back({false, model.version, model.hash});
    return models;
}

/// A scenario that cannot be read names none.
bool namesGolden(const Result<runtime::RunSettings>& settings)
{
    return settings
        && (!settings->labelling.models.empty()
            || std::any_of(settings->cameras.begin(), settings->cameras.end(),
                           [](const runtime::CameraRun& camera) { return camera.goldenLabels.has_value(); }));
}

widgets::FrameReference referenceOf(const RecordedSession& session, const RecordedSession::Labels& labels,
                                    const std::vector<Detection>& standing)
{
    return {vision::toDetections(labels.objects), session.score(standing, labels)};
}

widgets::FrameAnswer answerOf(RecordedSession& session, const GoldenIndex& golden,
                              const widgets::FrameQuestion& question)
{
    widgets::FrameAnswer answer{question.camera, question.frame, {}, {}, {}};
    const auto add = [&](const auto& labels, auto& reference) {
        if (!labels)
            answer.fault = QString::fromStdString(labels.error().text());
        else if (*labels)
            reference = referenceOf(session, **labels, question.standing);
    };
    add(session.goldenLabels(golden, question.camera, question.frame), answer.golden);
    add(session.peopleLabels(question.camera, question.frame), answer.people);
    return answer;
}

} // namespace

void Post::detach()
{
    const std::lock_guard lock(m_mutex);
    m_receiver = nullptr;
}

void Post::operator()(std::function<void()> run) const
{
    const std::lock_guard lock(m_mutex);
    if (m_receiver)
        QMetaObject::invokeMethod(m_receiver, std::move(run), Qt::QueuedConnection);
}

ArchiveWork::ArchiveWork(std::filesystem::path file, QObject* receiver) : m_file(std::move(file)), m_post(receiver)
{
}

void ArchiveWork::readOutline(std::function<void(Outline, Models, bool)> part, std::function<void(Error)> failed)
{
    m_logThread.start([this, part = std::move(part), failed = std::move(failed)](const std::stop_token& stop) {
        auto session = RecordedSession::open(m_file);
        if (!session)
            return m_post([failed, error = session.error()] { failed(error); });
        widgets::OutlineBuilder builder;
        auto shown = std::chrono::steady_clock::now();
        const auto show = [&](double fraction) {
            const auto now = std::chrono::steady_clock::now();
            if (fraction >= 1.0 || now - shown < kShowEvery)
                return;
            shown = now;
            m_post([part, outline = std::make_shared<const widgets::SessionOutline>(builder.outline())] {
                part(outline, {}, false);
            });
        };
        const Status read = (*session)->readLog(
            m_golden, [&](const SessionState& state, const Event& event) { builder.take(state, event); }, show, stop);
        if (stop.stop_requested())
            return;
        const bool hasGolden = namesGolden((*session)->settings());
        m_post([part, outline = std::make_shared<const widgets::SessionOutline>(builder.outline()),
                models = heldModels((*session)->reader(), builder.outline()),
                hasGolden] { part(outline, models, hasGolden); });
        if (!read)
            m_post([failed, error = read.error()] { failed(error); });
    });
}

void ArchiveWork::ask(widgets::FrameQuestion question, std::function<void(widgets::FrameAnswer)> answered)
{
    m_frameThread.start([this, question = std::move(question), answered = std::move(answered)](const std::stop_token&) {
        if (!m_frames) {
            auto session = RecordedSession::open(m_file);
            if (!session)
                return m_post([answered, question, text = QString::fromStdString(session.error().text())] {
                    answered({question.camera, question.frame, {}, {}, text});
                });
            m_frames = std::move(*session);
        }
        m_post([answered, answer = answerOf(*m_frames, m_golden, question)] { answered(answer); });
    });
}

void ArchiveWork::tryModel(MomentTask task, std::function<void(double, const char*)> progressed,
                           std::function<void(Result<widgets::ModelAnswer>)> ended)
{
    m_modelThread.start([this, task = std::move(task), progressed = std::move(progressed),
                         ended = std::move(ended)](const std::stop_token& stop) {
        if (!m_models) {
            auto session = RecordedSession::open(m_file);
            if (!session)
                return m_post([ended, error = session.error()] { ended(tl::unexpected(error)); });
            m_models = std::move(*session);
        }
        auto answer = lookWithModel(*m_models, m_golden, task, stop, [&](double fraction, const char* step) {
            m_post([progressed, fraction, step] { progressed(fraction, step); });
        });
        m_post([ended, answer = std::move(answer)] { ended(answer); });
    });
}

} // namespace jackdaw::window
