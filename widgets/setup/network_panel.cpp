// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/network_panel.h"

#include "widgets/setup/trial_row.h"
#include "widgets/theme/format.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace jackdaw::widgets {
namespace {

/// What a line of the list leads to: a source, or nothing where its camera is to be asked.
constexpr int kSource = Qt::UserRole;
constexpr int kCamera = Qt::UserRole + 1;
constexpr int kMostLines = 4;

} // namespace

NetworkPanel::NetworkPanel(QWidget* parent) :
    QWidget(parent), m_find(new QPushButton), m_list(new QListWidget), m_text(new QLabel)
{
    makeRows();
    connect(m_find, &QPushButton::clicked, this, [this] { m_state == State::Searching ? cancel() : search(); });
    connect(m_list, &QListWidget::itemClicked, this, &NetworkPanel::choose);
    connect(m_list, &QListWidget::itemActivated, this, &NetworkPanel::choose);
    setServices(nullptr);
    show(State::Idle, {});
}

void NetworkPanel::makeRows()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_find->setObjectName(QStringLiteral("findCameras"));
    m_find->setToolTip(
        tr("Asks the local network for cameras that speak ONVIF (multicast, UDP port 3702). Nothing is sent before"));
    m_list->setObjectName(QStringLiteral("foundStreams"));
    m_list->setAccessibleName(tr("Streams of the cameras that were found"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTabKeyNavigation(false);
    m_text->setObjectName(QStringLiteral("foundText"));
    column->addLayout(makeTrialRow(m_find, m_text));
    column->addWidget(m_list);
}

void NetworkPanel::setServices(SetupServices* services)
{
    m_services = services;
    m_find->setEnabled(m_services != nullptr);
}

void NetworkPanel::search()
{
    m_work.reset();
    m_found.clear();
    show(State::Searching, tr("Looking for cameras…"));
    m_work = m_services->searchNetwork([this](const Result<std::vector<FoundCamera>>& found) { take(found); });
}

void NetworkPanel::cancel()
{
    m_work.reset();
    showFound();
}

void NetworkPanel::ask()
{
    if (m_chosen >= m_found.size())
        return;
    m_work.reset();
    show(State::Searching, tr("Asking %1…").arg(format::text(m_found[m_chosen].name)));
    m_work = m_services->askCamera(m_found[m_chosen], m_credentials,
                                   [this](const Result<FoundCamera>& camera) { takeAnswer(camera); });
}

void NetworkPanel::take(const Result<std::vector<FoundCamera>>& found)
{
    if (!found)
        return show(State::Failed, format::text(found.error().text()));
    if (found->empty())
        return show(State::Failed,
                    tr("No camera answered. ONVIF must be switched on in a camera, and multicast does not leave its "
                       "network."));
    m_found = *found;
    showFound();
}

void NetworkPanel::takeAnswer(const Result<FoundCamera>& camera)
{
    if (camera) {
        m_found[m_chosen] = *camera;
        return showFound();
    }
    m_found[m_chosen].note = camera.error().message;
    m_found[m_chosen].wantsLogin |= camera.error().code == ErrorCode::InvalidInput;
    show(State::Found, format::text(camera.error().text()));
}

void NetworkPanel::fill()
{
    m_list->clear();
    for (std::size_t i = 0; i < m_found.size(); ++i) {
        const FoundCamera& camera = m_found[i];
        const QString note = format::text(camera.note);
        for (const OfferedSource& stream : camera.streams)
            addLine(i, format::text(stream.facts), format::text(stream.source),
                    QStringList{format::text(stream.source), note}.join(QLatin1Char('\n')).trimmed());
        if (camera.streams.empty())
            addLine(i, camera.wantsLogin ? tr("choose it to log in") : tr("choose it to ask again"), {}, note);
    }
    const int lines = std::clamp(m_list->count(), 1, kMostLines);
    m_list->setFixedHeight(lines * std::max(m_list->sizeHintForRow(0), 1) + 2 * m_list->frameWidth());
}

void NetworkPanel::addLine(std::size_t camera, const QString& text, const QString& source, const QString& tip)
{
    const QString name = format::text(m_found[camera].name).simplified();
    const QString shown = name + QLatin1Char('\n') + text.simplified();
    auto* item = new QListWidgetItem(shown, m_list);
    item->setData(kCamera, static_cast<qulonglong>(camera));
    item->setData(kSource, source);
    item->setToolTip(format::plainTip(shown + QLatin1Char('\n') + tip));
}

void NetworkPanel::choose(const QListWidgetItem* item)
{
    m_chosen = item->data(kCamera).toULongLong();
    if (const QString source = item->data(kSource).toString(); !source.isEmpty())
        return Q_EMIT sourceChosen(source);
    const FoundCamera& camera = m_found[m_chosen];
    if (camera.wantsLogin && m_credentials.empty())
        return Q_EMIT loginWanted(QUrl(format::text(camera.service)).host());
    ask();
}

void NetworkPanel::showFound()
{
    if (m_found.empty())
        return show(State::Idle, {});
    show(State::Found, tr("Cameras that answered: %1").arg(m_found.size()));
}

void NetworkPanel::show(State state, const QString& text)
{
    m_state = state;
    m_find->setText(state == State::Searching ? tr("Cancel") : tr("Find cameras"));
    fill();
    m_list->setVisible(!m_found.empty());
    m_list->setEnabled(state == State::Found);
    m_text->setText(text);
}

} // namespace jackdaw::widgets
