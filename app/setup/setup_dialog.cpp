// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/setup/setup_dialog.h"

#include <QDialogButtonBox>
#include <QIcon>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <csignal>
#include <unistd.h>

namespace jackdaw::setup {
namespace {

constexpr int kWidth = 460;

QString withoutStart(const QString& line, const QString& start)
{
    return line.startsWith(start) ? line.mid(start.size()) : QString();
}

} // namespace

SetupDialog::SetupDialog(QString setup, QWidget* parent) :
    QDialog(parent), m_setup(std::move(setup)), m_text(new QLabel), m_progress(new QProgressBar)
{
    setWindowTitle(tr("Jackdaw"));
    setMinimumWidth(kWidth);
    auto* heading = new QLabel(tr("Jackdaw computes with LibTorch, which is not on this machine yet."));
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setText(told());
    m_progress->setRange(0, 0); // how much is left is not known
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("LibTorch is being fetched"));
    m_progress->hide();
    auto* buttons = new QDialogButtonBox;
    m_fetch = buttons->addButton(tr("Fetch"), QDialogButtonBox::ActionRole);
    buttons->addButton(QDialogButtonBox::Cancel);
    m_fetch->setDefault(true);
    connect(m_fetch, &QPushButton::clicked, this, &SetupDialog::fetch);
    connect(buttons, &QDialogButtonBox::rejected, this, &SetupDialog::reject);
    auto* layout = new QVBoxLayout(this);
    for (QWidget* widget : std::initializer_list<QWidget*>{heading, m_text, m_progress, buttons})
        layout->addWidget(widget);
    // A group of its own, so that what it started ends with it.
    m_process.setChildProcessModifier([] { ::setpgid(0, 0); });
    connect(&m_process, &QProcess::readyReadStandardError, this, &SetupDialog::readLines);
    connect(&m_process, &QProcess::finished, this,
            [this](int code, QProcess::ExitStatus how) { finish(code == 0 && how == QProcess::NormalExit); });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(false);
    });
}

SetupDialog::~SetupDialog()
{
    m_process.disconnect(this);
    stop();
}

/// What would be fetched, how large and where to, in the words of jackdaw-setup.
QString SetupDialog::told()
{
    QProcess process;
    process.start(m_setup, {QStringLiteral("--tell")});
    if (!process.waitForFinished() || process.exitCode() != 0)
        return tr("%1 cannot be run: install the package of Jackdaw again.").arg(m_setup);
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

void SetupDialog::fetch()
{
    m_error.clear();
    m_fetch->setEnabled(false);
    m_progress->show();
    m_process.start(m_setup, {QStringLiteral("--yes")});
}

void SetupDialog::readLines()
{
    const QString text = QString::fromUtf8(m_process.readAllStandardError());
    for (const QString& line : text.split(u'\n', Qt::SkipEmptyParts)) {
        if (const QString step = withoutStart(line, QStringLiteral("==> ")); !step.isEmpty())
            m_text->setText(step);
        if (const QString error = withoutStart(line, QStringLiteral("Error: ")); !error.isEmpty())
            m_error = error;
    }
}

void SetupDialog::finish(bool fetched)
{
    if (fetched) {
        accept();
        return;
    }
    readLines();
    m_progress->hide();
    m_fetch->setEnabled(true);
    m_fetch->setText(tr("Try again"));
    m_text->setText(m_error.isEmpty() ? tr("%1 ended without a word.").arg(m_setup) : m_error);
}

void SetupDialog::reject()
{
    m_process.disconnect(this);
    stop();
    QDialog::reject();
}

void SetupDialog::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.waitForStarted();
    ::kill(-static_cast<pid_t>(m_process.processId()), SIGTERM);
    m_process.waitForFinished();
}

} // namespace jackdaw::setup
