// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/live/run_summary.h"

#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTextDocumentFragment>
#include <QToolButton>

#include <map>

namespace jackdaw::widgets {
namespace {

/// Of the texts below, for the sake of translation.
class Words {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::RunSummaryWords)
};

struct Sum {
    double accuracy = 0.0;
    int windows = 0;

    void add(const std::optional<MeasuredAccuracy>& measured)
    {
        accuracy += measured ? measured->value.value : 0.0;
        windows += measured ? 1 : 0;
    }
    double mean() const { return accuracy / windows; }
};

/// Windows that train first students are not counted.
struct Outcome {
    explicit Outcome(const SessionState& state)
    {
        for (const WindowState& window : state.windows) {
            if (!window.counted || !window.closed)
                continue;
            ++windows;
            for (const CameraWindow& camera : window.cameras) {
                all.add(camera.studentGolden);
                people.add(camera.studentHuman);
                cameras[camera.camera].add(camera.studentGolden);
            }
        }
    }

    std::optional<std::pair<CameraId, double>> worst() const
    {
        std::optional<std::pair<CameraId, double>> lowest;
        for (const auto& [camera, sum] : cameras)
            if (sum.windows > 0 && (!lowest || sum.mean() < lowest->second))
                lowest = {camera, sum.mean()};
        return lowest;
    }

    int windows = 0;
    Sum all;
    Sum people;
    std::map<CameraId, Sum> cameras;
};

} // namespace

QString runSummaryText(const SessionState& state)
{
    const Outcome outcome(state);
    const QString ending = state.closed->outcome == RunOutcome::Finished
        ? Words::tr("The run is finished.")
        : Words::tr("The run was stopped: %1.").arg(format::text(state.closed->reason).toHtmlEscaped());
    QStringList parts{QStringLiteral("<b>%1</b>").arg(ending)};
    if (outcome.all.windows == 0) {
        parts << Words::tr("No window was scored.");
        return parts.join(QLatin1Char(' '));
    }
    parts << Words::tr("Mean window accuracy <b>%1</b> over %2 windows and %3 cameras")
                 .arg(format::accuracy(outcome.all.mean()))
                 .arg(outcome.windows)
                 .arg(outcome.cameras.size());
    if (const auto worst = outcome.worst(); worst && outcome.cameras.size() > 1) {
        const CameraState* camera = findCamera(state, worst->first);
        parts.last() += Words::tr("; worst %1 %2 <b>%3</b>")
                            .arg(format::text(cameraLetter(worst->first)),
                                 camera ? format::text(camera->info.name).toHtmlEscaped() : QString(),
                                 format::accuracy(worst->second));
    }
    if (outcome.people.windows > 0)
        parts.last() += Words::tr("; against people's labels <b>%1</b>").arg(format::accuracy(outcome.people.mean()));
    parts.last() += QLatin1Char('.');
    return parts.join(QLatin1Char(' '));
}

RunSummary::RunSummary(SessionView& session, CommandRegistry& registry, QWidget* parent) :
    QWidget(parent), m_session(session), m_text(new QLabel)
{
    setObjectName(QStringLiteral("runSummary"));
    setAccessibleName(tr("What the run came to"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::RichText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setToolTip(tr(
        "<p>Accuracy: F1 against the golden model, the mean over the cameras and windows that have one; windows that "
        "train first students are not counted. The report says the same, with intervals.</p>"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 6, 10, 6);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    const auto addCommand = [&](CommandId id, const QString& title) {
        auto* button = new QPushButton(title);
        button->setToolTip(registry.action(id)->toolTip());
        connect(button, &QPushButton::clicked, this, [&registry, id] { registry.trigger(id); });
        row->addWidget(button);
    };
    addCommand(CommandId::SaveReport, tr("Report…"));
    auto* replay = new QPushButton(tr("Replay"));
    replay->setToolTip(tr("Plays the session from its beginning"));
    connect(replay, &QPushButton::clicked, this, &RunSummary::replayRequested);
    row->addWidget(replay);
    addCommand(CommandId::CompareThis, tr("Compare with…"));
    auto* away = new QToolButton;
    away->setText(QStringLiteral("×"));
    away->setAutoRaise(true);
    away->setFocusPolicy(Qt::StrongFocus);
    away->setAccessibleName(tr("Send the summary away"));
    connect(away, &QToolButton::clicked, this, [this] {
        m_sentAway = true;
        refresh();
    });
    row->addWidget(away);
    connect(&session.controller(), &SessionController::opened, this, [this] {
        m_sentAway = false;
        refresh();
    });
    connect(&session.controller(), &SessionController::closed, this, &RunSummary::refresh);
    connect(&session.controller(), &SessionController::changed, this, &RunSummary::refresh);
    connect(&session.controller(), &SessionController::reset, this, &RunSummary::refresh);
    refresh();
}

void RunSummary::refresh()
{
    const SessionState& state = m_session.state();
    const bool shown = !m_sentAway && state.closed && state.closed->outcome != RunOutcome::Failed
        && !m_session.controller().capabilities().simulated;
    setVisible(shown);
    if (!shown)
        return;
    const QString where = m_file.isEmpty()
        ? QString()
        : QLatin1Char(' ') + tr("Recorded in %1.").arg(QFileInfo(m_file).fileName().toHtmlEscaped());
    m_text->setText(runSummaryText(state) + where);
}

void RunSummary::setFile(const QString& file)
{
    m_file = file;
    refresh();
}

QString RunSummary::text() const
{
    return QTextDocumentFragment::fromHtml(m_text->text()).toPlainText();
}

void RunSummary::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeFor(palette());
    QPainter painter(this);
    painter.fillRect(rect(), mixed(theme.panel, theme.good, 0.10));
    painter.fillRect(0, height() - 1, width(), 1, theme.outline);
}

} // namespace jackdaw::widgets
