// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_model.h"
#include "tests/widgets/scripted_source.h"
#include "widgets/replay/replay_archive.h"

#include <QStringList>

namespace jackdaw::testing {

/// What a recorded session's file would say of a scripted one: its whole outline, labels of every frame, and models
/// that answer when the test says so.
class FakeArchive : public widgets::ReplayArchive {
public:
    explicit FakeArchive(const ScriptedSession& session) :
        FakeArchive(session.events(), session.script().framesPerSecond)
    {
    }
    FakeArchive(const std::vector<Event>& events, double framesPerSecond) : m_rate(framesPerSecond)
    {
        SessionModel model;
        widgets::OutlineBuilder builder;
        for (const Event& event : events) {
            model.apply(event);
            builder.take(model.state(), event);
        }
        m_whole = std::make_shared<widgets::SessionOutline>(builder.outline());
    }

    std::shared_ptr<const widgets::SessionOutline> outline() const override { return isRead ? m_whole : nullptr; }

    std::vector<widgets::ModelChoice> models(CameraId camera) const override
    {
        std::vector<widgets::ModelChoice> models;
        for (const auto& model : m_whole->models)
            if (isRead && model.camera == camera)
                models.push_back({false, model.version, model.hash});
        if (isRead)
            models.push_back({true, {}, {}});
        return models;
    }

    void ask(const widgets::FrameQuestion& question) override
    {
        ++asked;
        widgets::FrameAnswer answer{question.camera, question.frame, {}, {}, labelFault};
        auto boxes = ScriptedSession::objectsAt(question.camera, static_cast<double>(question.frame) / m_rate);
        widgets::BoxScore score{2, 1, 0, Accuracy{0.8}};
        if (labelsFrames)
            answer.golden = widgets::FrameReference{boxes, score};
        if (labelsFrames && hasPeople && !boxes.empty())
            answer.people = widgets::FrameReference{{boxes.front()}, {1, 2, 0, Accuracy{0.5}}};
        Q_EMIT frameAnswered(answer);
    }

    void tryModel(const widgets::FrameQuestion& question, const widgets::ModelChoice& model) override
    {
        tried = question;
        triedModel = model;
        Q_EMIT modelProgressed(0.3, QStringLiteral("Decoding the frame"));
    }
    void cancelModel() override
    {
        ++cancels;
        tried.reset();
    }

    /// What the model that is asked sees: one box more than there is.
    void answerModel()
    {
        widgets::ModelAnswer answer{tried->camera, tried->frame, triedModel, {}, {}, {}};
        answer.boxes = ScriptedSession::objectsAt(tried->camera, static_cast<double>(tried->frame) / m_rate);
        answer.boxes.push_back({{10, 10, 60, 40}, ClassId{2}, 0.4F});
        answer.againstGolden = widgets::BoxScore{3, 1, 0, Accuracy{0.86}};
        Q_EMIT modelAnswered(answer);
    }

    std::vector<widgets::MissingVideo> missingVideos() const override { return missing; }
    QString locate(const QString& place) override
    {
        located << place;
        missing.clear();
        Q_EMIT missingVideosChanged();
        return QStringLiteral("Found: all.");
    }
    std::vector<widgets::Mark> marks() const override { return kept; }
    QString keepMarks(const std::vector<widgets::Mark>& marks) override
    {
        if (keepFault.isEmpty())
            kept = marks;
        return keepFault;
    }

    bool isRead = true;
    bool labelsFrames = true;
    bool hasPeople = false;
    QString labelFault;
    QString keepFault;
    std::vector<widgets::MissingVideo> missing;
    std::vector<widgets::Mark> kept;
    QStringList located;
    std::optional<widgets::FrameQuestion> tried;
    widgets::ModelChoice triedModel;
    int asked = 0;
    int cancels = 0;

private:
    std::shared_ptr<const widgets::SessionOutline> m_whole;
    double m_rate;
};

} // namespace jackdaw::testing
