// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/source_panel.h"

#include "widgets/setup/login_dialog.h"
#include "widgets/setup/network_panel.h"
#include "widgets/setup/trial_row.h"
#include "widgets/theme/format.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QUrl>
#include <QVBoxLayout>

#include <array>
#include <string_view>

namespace jackdaw::widgets {
namespace {

/// By their place in the list of kinds, which begins with none.
constexpr std::array<std::string_view, 4> kPlaces{"", "secret:", "env:", "file:"};
constexpr int kSecretStore = 1;

int placeOf(const std::string& credentials)
{
    for (std::size_t place = 1; place < kPlaces.size(); ++place)
        if (credentials.starts_with(kPlaces[place]))
            return static_cast<int>(place);
    return 0;
}

QString videoFilter()
{
    return SourcePanel::tr(
        "Videos (*.mp4 *.mkv *.avi *.mov *.webm *.ts *.m4v *.mpg *.mpeg *.flv *.h264 *.hevc);;All files (*)");
}

QString factsOf(const SourceTrial& trial)
{
    QStringList lines{SourceTrials::summary(trial)};
    const SourceLook& look = trial.look;
    if (trial.stage == SourceTrial::Stage::Failed) {
        if (!trial.error.action.empty())
            lines << format::text(trial.error.action);
        return lines.join(QLatin1Char('\n'));
    }
    if (look.pictures > 0)
        lines << SourcePanel::tr("%1; says %2 pictures/s, gives %3 (measured on %4 pictures)")
                     .arg(look.live ? SourcePanel::tr("live camera") : SourcePanel::tr("recording"))
                     .arg(look.saysPerSecond, 0, 'g', 3)
                     .arg(look.givesPerSecond, 0, 'g', 3)
                     .arg(look.pictures);
    for (const std::string& fault : look.faults)
        lines << format::text(fault);
    if (!look.interruption.empty())
        lines << format::text(look.interruption);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

SourcePanel::SourcePanel(SourceTrials& trials, QWidget* parent) :
    QWidget(parent), m_trials(trials), m_form(new FaultForm), m_kind(new QComboBox), m_source(new QLineEdit),
    m_devices(new QComboBox), m_network(new NetworkPanel), m_browse(new QPushButton(tr("Browse…"))),
    m_credentialKind(new QComboBox), m_credentials(new QLineEdit), m_enterLogin(new QPushButton(tr("Enter…"))),
    m_test(new QPushButton(tr("Test"))), m_facts(new QLabel)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    makeFields();
    column->addWidget(m_form);
    m_test->setObjectName(QStringLiteral("testSource"));
    m_test->setToolTip(tr("Opens the source as a run would and measures what it gives, for a few seconds"));
    m_facts->setObjectName(QStringLiteral("sourceFacts"));
    column->addLayout(makeTrialRow(m_test, m_facts));
    connect(m_test, &QPushButton::clicked, this, &SourcePanel::test);
    connect(&m_trials, &SourceTrials::changed, this, &SourcePanel::refreshTrial);
    refreshKind();
    refreshTrial();
}

void SourcePanel::makeFields()
{
    m_kind->addItems({tr("Video file"), tr("Folder of images"), tr("Network address"), tr("Capture device")});
    m_form->addField(QStringLiteral("-"), tr("&Kind"), m_kind,
                     tr("What gives the pictures. A recording is played as if it were a camera"));
    m_form->addField(QStringLiteral("source"), tr("&Source"), makeSourceRow(),
                     tr("A file, a folder of images, an address (rtsp://HOST/PATH, http://…) or a capture device"));
    m_form->addField(QStringLiteral("credentials"), tr("&Login"), makeCredentialsRow(),
                     tr("Where user and password are kept, as USER:PASSWORD. They never stand in the scenario"));
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        refreshKind();
        if (kind() == Kind::Device)
            findDevices();
    });
    connect(m_source, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_camera.source = text.trimmed().toStdString();
        refreshTrial();
        Q_EMIT sourceEdited(m_camera.source);
    });
    connect(m_source, &QLineEdit::returnPressed, this, &SourcePanel::test);
    connect(m_browse, &QPushButton::clicked, this, &SourcePanel::browse);
    connect(m_devices, &QComboBox::activated, this, [this](int index) {
        if (const QString path = m_devices->itemData(index).toString(); !path.isEmpty())
            m_source->setText(path);
    });
    connect(m_network, &NetworkPanel::sourceChosen, m_source, &QLineEdit::setText);
    connect(m_network, &NetworkPanel::loginWanted, this, [this](const QString& host) {
        connect(openLogin(host), &LoginDialog::kept, m_network, &NetworkPanel::ask, Qt::UniqueConnection);
    });
    connect(m_enterLogin, &QPushButton::clicked, this, &SourcePanel::askForLogin);
    connect(m_credentialKind, &QComboBox::currentIndexChanged, this, [this] {
        refreshLogin();
        tellCredentials();
    });
    connect(m_credentials, &QLineEdit::textChanged, this, &SourcePanel::tellCredentials);
}

