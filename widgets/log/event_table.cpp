// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/event_table.h"

#include "widgets/shell/view_export.h"
#include "widgets/theme/format.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableView>
#include <QVBoxLayout>

namespace jackdaw::widgets {

void EventLogFilter::setLowestWeight(EventWeight weight)
{
    m_lowest = weight;
    invalidateFilter();
}

void EventLogFilter::setCameraName(const QString& name)
{
    m_camera = name;
    invalidateFilter();
}

void EventLogFilter::setText(const QString& text)
{
    m_text = text;
    invalidateFilter();
}

bool EventLogFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const auto at = [&](int column) { return sourceModel()->index(row, column, parent); };
    if (at(0).data(EventLogModel::kWeightRole).toInt() < static_cast<int>(m_lowest))
        return false;
    const QString camera = at(EventLogModel::Camera).data().toString();
    if (!m_camera.isEmpty() && camera != m_camera)
        return false;
    return m_text.isEmpty() || camera.contains(m_text, Qt::CaseInsensitive)
        || at(EventLogModel::What).data().toString().contains(m_text, Qt::CaseInsensitive);
}

EventTable::EventTable(SessionView& session, QAbstractItemModel& model, const QString& name, QWidget* parent) :
    QWidget(parent), m_controller(session.controller()), m_selection(session.selection()),
    m_filter(new EventLogFilter(this)), m_view(new QTableView)
{
    setAccessibleName(tr("Events"));
    m_filter->setSourceModel(&model);
    makeTable(name);
    addTableExport(*m_view, tr("events"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeFilters());
    layout->addWidget(m_view, 1);
    connect(&m_selection, &Selection::cameraChanged, this, &EventTable::filterBySelection);
}

QWidget* EventTable::makeFilters()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(4, 3, 4, 3);
    m_weight = new QComboBox;
    m_weight->addItem(tr("What matters"), static_cast<int>(EventWeight::Normal));
    m_weight->addItem(tr("Everything"), static_cast<int>(EventWeight::Detail));
    m_weight->addItem(tr("Warnings and errors"), static_cast<int>(EventWeight::Warning));
    m_weight->setAccessibleName(tr("Which events"));
    m_weight->setToolTip(tr("Which events are listed. “What matters” leaves out the start and end of single jobs."));
    m_onlySelected = new QCheckBox(tr("Selected camera"));
    m_onlySelected->setToolTip(tr("Lists events of the selected camera only"));
    m_search = new QLineEdit;
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search in events"));
    m_search->setClearButtonEnabled(true);
    row->addWidget(m_weight);
    row->addWidget(m_onlySelected);
    row->addWidget(m_search, 1);
    connect(m_weight, &QComboBox::currentIndexChanged, this,
            [this] { m_filter->setLowestWeight(static_cast<EventWeight>(m_weight->currentData().toInt())); });
    connect(m_onlySelected, &QCheckBox::toggled, this, &EventTable::filterBySelection);
    connect(m_search, &QLineEdit::textChanged, m_filter, &EventLogFilter::setText);
    return bar;
}

void EventTable::makeTable(const QString& name)
{
    m_view->setModel(m_filter);
    m_view->setAccessibleName(name);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setTabKeyNavigation(false);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setShowGrid(false);
    m_view->setAlternatingRowColors(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setWordWrap(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(m_view->fontMetrics().height() + 5);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->horizontalHeader()->setHighlightSections(false);
    const int letter = m_view->fontMetrics().averageCharWidth();
    m_view->setColumnWidth(EventLogModel::Time, letter * 13);
    m_view->setColumnWidth(EventLogModel::Camera, letter * 15);
    m_view->setColumnWidth(EventLogModel::Kind, letter * 11);
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT seekRequested(Nanoseconds{index.data(EventLogModel::kTimeRole).toLongLong()});
    });
}

void EventTable::filterBySelection()
{
    QString name;
    if (m_onlySelected->isChecked() && m_selection.camera())
        if (const CameraState* camera = findCamera(m_controller.state(), *m_selection.camera()))
            name = format::text(cameraLetter(camera->info.camera) + " " + camera->info.name);
    m_filter->setCameraName(name);
}

void EventTable::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

} // namespace jackdaw::widgets
