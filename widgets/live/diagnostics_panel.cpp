// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/live/diagnostics_panel.h"

#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace jackdaw::widgets {
namespace {

constexpr int kRefreshMilliseconds = 500;

} // namespace

DiagnosticsPanel::DiagnosticsPanel(SessionView& session, QWidget* parent) :
    QWidget(parent), m_session(session),
    m_rows(new ValueTableModel({{tr("What"), {}, false}, {tr("Now"), {}, true}, {tr("Meaning"), {}, false}}, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    QTableView* table = makeValueTable(m_rows, tr("Diagnostics"));
    table->horizontalHeader()->setStretchLastSection(true);
    column->addWidget(table);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (isVisible())
            refresh();
    });
    m_timer.start(kRefreshMilliseconds);
    refresh();
}

std::vector<ValueTableModel::Row> DiagnosticsPanel::rowsOf(const SessionController& controller)
{
    const SessionState& state = controller.state();
    double rate = 0.0;
    std::uint64_t dropped = 0;
    for (const CameraState& camera : state.cameras) {
        rate += processedRate(camera);
        dropped += camera.framesDropped;
    }
    const auto row = [](const QString& name, const QString& text, const QVariant& value, const QString& meaning) {
        return ValueTableModel::Row{{name, {}}, {text, value}, {meaning, {}}};
    };
    const auto count = [&](const QString& name, std::uint64_t value, const QString& meaning) {
        return row(name, QString::number(value), QVariant::fromValue(value), meaning);
    };
    return {row(tr("Frames processed"), tr("%1 /s").arg(rate, 0, 'f', 1), rate,
                tr("by what serves, all cameras together, per second of session time")),
            count(tr("Frames dropped"), dropped, tr("came while the one before still waited; all cameras, so far")),
            count(tr("Events"), state.events, tr("of the session that the window has taken in")),
            count(tr("Events not shown"), controller.droppedEvents(),
                  tr("the window was too slow for them; the session file has them all")),
            row(tr("Window fed"), tr("%1 /s").arg(controller.tickRate(), 0, 'f', 0), controller.tickRate(),
                tr("how often the window takes in events; 30 where it keeps up")),
            row(tr("Catching up"), controller.isCatchingUp() ? tr("yes") : tr("no"), controller.isCatchingUp(),
                tr("events that are due are still being taken in"))};
}

void DiagnosticsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void DiagnosticsPanel::refresh()
{
    m_rows->show(rowsOf(m_session.controller()));
}

} // namespace jackdaw::widgets
