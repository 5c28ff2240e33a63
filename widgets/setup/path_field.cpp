// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/path_field.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

namespace jackdaw::widgets {

QString networkFilter()
{
    return QObject::tr("Detectors (*.onnx);;All files (*)");
}

QString labelFilter()
{
    return QObject::tr("Label files (*.csv *.xml *.json *.txt);;All files (*)");
}

PathField::PathField(const QString& title, const QString& filter, QWidget* parent) :
    QWidget(parent), m_line(new QLineEdit), m_browse(new QPushButton(tr("Browse…")))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_line, 1);
    row->addWidget(m_browse);
    setFocusProxy(m_line);
    m_line->setAccessibleName(title);
    m_browse->setAccessibleName(title);
    connect(m_line, &QLineEdit::textChanged, this, [this](const QString& text) { Q_EMIT edited(text.trimmed()); });
    connect(m_browse, &QPushButton::clicked, this, [this, title, filter] {
        if (const QString path = QFileDialog::getOpenFileName(this, title, {}, filter); !path.isEmpty())
            Q_EMIT chosen(path);
    });
}

QString PathField::text() const
{
    return m_line->text().trimmed();
}

void PathField::show(const QString& text)
{
    const QSignalBlocker quiet(m_line);
    if (this->text() != text)
        m_line->setText(text);
}

} // namespace jackdaw::widgets
