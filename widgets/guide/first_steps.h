// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>

class QLabel;
class QPushButton;

namespace jackdaw::widgets {

/// What somebody new does to know the program after a quarter of an hour.
enum class FirstStep {
    Run, ///< a session is shown
    Camera, ///< a camera is picked
    Why, ///< a plan is explained
    Past, ///< an earlier moment is shown
    Find, ///< a command is looked for by name
};
inline constexpr std::array kFirstSteps = {FirstStep::Run, FirstStep::Camera, FirstStep::Why, FirstStep::Past,
                                           FirstStep::Find};

/// The first steps, each ticked off once it was done.
class FirstSteps : public QWidget {
    Q_OBJECT

public:
    explicit FirstSteps(QWidget* parent = nullptr);

    bool isDone(FirstStep step) const { return m_done[static_cast<std::size_t>(step)]; }
    bool allDone() const;
    void setDone(FirstStep step, bool done = true);
    void startAgain();
    /// Done or not, as one number, to be kept between starts of the program.
    int saved() const;
    void restore(int saved);

Q_SIGNALS:
    void changed();
    /// Where the guide tells more, as "live-page.md#plan".
    void guideRequested(const QString& topic);

protected:
    void changeEvent(QEvent* event) override;

private:
    QLabel* makeRow(FirstStep step);
    void refresh();

    std::array<bool, kFirstSteps.size()> m_done{};
    std::array<QLabel*, kFirstSteps.size()> m_rows{};
    QLabel* m_end;
    QPushButton* m_again;
};

} // namespace jackdaw::widgets