QWidget* SourcePanel::makeSourceRow()
{
    auto* widget = new QWidget;
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout;
    m_source->setObjectName(QStringLiteral("source"));
    m_source->setAccessibleName(tr("Source"));
    m_devices->setAccessibleName(tr("Capture devices of this machine"));
    m_devices->setMinimumContentsLength(10);
    m_devices->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    row->addWidget(m_source, 1);
    row->addWidget(m_browse);
    column->addLayout(row);
    column->addWidget(m_devices);
    column->addWidget(m_network);
    widget->setFocusProxy(m_source);
    return widget;
}

QWidget* SourcePanel::makeCredentialsRow()
{
    auto* widget = new QWidget;
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    m_credentialKind->addItems({tr("none"), tr("secret store"), tr("variable"), tr("file")});
    m_credentialKind->setAccessibleName(tr("Where user and password are"));
    m_credentials->setObjectName(QStringLiteral("credentials"));
    m_credentials->setAccessibleName(tr("Name of the entry or of the variable, or path of the file"));
    m_enterLogin->setObjectName(QStringLiteral("enterLogin"));
    m_enterLogin->setToolTip(tr("Asks for user and password, and keeps them in the secret store of this desktop"));
    row->addWidget(m_credentialKind);
    row->addWidget(m_credentials, 1);
    row->addWidget(m_enterLogin);
    refreshLogin();
    widget->setFocusProxy(m_credentialKind);
    return widget;
}

void SourcePanel::setServices(SetupServices* services)
{
    m_services = services;
    m_network->setServices(services);
    m_enterLogin->setEnabled(services != nullptr);
}

SourcePanel::Kind SourcePanel::kind() const
{
    return static_cast<Kind>(m_kind->currentIndex());
}

SourcePanel::Kind SourcePanel::kindOf(const std::string& source)
{
    const QString text = format::text(source);
    if (text.contains(QStringLiteral("://")))
        return Kind::Address;
    if (text.startsWith(QStringLiteral("/dev/")))
        return Kind::Device;
    const qsizetype slash = text.lastIndexOf(QLatin1Char('/'));
    const bool hasEnding = text.indexOf(QLatin1Char('.'), slash + 1) > slash + 1;
    return text.isEmpty() || hasEnding ? Kind::File : Kind::Folder;
}

void SourcePanel::show(const CameraDraft& camera)
{
    const bool isOther = camera.source != m_camera.source;
    m_camera = camera;
    m_network->setCredentials(camera.credentials);
    const QSignalBlocker quietKind(m_kind);
    const QSignalBlocker quietSource(m_source);
    const QSignalBlocker quietCredentialKind(m_credentialKind);
    const QSignalBlocker quietCredentials(m_credentials);
    if (isOther)
        m_kind->setCurrentIndex(static_cast<int>(kindOf(camera.source)));
    if (m_source->text().trimmed().toStdString() != camera.source)
        m_source->setText(format::text(camera.source));
    const int place = placeOf(camera.credentials);
    m_credentialKind->setCurrentIndex(place);
    const std::string value = camera.credentials.substr(kPlaces.at(static_cast<std::size_t>(place)).size());
    if (m_credentials->text().toStdString() != value)
        m_credentials->setText(format::text(value));
    refreshLogin();
    refreshKind();
    refreshTrial();
}

