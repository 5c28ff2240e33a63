// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/source_trials.h"

#include "widgets/theme/format.h"

#include <algorithm>

namespace jackdaw::widgets {
namespace {

/// Each decodes for a second or two: more would only take turns.
constexpr std::size_t kAtATime = 2;

} // namespace

SourceTrials::SourceTrials(QObject* parent) : QObject(parent)
{
}

SourceTrials::~SourceTrials() = default;

void SourceTrials::look(const CameraDraft& camera)
{
    if (!m_services || camera.source.empty())
        return;
    cancel(camera);
    m_trials[keyOf(camera)] = {SourceTrial::Stage::Waiting, {}, {}};
    m_waiting.push_back(camera);
    startNext();
    Q_EMIT changed();
}

void SourceTrials::lookOnce(const CameraDraft& camera)
{
    if (of(camera).stage == SourceTrial::Stage::None)
        look(camera);
}

void SourceTrials::cancel(const CameraDraft& camera)
{
    if (!of(camera).isUnderWay())
        return;
    const Key key = keyOf(camera);
    m_running.erase(key);
    std::erase_if(m_waiting, [&](const CameraDraft& waiting) { return keyOf(waiting) == key; });
    m_trials.erase(key);
    startNext();
    Q_EMIT changed();
}

void SourceTrials::startNext()
{
    while (!m_waiting.empty() && m_running.size() < kAtATime) {
        const CameraDraft camera = std::move(m_waiting.front());
        m_waiting.pop_front();
        const Key key = keyOf(camera);
        m_trials[key].stage = SourceTrial::Stage::Looking;
        m_running[key] = m_services->lookAtSource(
            camera,
            [this, key](const SourceLook& look) {
                m_trials[key].look = look;
                Q_EMIT changed();
            },
            [this, key](Result<SourceLook> outcome) { finish(key, std::move(outcome)); });
    }
}

void SourceTrials::finish(Key key, Result<SourceLook> outcome)
{
    SourceTrial& trial = m_trials[key];
    if (outcome)
        trial = {SourceTrial::Stage::Seen, std::move(*outcome), {}};
    else
        trial = {SourceTrial::Stage::Failed, std::move(trial.look), std::move(outcome.error())};
    m_running.erase(key);
    startNext();
    Q_EMIT changed();
}

const SourceTrial& SourceTrials::of(const CameraDraft& camera) const
{
    static const SourceTrial kNone;
    const auto found = m_trials.find(keyOf(camera));
    return found == m_trials.end() ? kNone : found->second;
}

QString SourceTrials::summary(const SourceTrial& trial)
{
    const SourceLook& look = trial.look;
    switch (trial.stage) {
    case SourceTrial::Stage::None: return tr("not tried yet");
    case SourceTrial::Stage::Waiting: return tr("waiting for its turn");
    case SourceTrial::Stage::Failed: return format::text(trial.error.message);
    case SourceTrial::Stage::Looking:
        if (look.pictures == 0)
            return look.interruption.empty() ? tr("opening…") : format::text(look.interruption);
        break;
    case SourceTrial::Stage::Seen: break;
    }
    const double rate = look.givesPerSecond > 0.0 ? look.givesPerSecond : look.saysPerSecond;
    return tr("%1 × %2, %3, %4 pictures/s")
        .arg(look.width)
        .arg(look.height)
        .arg(format::text(look.codec))
        .arg(rate, 0, 'g', 3);
}

} // namespace jackdaw::widgets
