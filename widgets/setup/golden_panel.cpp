// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/golden_panel.h"

#include "widgets/setup/trial_row.h"
#include "widgets/theme/format.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <utility>

namespace jackdaw::widgets {
namespace {

enum Column { NameColumn, ObjectsColumn, MeaningColumn };

QString joined(const std::vector<std::string>& words, const QString& between)
{
    QStringList parts;
    for (const std::string& word : words)
        parts << format::text(word);
    return parts.join(between);
}

QString meaningText(const NameMeaning& meaning)
{
    if (!meaning.isKnown)
        return GoldenPanel::tr("not known");
    return meaning.classes.empty() ? GoldenPanel::tr("passed over") : joined(meaning.classes, GoldenPanel::tr(" or "));
}

} // namespace

GoldenPanel::GoldenPanel(QWidget* parent) :
    QWidget(parent), m_picture(new PictureView), m_test(new QPushButton(tr("Try it"))), m_facts(new QLabel),
    m_names(new QTableWidget(0, 3))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    m_test->setObjectName(QStringLiteral("tryGolden"));
    m_test->setToolTip(tr("Runs the golden model on a picture of the camera, or reads its label file"));
    m_facts->setObjectName(QStringLiteral("goldenFacts"));
    column->addLayout(makeTrialRow(m_test, m_facts));
    m_picture->setAccessibleName(tr("What the golden model finds"));
    column->addWidget(m_picture, 2);
    m_names->setObjectName(QStringLiteral("goldenNames"));
    m_names->setAccessibleName(tr("What its names mean to the run"));
    m_names->setHorizontalHeaderLabels({tr("It says"), tr("Objects"), tr("The run takes it as")});
    m_names->horizontalHeader()->setSectionResizeMode(MeaningColumn, QHeaderView::Stretch);
    m_names->verticalHeader()->hide();
    m_names->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_names->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_names->setTabKeyNavigation(false);
    column->addWidget(m_names, 1);
    connect(m_test, &QPushButton::clicked, this, &GoldenPanel::test);
    refresh();
}

/// What an outcome is about.
std::string GoldenPanel::subject() const
{
    std::string text = m_camera ? m_camera->goldenLabels + '\n' + m_camera->source : std::string();
    for (const std::string& model : m_draft.goldenModels)
        text += '\n' + model;
    for (const std::string& name : m_draft.classes)
        text += '\t' + name;
    return text;
}

void GoldenPanel::show(const RunDraft& draft, const CameraDraft* camera)
{
    m_draft = draft;
    m_camera = camera ? std::optional(*camera) : std::nullopt;
    if (subject() == m_tried)
        return refresh();
    m_work.reset();
    m_outcome.reset();
    m_tried.clear();
    refresh();
}

void GoldenPanel::test()
{
    if (m_work) {
        m_work.reset();
        refresh();
        return;
    }
    if (!m_services || !m_camera)
        return;
    m_outcome.reset();
    m_tried = subject();
    m_work =
        m_services->tryGolden(m_draft, *m_camera, [this](Result<GoldenLook> outcome) { finish(std::move(outcome)); });
    refresh();
}

void GoldenPanel::testOnce()
{
    if (!m_work && !m_outcome && m_test->isEnabled())
        test();
}

void GoldenPanel::finish(Result<GoldenLook> outcome)
{
    m_outcome = std::move(outcome);
    m_work.reset();
    refresh();
}

QString GoldenPanel::words(const GoldenLook& look)
{
    QStringList lines;
    if (look.isNetwork)
        lines << tr("%1: %2 ms per frame on this processor; objects found: %3.")
                     .arg(format::text(look.name))
                     .arg(look.millisecondsPerFrame, 0, 'f', 1)
                     .arg(look.boxes.size())
              << tr("Understood as %1, input %2 × %3.")
                     .arg(format::text(look.kind))
                     .arg(look.inputWidth)
                     .arg(look.inputHeight);
    else
        lines << tr("%1 (%2): %3 objects on %4 frames.")
                     .arg(format::text(look.name), format::text(look.kind))
                     .arg(look.objects)
                     .arg(look.frames);
    for (const auto& [sentences, mark] :
         {std::pair(&look.faults, tr("Must be mended: ")), std::pair(&look.warnings, tr("Perhaps wrong: ")),
          std::pair(&look.notes, QString())})
        for (const std::string& sentence : *sentences)
            lines << mark + format::text(sentence);
    return lines.join(QLatin1Char('\n'));
}

