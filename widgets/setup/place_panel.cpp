// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/place_panel.h"

#include "widgets/theme/format.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace jackdaw::widgets {
namespace {

enum Column { KindColumn, NameColumn, CornersColumn };
constexpr int kTableHeight = 104;

QTableWidgetItem* makeItem(const QString& text, bool isEditable)
{
    auto* item = new QTableWidgetItem(text);
    if (!isEditable)
        item->setFlags(item->flags() & ~Qt::ItemIsEditable);
    return item;
}

} // namespace

PlacePanel::PlacePanel(QWidget* parent) :
    QWidget(parent), m_editor(new PlaceEditor), m_table(new QTableWidget(0, 3)), m_hint(new QLabel)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeTools());
    column->addWidget(m_editor, 1);
    m_hint->setWordWrap(true);
    m_hint->setMinimumHeight(2 * fontMetrics().height());
    m_hint->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    column->addWidget(m_hint);
    m_table->setObjectName(QStringLiteral("placeTable"));
    m_table->setAccessibleName(tr("Places"));
    m_table->setHorizontalHeaderLabels({tr("Place"), tr("Name"), tr("Corners")});
    m_table->horizontalHeaderItem(CornersColumn)
        ->setToolTip(tr("Fractions of the picture's width and height from the top left, such as 0.25 0.5, 0.75 0.5"));
    m_table->horizontalHeader()->setSectionResizeMode(KindColumn, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(CornersColumn, QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setMaximumHeight(kTableHeight);
    column->addWidget(m_table);
    connect(m_editor, &PlaceEditor::edited, this, &PlacePanel::tell);
    connect(m_editor, &PlaceEditor::toolChanged, this, &PlacePanel::refreshTools);
    connect(m_editor, &PlaceEditor::pickedChanged, this, &PlacePanel::refreshTools);
    connect(m_table, &QTableWidget::itemChanged, this, &PlacePanel::takeFromTable);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (row >= 0 && !m_editor->tool())
            m_editor->pick(static_cast<std::size_t>(row));
    });
    refreshTools();
}

QWidget* PlacePanel::makeTools()
{
    auto* tools = new QWidget;
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    struct Tool {
        PlaceKind kind;
        QString text;
        QString tip;
    };
    const Tool kinds[] = {{PlaceKind::Line, tr("Line"), tr("Objects that go over it are counted, each way for itself")},
                          {PlaceKind::Zone, tr("Zone"), tr("Objects that stand in it are counted")},
                          {PlaceKind::Ignored, tr("Ignored region"),
                           tr("Objects whose middle lies in it are neither sampled, trained on, scored nor counted")}};
    for (const auto& [kind, text, tip] : kinds) {
        auto* button = new QToolButton;
        button->setText(text);
        button->setAccessibleName(placeKindName(kind));
        button->setToolTip(tip);
        button->setAccessibleDescription(tip);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        connect(button, &QToolButton::clicked, this, [this, kind = kind](bool checked) {
            m_editor->setTool(checked ? std::optional(kind) : std::nullopt);
            m_editor->setFocus();
        });
        row->addWidget(button);
        m_tools[kind] = button;
    }
    m_remove = new QToolButton;
    m_remove->setText(tr("Remove"));
    m_remove->setToolTip(tr("Removes the picked place"));
    m_remove->setFocusPolicy(Qt::StrongFocus);
    connect(m_remove, &QToolButton::clicked, m_editor, &PlaceEditor::removePicked);
    row->addWidget(m_remove);
    row->addStretch(1);
    return tools;
}

void PlacePanel::setPlaces(const std::vector<Place>& places)
{
    m_editor->setPlaces(places);
    fillTable();
    refreshTools();
}

void PlacePanel::tell(const std::vector<Place>& places)
{
    fillTable();
    refreshTools();
    Q_EMIT edited(places);
}

void PlacePanel::fillTable()
{
    const QSignalBlocker quiet(m_table);
    const std::vector<Place>& places = m_editor->places();
    m_table->setRowCount(static_cast<int>(places.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const Place& place = places[static_cast<std::size_t>(row)];
        m_table->setItem(row, KindColumn, makeItem(placeKindName(place.kind), false));
        m_table->setItem(row, NameColumn, makeItem(format::text(place.name), true));
        m_table->setItem(row, CornersColumn, makeItem(cornersText(place.corners), true));
    }
    m_table->setVisible(!places.empty());
}

void PlacePanel::takeFromTable(QTableWidgetItem* item)
{
    std::vector<Place> places = m_editor->places();
    const auto row = static_cast<std::size_t>(item->row());
    if (row >= places.size())
        return;
    Place& place = places[row];
    if (item->column() == NameColumn)
        place.name = item->text().trimmed().toStdString();
    if (item->column() == CornersColumn) {
        const auto corners = cornersFrom(item->text(), place.kind);
        if (!corners) {
            const QString typed = item->text();
            fillTable();
            m_hint->setText(
                tr("\"%1\" was not taken: expected %2, each as two fractions of the picture, such as 0.25 "
                   "0.5, 0.75 0.5.")
                    .arg(typed, place.kind == PlaceKind::Line ? tr("two points") : tr("three or more points")));
            return;
        }
        place.corners = *corners;
    }
    m_editor->setPlaces(places);
    tell(places);
}

void PlacePanel::refreshTools()
{
    for (const auto& [kind, button] : m_tools)
        button->setChecked(m_editor->tool() == kind);
    m_remove->setEnabled(m_editor->picked().has_value());
    m_hint->setText(m_editor->hint());
    const QSignalBlocker quiet(m_table);
    if (const auto picked = m_editor->picked(); picked && static_cast<int>(*picked) != m_table->currentRow())
        m_table->setCurrentCell(static_cast<int>(*picked), NameColumn);
    else if (!picked)
        m_table->setCurrentCell(-1, -1); // the same row can be chosen again
}

} // namespace jackdaw::widgets
