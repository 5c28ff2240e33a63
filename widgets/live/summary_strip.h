// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/live/time_left.h"
#include "widgets/session/session_view.h"
#include "widgets/session/throttle.h"

#include <QElapsedTimer>
#include <QLabel>

#include <array>

namespace jackdaw::widgets {

/// The line above the wall that an operator reads first: how good, who is worst, how far the window is, how busy the
/// devices are. Where it is narrow it leaves out the last ones of these.
class SummaryStrip : public QWidget {
    Q_OBJECT

public:
    explicit SummaryStrip(SessionView& session, QWidget* parent = nullptr);

    /// The figures in words, as they stand there.
    QStringList texts() const;
    /// Narrower than its text: names of cameras do not widen a window.
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void showWhatFits();
    QString mean() const;
    QString worst() const;
    QString window() const;
    QString firstTraining() const;
    void noteFirstTraining();
    QString training() const;
    QString use() const;

    SessionView& m_session;
    std::array<QLabel*, 5> m_labels{};
    std::optional<CameraId> m_worst;
    TimeLeft m_firstTraining; ///< by the clock on the wall: session time stands meanwhile
    QElapsedTimer m_sinceShown;
    Throttle m_throttle;
};

/// The camera whose rolling accuracy is lowest against what its operator wants; null while nothing was scored.
const CameraState* worstCamera(const SessionState& state);
/// Why there is no mean: nothing was scored yet, nothing was to be seen, or all cameras are lost.
QString noAccuracyText(const SessionState& state);
/// Mean of the rolling accuracies of the cameras that are not lost; none while nothing was scored.
std::optional<double> meanAccuracy(const SessionState& state);

} // namespace jackdaw::widgets
