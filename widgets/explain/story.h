// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/units.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QTextBrowser;
class QToolButton;

namespace jackdaw::widgets {

/// Where in a plan's search a step of a story stands.
enum class StoryPlace {
    Start, ///< what the search began with
    FirstKept,
    FirstPutBack, ///< the first trial after a kept one that was put back
    LargestKept, ///< the kept one that made the score better by most
    End,
};

/// One step of a story: words, and the plan and step that they speak of.
struct StoryStep {
    QString title;
    QString text; ///< HTML
    std::optional<Nanoseconds> plan;
    StoryPlace place = StoryPlace::End;
};

/// The words of a story, with a button back and one ahead.
class StoryPanel : public QWidget {
    Q_OBJECT

public:
    explicit StoryPanel(QWidget* parent = nullptr);

    void show(std::vector<StoryStep> steps);
    const std::vector<StoryStep>& steps() const { return m_steps; }
    std::size_t current() const { return m_current; }
    void go(int direction);
    QString words() const;

    using QWidget::show;

Q_SIGNALS:
    void stepShown(const jackdaw::widgets::StoryStep& step);
    void ended();

private:
    void showCurrent();

    std::vector<StoryStep> m_steps;
    std::size_t m_current = 0;
    QLabel* m_title;
    QTextBrowser* m_text;
    QToolButton* m_back;
    QToolButton* m_next;
    QToolButton* m_end;
};

} // namespace jackdaw::widgets
