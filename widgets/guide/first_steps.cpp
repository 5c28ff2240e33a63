// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/guide/first_steps.h"

#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace jackdaw::widgets {
namespace {

struct Words {
    QString title;
    QString text;
    QString topic;
};

} // namespace

/// Texts of the steps; a class, for the sake of translation.
class FirstStepWords {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::FirstStepWords)

public:
    static Words of(FirstStep step)
    {
        const auto topic = [](const char* name) { return QString::fromLatin1(name); };
        switch (step) {
        case FirstStep::Run:
            return {
                tr("Run the demo"),
                tr("File ▸ Run demo. Four streets are rendered, students are trained for the first time, then windows "
                   "of continuous learning follow. A recorded session does as well."),
                topic("index.md#the-idea-in-two-minutes")};
        case FirstStep::Camera:
            return {tr("Find the camera that needs help"),
                    tr("The strip above the pictures names the one that is farthest below its target. Click it, or its "
                       "picture: all panels now speak of that camera."),
                    topic("live-page.md#cameras")};
        case FirstStep::Why:
            return {tr("Ask why it got so much of the device"),
                    tr("The Explain page tells for every plan which job took how much from which, and what that was to "
                       "bring. Step through the tried moves with the buttons below the list."),
                    topic("explain-page.md#tried-moves")};
        case FirstStep::Past:
            return {
                tr("Go back to an earlier moment"),
                tr("Drag the bar at the bottom, or click into a time axis. Everything shows that instant; a run goes "
                   "on meanwhile."),
                topic("live-page.md#running-and-replaying")};
        case FirstStep::Find: break;
        }
        return {tr("Find a command by its name"),
                tr("Ctrl+Shift+P finds everything that can be done, and every camera, by a few letters. F1 opens the "
                   "guide where it speaks of what is under the mouse."),
                topic("live-page.md#keys")};
    }
};

FirstSteps::FirstSteps(QWidget* parent) :
    QWidget(parent), m_end(new QLabel), m_again(new QPushButton(tr("Start again")))
{
    auto* column = new QVBoxLayout(this);
    column->setSpacing(14);
    for (const FirstStep step : kFirstSteps)
        column->addWidget(m_rows[static_cast<std::size_t>(step)] = makeRow(step));
    m_end->setText(tr("All done. The guide (F1) tells the rest."));
    m_end->setWordWrap(true);
    column->addWidget(m_end);
    column->addWidget(m_again, 0, Qt::AlignLeft);
    column->addStretch(1);
    connect(m_again, &QPushButton::clicked, this, &FirstSteps::startAgain);
    refresh();
}

QLabel* FirstSteps::makeRow(FirstStep step)
{
    auto* row = new QLabel;
    row->setWordWrap(true);
    row->setTextFormat(Qt::RichText);
    row->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    row->setFocusPolicy(Qt::StrongFocus);
    row->setAccessibleName(FirstStepWords::of(step).title);
    connect(row, &QLabel::linkActivated, this, &FirstSteps::guideRequested);
    return row;
}

bool FirstSteps::allDone() const
{
    return std::all_of(m_done.begin(), m_done.end(), [](bool done) { return done; });
}

void FirstSteps::setDone(FirstStep step, bool done)
{
    bool& known = m_done[static_cast<std::size_t>(step)];
    if (known == done)
        return;
    known = done;
    refresh();
    Q_EMIT changed();
}

void FirstSteps::startAgain()
{
    m_done.fill(false);
    refresh();
    Q_EMIT changed();
}

int FirstSteps::saved() const
{
    int bits = 0;
    for (std::size_t i = 0; i < m_done.size(); ++i)
        bits |= m_done[i] ? 1 << i : 0;
    return bits;
}

void FirstSteps::restore(int saved)
{
    for (std::size_t i = 0; i < m_done.size(); ++i)
        m_done[i] = ((saved >> i) & 1) != 0;
    refresh();
}

void FirstSteps::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

void FirstSteps::refresh()
{
    const Theme& colours = themeFor(palette());
    for (const FirstStep step : kFirstSteps) {
        const Words words = FirstStepWords::of(step);
        const QString sign = isDone(step) ? QStringLiteral("✓") : QStringLiteral("○");
        const QString colour = (isDone(step) ? colours.good : colours.text).name();
        QLabel& row = *m_rows[static_cast<std::size_t>(step)];
        row.setText(QStringLiteral("<p style=\"margin:0\"><b style=\"color:%1\">%2 %3</b></p><p style=\"margin:2px 0 0 "
                                   "0\">%4 <a href=\"%5\" style=\"color:%6\">%7</a></p>")
                        .arg(colour, sign, words.title, words.text, words.topic, colours.accent.name(), tr("More…")));
        row.setAccessibleDescription(isDone(step) ? tr("done") : tr("not done yet"));
    }
    m_end->setVisible(allDone());
    m_again->setVisible(saved() != 0);
}

} // namespace jackdaw::widgets
