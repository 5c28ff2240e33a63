// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workbench/state_page.h"

#include "widgets/theme/format.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"
#include "widgets/workbench/start_page.h"

#include <QEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace jackdaw::widgets {
namespace {

constexpr int kWidth = 440;

QFont larger(QFont font, double factor)
{
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setBold(true);
    return font;
}

} // namespace

StatePage::StatePage(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("statePage"));
    showWelcome({});
}

void StatePage::begin(const QString& iconName, const QString& title, const QString& text)
{
    delete m_content;
    m_progress = nullptr;
    m_iconName = iconName;
    m_content = new QWidget(this);
    m_content->setFixedWidth(kWidth);
    auto* layout = new QVBoxLayout(m_content);
    layout->setSpacing(8);
    m_icon = new QLabel;
    m_icon->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_icon);
    auto* heading = new QLabel(title);
    heading->setTextFormat(Qt::PlainText); // titles and sentences name files, whatever these are called
    heading->setFont(larger(font(), 1.5));
    heading->setAlignment(Qt::AlignCenter);
    heading->setWordWrap(true);
    layout->addWidget(heading);
    m_text = new QLabel(text);
    m_text->setObjectName(QStringLiteral("statePageText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_text);
    layout->addSpacing(6);
    m_column->addWidget(m_content, 0, Qt::AlignCenter);
    setAccessibleName(title);
    setAccessibleDescription(text);
    restyle();
}

void StatePage::showWelcome(const QStringList& recentFiles)
{
    delete m_content;
    m_progress = nullptr;
    m_icon = nullptr;
    m_text = nullptr;
    auto* start = new StartPage(recentFiles, this);
    m_content = start;
    m_column->addWidget(start);
    connect(start, &StartPage::commandRequested, this, &StatePage::commandRequested);
    connect(start, &StartPage::fileRequested, this, &StatePage::fileRequested);
    setAccessibleName(tr("Start page"));
    setAccessibleDescription(tr("Your own cameras, the demo, or something that was recorded"));
}

QPushButton* StatePage::addCommand(CommandId id, const char* iconName)
{
    const Command& what = command(id);
    auto* button = new QPushButton(what.title);
    button->setIcon(icon(QString::fromLatin1(iconName), palette()));
    button->setToolTip(what.tip);
    button->setMinimumHeight(34);
    button->setAccessibleDescription(what.tip);
    m_content->layout()->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, id] { Q_EMIT commandRequested(id); });
    return button;
}

void StatePage::showLoading(const QString& title, const QString& text, double fraction)
{
    if (!m_progress || m_loadingTitle != title) {
        begin(QStringLiteral("jackdaw"), title, text);
        m_loadingTitle = title;
        m_progress = new QProgressBar;
        m_progress->setAccessibleName(title);
        m_progress->setTextVisible(fraction >= 0);
        m_content->layout()->addWidget(m_progress);
        auto* cancel = new QPushButton(tr("Cancel"));
        m_content->layout()->addWidget(cancel);
        connect(cancel, &QPushButton::clicked, this, &StatePage::cancelRequested);
    }
    m_text->setText(text);
    m_progress->setRange(0, fraction < 0 ? 0 : 100);
    m_progress->setValue(fraction < 0 ? 0 : static_cast<int>(fraction * 100));
}

void StatePage::showError(const QString& title, const QString& message, const QString& action)
{
    begin(QStringLiteral("warning"), title, message);
    if (!action.isEmpty()) {
        auto* hint = new QLabel(action);
        hint->setObjectName(QStringLiteral("statePageAction"));
        hint->setTextFormat(Qt::PlainText);
        hint->setWordWrap(true);
        hint->setAlignment(Qt::AlignCenter);
        hint->setFont(larger(font(), 1.0));
        m_content->layout()->addWidget(hint);
    }
    addCommand(CommandId::OpenScenario, "scenario");
    addCommand(CommandId::OpenSession, "open");
    auto* back = new QPushButton(tr("Back to the start page"));
    back->setMinimumHeight(34);
    m_content->layout()->addWidget(back);
    connect(back, &QPushButton::clicked, this, &StatePage::dismissed);
}

void StatePage::offer(const QString& title, const QString& tip, const std::function<void()>& run)
{
    auto* button = new QPushButton(title);
    button->setObjectName(QStringLiteral("offer"));
    button->setToolTip(tip);
    button->setAccessibleDescription(tip);
    button->setMinimumHeight(34);
    button->setDefault(true);
    // Above the ways out, below what happened.
    auto* layout = qobject_cast<QVBoxLayout*>(m_content->layout());
    const int ways = m_content->findChildren<QPushButton*>().size();
    layout->insertWidget(layout->count() - ways, button);
    connect(button, &QPushButton::clicked, this, [run] { run(); });
}

void StatePage::restyle()
{
    const Theme& theme = themeFor(palette());
    if (m_iconName == QStringLiteral("jackdaw"))
        m_icon->setPixmap(applicationIcon().pixmap(72, 72));
    else
        m_icon->setPixmap(iconPixmap(m_iconName, theme.error, 56));
}

void StatePage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_icon)
        restyle();
}

} // namespace jackdaw::widgets
