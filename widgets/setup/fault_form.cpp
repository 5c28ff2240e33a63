// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/fault_form.h"

#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace jackdaw::widgets {
namespace {

constexpr int kLabelWidth = 104;

/// The value itself, or something within it.
bool isAt(const QString& pointer, const QString& place)
{
    return pointer == place || pointer.startsWith(place + QLatin1Char('/'));
}

} // namespace

QString faultText(const DraftFault& fault)
{
    return QObject::tr("Found %1, expected %2.").arg(format::text(fault.found), format::text(fault.expected));
}

FaultForm::FaultForm(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setVerticalSpacing(5);
    m_grid->setColumnMinimumWidth(0, kLabelWidth); // forms below each other have one edge
    m_grid->setColumnStretch(1, 1);
}

void FaultForm::addField(const QString& key, const QString& label, QWidget* editor, const QString& tip)
{
    auto* name = new QLabel(label);
    name->setBuddy(editor);
    name->setToolTip(tip);
    editor->setToolTip(tip);
    if (editor->accessibleName().isEmpty())
        editor->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    editor->setAccessibleDescription(tip);
    auto* fault = new QLabel;
    fault->setObjectName(QStringLiteral("fault"));
    fault->setTextFormat(Qt::PlainText);
    fault->setWordWrap(true);
    fault->setTextInteractionFlags(Qt::TextSelectableByMouse);
    fault->hide();
    const int row = m_grid->rowCount();
    m_grid->addWidget(name, row, 0, Qt::AlignVCenter);
    m_grid->addWidget(editor, row, 1);
    m_grid->addWidget(fault, row + 1, 0, 1, 2);
    m_fields.push_back({key.split(QLatin1Char(' ')), editor, fault, {}, {}});
    restyle();
}

void FaultForm::addWide(QWidget* widget)
{
    m_grid->addWidget(widget, m_grid->rowCount(), 0, 1, 2);
}

void FaultForm::refresh(Field& field)
{
    QString text = field.own;
    if (!field.found.isEmpty())
        text += (text.isEmpty() ? QString() : QStringLiteral("\n")) + field.found;
    field.fault->setText(text);
    field.fault->setVisible(!text.isEmpty());
    field.editor->setAccessibleDescription(text.isEmpty() ? field.editor->toolTip() : text);
}

void FaultForm::showFaults(const QString& place, const std::vector<DraftFault>& faults)
{
    for (Field& field : m_fields) {
        QStringList found;
        for (const DraftFault& fault : faults)
            for (const QString& key : field.keys)
                if (isAt(format::text(fault.place), place + QLatin1Char('/') + key))
                    found << faultText(fault);
        field.found = found.join(QLatin1Char('\n'));
        refresh(field);
    }
}

void FaultForm::setOwnFault(const QString& key, const QString& text)
{
    for (Field& field : m_fields)
        if (field.keys.contains(key)) {
            field.own = text;
            refresh(field);
        }
}

bool FaultForm::focusField(const QString& place, const QString& pointer)
{
    for (const Field& field : m_fields)
        for (const QString& key : field.keys)
            if (isAt(pointer, place + QLatin1Char('/') + key)) {
                field.editor->setFocus(Qt::OtherFocusReason);
                return true;
            }
    return false;
}

void FaultForm::restyle()
{
    for (const Field& field : m_fields) {
        QPalette colours = palette();
        colours.setColor(QPalette::WindowText, themeFor(palette()).error);
        field.fault->setPalette(colours);
    }
}

void FaultForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        restyle();
}

} // namespace jackdaw::widgets
