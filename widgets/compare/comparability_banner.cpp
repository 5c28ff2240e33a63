// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/comparability_banner.h"

#include "widgets/theme/format.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace jackdaw::widgets {
namespace {

/// More stand in the tooltip: the banner must leave room for what it warns of.
constexpr std::size_t kMostLines = 3;

QStringList lines(const std::vector<std::string>& sentences)
{
    QStringList list;
    for (const std::string& sentence : sentences)
        list << format::text(sentence);
    return list;
}

} // namespace

ComparabilityBanner::ComparabilityBanner(QWidget* parent) : QWidget(parent), m_icon(new QLabel), m_text(new QLabel)
{
    setObjectName(QStringLiteral("comparabilityBanner"));
    setAccessibleName(tr("Whether the runs can be compared"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::RichText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 6, 10, 6);
    row->setSpacing(10);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
}

void ComparabilityBanner::show(const Comparison& comparison)
{
    const QStringList warnings = lines(comparison.warnings);
    QStringList words;
    if (warnings.isEmpty()) {
        m_warning.clear();
        words << (comparison.sides.size() < 2
                      ? tr("Add another run to compare this one with.")
                      : tr("Same data, seeds, golden model, costs and settings: what differs is the planner."));
    } else {
        m_warning = tr("Not comparable: beside the planner other things differ. ") + warnings.join(QLatin1Char(' '));
        words << QStringLiteral("<b>%1</b>").arg(tr("Not comparable: beside the planner other things differ."));
        for (const QString& warning : warnings.mid(0, kMostLines))
            words << warning.toHtmlEscaped();
        if (warnings.size() > static_cast<qsizetype>(kMostLines))
            words << tr("… and %n more", nullptr, static_cast<int>(warnings.size() - kMostLines));
    }
    for (const QString& note : lines(comparison.notes))
        words << note.toHtmlEscaped();
    m_text->setText(words.join(QStringLiteral("<br>")));
    QStringList all;
    for (const QString& each : warnings + lines(comparison.notes))
        all << QStringLiteral("<p>%1</p>").arg(each.toHtmlEscaped());
    setToolTip(all.join(QString()));
    setAccessibleDescription((warnings + lines(comparison.notes)).join(QLatin1Char(' ')));
    restyle();
    update();
}

void ComparabilityBanner::restyle()
{
    const Theme& theme = themeFor(palette());
    const bool warns = !m_warning.isEmpty();
    m_icon->setVisible(warns);
    m_icon->setPixmap(iconPixmap(QStringLiteral("warning"), theme.error, 20));
}

void ComparabilityBanner::paintEvent(QPaintEvent*)
{
    if (m_warning.isEmpty())
        return;
    const Theme& theme = themeFor(palette());
    QPainter painter(this);
    painter.fillRect(rect(), mixed(theme.panel, theme.error, 0.16));
    painter.fillRect(0, height() - 2, width(), 2, theme.error);
}

void ComparabilityBanner::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        restyle();
}

} // namespace jackdaw::widgets