void SourcePanel::refreshKind()
{
    m_browse->setVisible(kind() == Kind::File || kind() == Kind::Folder);
    m_devices->setVisible(kind() == Kind::Device);
    m_network->setVisible(kind() == Kind::Address);
    switch (kind()) {
    case Kind::File: return m_source->setPlaceholderText(tr("path of the video"));
    case Kind::Folder: return m_source->setPlaceholderText(tr("path of the folder"));
    case Kind::Address: return m_source->setPlaceholderText(QStringLiteral("rtsp://192.168.1.20:554/stream2"));
    case Kind::Device: return m_source->setPlaceholderText(QStringLiteral("/dev/video0"));
    }
}

void SourcePanel::browse()
{
    const QString path = kind() == Kind::Folder
        ? QFileDialog::getExistingDirectory(this, tr("Folder of images"))
        : QFileDialog::getOpenFileName(this, tr("Video of a camera"), {}, videoFilter());
    if (path.isEmpty())
        return;
    m_source->setText(m_services ? format::text(m_services->writtenPath(path)) : path);
    test();
}

void SourcePanel::findDevices()
{
    if (!m_services)
        return;
    m_devices->clear();
    m_devices->addItem(tr("Looking for capture devices…"));
    m_finding = m_services->findCameras([this](Result<std::vector<PluggedCamera>> found) {
        m_devices->clear();
        if (!found || found->empty())
            m_devices->addItem(tr("No capture device is plugged in"));
        else
            m_devices->addItem(tr("Choose one of %1").arg(found->size()));
        for (const PluggedCamera& camera : found.value_or(std::vector<PluggedCamera>()))
            m_devices->addItem(QStringLiteral("%1 – %2").arg(format::text(camera.name), format::text(camera.path)),
                               format::text(camera.path));
    });
}

void SourcePanel::tellCredentials()
{
    const std::string value = m_credentials->text().trimmed().toStdString();
    const auto place = static_cast<std::size_t>(m_credentialKind->currentIndex());
    const std::string text = place == 0 ? std::string() : std::string(kPlaces.at(place)) + value;
    if (text == m_camera.credentials)
        return;
    m_camera.credentials = text;
    m_network->setCredentials(text);
    refreshTrial();
    Q_EMIT credentialsEdited(text);
}

void SourcePanel::refreshLogin()
{
    m_credentials->setEnabled(m_credentialKind->currentIndex() > 0);
    m_enterLogin->setVisible(m_credentialKind->currentIndex() == kSecretStore);
}

void SourcePanel::askForLogin()
{
    openLogin(m_credentials->text().isEmpty() ? QUrl(m_source->text()).host() : m_credentials->text());
}

LoginDialog* SourcePanel::openLogin(const QString& entry)
{
    if (m_login) // where a click activates, a camera is chosen twice
        return m_login;
    auto* dialog = new LoginDialog(*m_services, entry, this);
    m_login = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &LoginDialog::kept, this, &SourcePanel::takeLogin);
    dialog->open();
    return dialog;
}

void SourcePanel::takeLogin(const std::string& credentials)
{
    const QSignalBlocker quietKind(m_credentialKind);
    const QSignalBlocker quietCredentials(m_credentials);
    m_credentialKind->setCurrentIndex(kSecretStore);
    m_credentials->setText(format::text(credentials.substr(kPlaces[kSecretStore].size())));
    refreshLogin();
    tellCredentials();
}

void SourcePanel::test()
{
    if (m_trials.of(m_camera).isUnderWay())
        m_trials.cancel(m_camera);
    else
        m_trials.look(m_camera);
}

void SourcePanel::refreshTrial()
{
    const SourceTrial& trial = m_trials.of(m_camera);
    m_test->setText(trial.isUnderWay() ? tr("Cancel") : tr("Test"));
    m_test->setEnabled(!m_camera.source.empty());
    m_facts->setText(m_camera.source.empty() ? tr("Name a source, then test it.") : factsOf(trial));
}

} // namespace jackdaw::widgets
