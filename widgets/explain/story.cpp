// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/explain/story.h"

#include <QLabel>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

namespace jackdaw::widgets {

StoryPanel::StoryPanel(QWidget* parent) :
    QWidget(parent), m_title(new QLabel), m_text(new QTextBrowser), m_back(new QToolButton), m_next(new QToolButton),
    m_end(new QToolButton)
{
    setObjectName(QStringLiteral("storyPanel"));
    setAccessibleName(tr("Story"));
    m_title->setTextFormat(Qt::RichText);
    m_title->setWordWrap(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("This step of the story"));
    m_back->setText(tr("◀ Back"));
    m_next->setText(tr("Next ▶"));
    setFocusProxy(m_next);
    m_end->setText(tr("End story"));
    m_end->setToolTip(tr("Hides the story; the plans stay"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_back);
    row->addWidget(m_title, 1);
    row->addWidget(m_next);
    row->addWidget(m_end);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->addLayout(row);
    column->addWidget(m_text, 1);
    connect(m_back, &QToolButton::clicked, this, [this] { go(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { go(1); });
    connect(m_end, &QToolButton::clicked, this, &StoryPanel::ended);
}

void StoryPanel::show(std::vector<StoryStep> steps)
{
    m_steps = std::move(steps);
    m_current = 0;
    if (!m_steps.empty())
        showCurrent();
}

void StoryPanel::go(int direction)
{
    const auto wanted = static_cast<std::ptrdiff_t>(m_current) + direction;
    if (wanted < 0 || wanted >= static_cast<std::ptrdiff_t>(m_steps.size()))
        return;
    m_current = static_cast<std::size_t>(wanted);
    showCurrent();
}

void StoryPanel::showCurrent()
{
    const StoryStep& step = m_steps[m_current];
    m_title->setText(tr("<b>%1 of %2: %3</b>").arg(m_current + 1).arg(m_steps.size()).arg(step.title.toHtmlEscaped()));
    m_text->setHtml(step.text);
    m_back->setEnabled(m_current > 0);
    m_next->setEnabled(m_current + 1 < m_steps.size());
    Q_EMIT stepShown(step);
}

QString StoryPanel::words() const
{
    return m_title->text() + QLatin1Char('\n') + m_text->toPlainText();
}

} // namespace jackdaw::widgets
