// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_services.h"

#include <QObject>
#include <QString>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace jackdaw::widgets {

/// How far the look at a source is.
struct SourceTrial {
    enum class Stage { None, Waiting, Looking, Seen, Failed };
    Stage stage = Stage::None;
    SourceLook look; ///< Looking: so far
    Error error; ///< Failed
    bool isUnderWay() const { return stage == Stage::Waiting || stage == Stage::Looking; }
};

/// Looks at sources, a few at a time, and remembers what each of them gave.
class SourceTrials : public QObject {
    Q_OBJECT

public:
    explicit SourceTrials(QObject* parent = nullptr);
    ~SourceTrials() override;

    void setServices(SetupServices* services) { m_services = services; }
    /// Looks at the camera's source, again if that was done before.
    void look(const CameraDraft& camera);
    /// The same unless it was done or is under way.
    void lookOnce(const CameraDraft& camera);
    void cancel(const CameraDraft& camera);
    /// Of the camera as it is set now: another source or other credentials are another trial.
    const SourceTrial& of(const CameraDraft& camera) const;

    /// "352 × 288, h264, 25 pictures/s", or what is the matter, in one line.
    static QString summary(const SourceTrial& trial);

Q_SIGNALS:
    void changed();

private:
    using Key = std::pair<std::string, std::string>; ///< source, credentials
    static Key keyOf(const CameraDraft& camera) { return {camera.source, camera.credentials}; }
    void startNext();
    void finish(Key key, Result<SourceLook> outcome);

    SetupServices* m_services = nullptr;
    std::map<Key, SourceTrial> m_trials;
    std::map<Key, SetupServices::Work> m_running;
    std::deque<CameraDraft> m_waiting;
};

} // namespace jackdaw::widgets
