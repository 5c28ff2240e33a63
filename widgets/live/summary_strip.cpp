// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/live/summary_strip.h"

#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>

namespace jackdaw::widgets {
namespace {

constexpr int kRefreshMilliseconds = 250;

QString bold(const QString& text)
{
    return QStringLiteral("<b>%1</b>").arg(text.toHtmlEscaped());
}

/// First students that are trained by now, and all cameras that need one.
std::pair<std::size_t, std::size_t> firstStudents(const SessionState& state)
{
    std::size_t trained = 0;
    for (const CameraState& camera : state.cameras)
        trained += camera.weights.value > 0 ? 1 : 0;
    return {trained, state.cameras.size()};
}

/// How much of the first students' training is done, a student as much as another.
double firstTrainingDone(const SessionState& state)
{
    double done = 0.0;
    for (const CameraState& camera : state.cameras) {
        const JobState* job = runningJob(state, camera.info.camera, JobKind::Retraining);
        done += camera.weights.value > 0 ? 1.0 : job ? job->fraction : 0.0;
    }
    return state.cameras.empty() ? 0.0 : done / static_cast<double>(state.cameras.size());
}

} // namespace

const CameraState* worstCamera(const SessionState& state)
{
    const CameraState* worst = nullptr;
    double lowest = 0.0;
    for (const CameraState& camera : state.cameras) {
        const auto accuracy = rollingAccuracy(camera);
        if (!accuracy || camera.condition != CameraCondition::Running)
            continue;
        const double spare = accuracy->value - camera.info.target.value;
        if (worst && spare >= lowest)
            continue;
        worst = &camera;
        lowest = spare;
    }
    return worst;
}

std::optional<double> meanAccuracy(const SessionState& state)
{
    double sum = 0.0;
    int count = 0;
    for (const CameraState& camera : state.cameras)
        if (const auto accuracy = rollingAccuracy(camera); accuracy && camera.condition != CameraCondition::Lost) {
            sum += accuracy->value;
            ++count;
        }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

QString noAccuracyText(const SessionState& state)
{
    bool isScored = false;
    bool areLost = !state.cameras.empty();
    for (const CameraState& camera : state.cameras) {
        isScored = isScored || camera.framesScored > 0;
        areLost = areLost && camera.condition == CameraCondition::Lost;
    }
    return areLost ? SummaryStrip::tr("All cameras lost")
        : isScored ? SummaryStrip::tr("Nothing to see lately")
                   : SummaryStrip::tr("Nothing scored yet");
}

SummaryStrip::SummaryStrip(SessionView& session, QWidget* parent) :
    QWidget(parent), m_session(session), m_throttle(kRefreshMilliseconds, [this] { refresh(); })
{
    m_sinceShown.start();
    setObjectName(QStringLiteral("summaryStrip"));
    setAccessibleName(tr("Summary"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(18);
    const std::array<QString, 5> tips = {
        tr("<p>Mean over the cameras of their rolling accuracy: F1 against the golden model, pooled over the newest %1 "
           "scored frames of each.</p>")
            .arg(kRollingFrames),
        tr("<p>The camera that is farthest below its target, or least above it. Click to select it.</p>"),
        tr("<p>The retraining window that is under way, and how much of it is left.</p>"),
        tr("<p>Retrainings that run now, with how far they are.</p>"),
        tr("<p>Use of each device over the newest sample: charged seconds of all jobs by the length of the "
           "sample.</p>")};
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        m_labels[i] = new QLabel;
        m_labels[i]->setTextFormat(Qt::RichText);
        m_labels[i]->setToolTip(tips[i]);
        row->addWidget(m_labels[i]);
    }
    m_labels[1]->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    row->addStretch(1);
    connect(m_labels[1], &QLabel::linkActivated, this, [this] { m_session.selection().setCamera(m_worst); });
    connect(&session.controller(), &SessionController::changed, this, [this] { m_throttle.request(); });
    connect(&session.controller(), &SessionController::reset, this, &SummaryStrip::refresh);
    connect(&session.selection(), &Selection::cameraChanged, this, &SummaryStrip::refresh);
    refresh();
}

QString SummaryStrip::mean() const
{
    const auto accuracy = meanAccuracy(m_session.state());
    return accuracy ? tr("Mean accuracy %1").arg(bold(format::accuracy(*accuracy))) : noAccuracyText(m_session.state());
}

QString SummaryStrip::worst() const
{
    const CameraState* camera = worstCamera(m_session.state());
    if (!camera)
        return {};
    const double value = rollingAccuracy(*camera)->value;
    const Theme& theme = themeFor(palette());
    const QColor colour = value < camera->info.target.value ? theme.error : theme.text;
    return tr("Worst: <a href=\"camera\" style=\"color: %1\">%2 %3</a> %4, target %5")
        .arg(colour.name(), format::text(cameraLetter(camera->info.camera)),
             format::text(camera->info.name).toHtmlEscaped(), bold(format::accuracy(value)),
             format::accuracy(camera->info.target.value));
}

QString SummaryStrip::window() const
{
    const SessionState& state = m_session.state();
    const WindowState* window = currentWindow(state);
    if (!window)
        return {};
    if (!window->counted)
        return firstTraining();
    if (state.closed)
        return tr("Ended in %1").arg(format::windowName(state, window->window));
    const Nanoseconds left = std::max(Nanoseconds{0}, window->start + window->length - state.time);
    return tr("%1: %2 left").arg(bold(format::windowName(state, window->window)), format::duration(left));
}

/// Session time stands while first students are trained: how long that takes is seen by the clock on the wall, and in a
/// recording it takes no time.
void SummaryStrip::noteFirstTraining()
{
    const WindowState* window = currentWindow(m_session.state());
    if (window && !window->counted && m_session.controller().isRunning())
        m_firstTraining.note(firstTrainingDone(m_session.state()), std::chrono::milliseconds(m_sinceShown.elapsed()));
    else
        m_firstTraining.clear();
}

QString SummaryStrip::firstTraining() const
{
    const auto [trained, all] = firstStudents(m_session.state());
    const auto left = m_firstTraining.left();
    return left ? tr("Training the first students: %1 of %2 done, about %3 left; cameras wait")
                      .arg(bold(QString::number(trained)))
                      .arg(all)
                      .arg(format::duration(*left))
                : tr("Training the first students: %1 of %2 done; cameras wait at the window's end")
                      .arg(bold(QString::number(trained)))
                      .arg(all);
}

QString SummaryStrip::training() const
{
    const SessionState& state = m_session.state();
    QStringList running;
    for (const CameraState& camera : state.cameras)
        if (const JobState* job = runningJob(state, camera.info.camera, JobKind::Retraining))
            running << QStringLiteral("%1 %2 %")
                           .arg(format::text(cameraLetter(camera.info.camera)))
                           .arg(static_cast<int>(job->fraction * 100));
    constexpr int kMost = 4;
    if (running.size() > kMost)
        running = running.mid(0, kMost) << tr("%1 more").arg(running.size() - kMost);
    return running.isEmpty() ? QString() : tr("Retraining %1").arg(running.join(QStringLiteral(", ")));
}

QString SummaryStrip::use() const
{
    QStringList uses;
    for (const auto& [device, sample] : m_session.state().latestUse) {
        double used = 0.0;
        for (const JobUse& use : sample.jobs)
            used += use.used.value;
        uses << tr("device %1 used %2").arg(device.value).arg(format::share(used));
    }
    return uses.join(QStringLiteral(", "));
}

QStringList SummaryStrip::texts() const
{
    QStringList texts;
    for (const QLabel* label : m_labels)
        texts << label->text();
    return texts;
}

void SummaryStrip::refresh()
{
    noteFirstTraining();
    const CameraState* camera = worstCamera(m_session.state());
    m_worst = camera ? std::optional(camera->info.camera) : std::nullopt;
    const std::array<QString, 5> texts = {mean(), worst(), window(), training(), use()};
    for (std::size_t i = 0; i < m_labels.size(); ++i)
        m_labels[i]->setText(texts[i]);
    showWhatFits();
}

void SummaryStrip::showWhatFits()
{
    const QMargins margins = layout()->contentsMargins();
    int room = width() - margins.left() - margins.right();
    bool fits = true;
    for (QLabel* label : m_labels) {
        const bool isThere = !label->text().isEmpty();
        const int needed = isThere ? label->sizeHint().width() : 0;
        fits = fits && (label == m_labels.front() || needed <= room);
        label->setVisible(isThere && fits);
        room -= isThere ? needed + layout()->spacing() : 0;
    }
}

QSize SummaryStrip::minimumSizeHint() const
{
    constexpr int kNarrowest = 200;
    return {kNarrowest, QWidget::minimumSizeHint().height()};
}

void SummaryStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showWhatFits();
}

void SummaryStrip::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace jackdaw::widgets
