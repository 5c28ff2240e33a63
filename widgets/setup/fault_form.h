// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/run_draft.h"

#include <QString>
#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace jackdaw::widgets {

/// "found -2, expected a number above 0".
QString faultText(const DraftFault& fault);

/// Fields below each other, each with what is wrong with its value.
class FaultForm : public QWidget {
    Q_OBJECT

public:
    explicit FaultForm(QWidget* parent = nullptr);

    /// \p key: where the value stands in the scenario, below what showFaults() is told; several are divided by blanks.
    void addField(const QString& key, const QString& label, QWidget* editor, const QString& tip);
    /// A line over the whole width.
    void addWide(QWidget* widget);
    /// Shows the faults of values below \p place; a field's own fault, if it has one, stands before them.
    void showFaults(const QString& place, const std::vector<DraftFault>& faults);
    /// What was typed into a field and cannot be taken at all; empty: nothing.
    void setOwnFault(const QString& key, const QString& text);
    /// Puts the cursor into the field of a value; false where it is not among these.
    bool focusField(const QString& place, const QString& pointer);

private:
    struct Field {
        QStringList keys;
        QWidget* editor = nullptr;
        QLabel* fault = nullptr;
        QString own;
        QString found;
    };
    void refresh(Field& field);
    void restyle();
    void changeEvent(QEvent* event) override;

    QGridLayout* m_grid;
    std::vector<Field> m_fields;
};

} // namespace jackdaw::widgets