void GoldenPanel::refresh()
{
    const bool hasLabels = m_camera && (!m_camera->goldenLabels.empty() || !m_draft.goldenModels.empty());
    m_test->setText(m_work ? tr("Cancel") : tr("Try it"));
    m_test->setEnabled(m_work || (hasLabels && !m_camera->source.empty()));
    m_names->setVisible(m_outcome && *m_outcome && !(*m_outcome)->names.empty());
    if (m_work || !m_outcome) {
        m_picture->clear();
        m_facts->setText(m_work          ? tr("Working on one picture…")
                             : !m_camera ? tr("Add a camera first.")
                             : hasLabels ? tr("Not tried yet.")
                                         : tr("Choose a network (ONNX) or a label file."));
        m_picture->setMessage(m_work ? tr("Working…") : tr("The picture with what the golden model finds comes here."));
        return;
    }
    if (!*m_outcome) {
        const Error& error = m_outcome->error();
        m_picture->clear();
        m_picture->setMessage(format::text(error.message), true);
        m_facts->setText(format::text(error.text()));
        return;
    }
    const GoldenLook& look = **m_outcome;
    m_picture->setPicture(look.picture, look.boxes);
    m_picture->setMessage(look.boxes.empty() ? tr("Nothing is found in this picture.") : QString());
    m_facts->setText(words(look));
    fillNames();
}

void GoldenPanel::fillNames()
{
    const GoldenLook& look = **m_outcome;
    m_names->setRowCount(static_cast<int>(look.names.size()));
    for (int row = 0; row < m_names->rowCount(); ++row) {
        const NameMeaning& meaning = look.names[static_cast<std::size_t>(row)];
        m_names->setItem(row, NameColumn, new QTableWidgetItem(format::text(meaning.name)));
        m_names->setItem(row, ObjectsColumn, new QTableWidgetItem(QString::number(meaning.objects)));
        m_names->setItem(row, MeaningColumn, new QTableWidgetItem(meaningText(meaning)));
        if (look.isNetwork)
            continue;
        auto* choice = new QComboBox;
        choice->setAccessibleName(tr("What \"%1\" is").arg(format::text(meaning.name)));
        choice->setToolTip(tr("Is written into the file beside the labels that every run follows"));
        choice->addItem(meaningText(meaning));
        for (const std::string& name : m_draft.classes)
            choice->addItem(format::text(name), QStringList{format::text(name)});
        choice->addItem(tr("passed over"), QStringList{});
        connect(choice, &QComboBox::activated, this, [this, row] { setMeaning(row); });
        m_names->setCellWidget(row, MeaningColumn, choice);
    }
    m_names->resizeColumnToContents(NameColumn);
}

void GoldenPanel::setMeaning(int row)
{
    const auto* choice = qobject_cast<QComboBox*>(m_names->cellWidget(row, MeaningColumn));
    if (!choice || choice->currentIndex() == 0 || !m_services || !m_camera)
        return;
    std::vector<std::string> classes;
    for (const QString& name : choice->currentData().toStringList())
        classes.push_back(name.toStdString());
    const std::string labels = m_camera->goldenLabels.empty() ? m_draft.goldenModels.front() : m_camera->goldenLabels;
    const Status written =
        m_services->setMeaning(labels, (*m_outcome)->names[static_cast<std::size_t>(row)].name, classes);
    if (written)
        // Queued: reading it again makes the table anew, and with it the box that was used.
        QMetaObject::invokeMethod(this, &GoldenPanel::test, Qt::QueuedConnection);
    else
        m_facts->setText(format::text(written.error().text()));
}

} // namespace jackdaw::widgets
