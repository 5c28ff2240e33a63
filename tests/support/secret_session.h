// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace jackdaw::testing {

/// A message bus of the test's own, with a GNOME Keyring that is unlocked, or nothing, on it. Its address stands in
/// this process's environment as long as it lives; no desktop's store is touched.
class SecretSession {
public:
    enum class Store { Unlocked, None };

    /// Empty where all that it needs is installed; otherwise what is not.
    static QString missing()
    {
        for (const char* program : {"dbus-daemon", "gdbus", "gnome-keyring-daemon"})
            if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
                return QString::fromLatin1("%1 is not installed").arg(QLatin1String(program));
        return {};
    }

    explicit SecretSession(Store store) : m_before(qgetenv(kBus))
    {
        const QString config = m_folder.filePath(QStringLiteral("bus.conf"));
        QFile file(config);
        if (file.open(QIODevice::WriteOnly))
            file.write(
                "<busconfig><type>session</type><listen>unix:path=" + m_folder.path().toUtf8()
                + "/bus</listen><policy context=\"default\"><allow send_destination=\"*\"/><allow eavesdrop=\"true\"/>"
                  "<allow own=\"*\"/></policy></busconfig>");
        file.close();
        m_bus.start(
            QStringLiteral("dbus-daemon"),
            {QStringLiteral("--nofork"), QStringLiteral("--print-address"), QStringLiteral("--config-file=") + config});
        m_bus.waitForReadyRead();
        qputenv(kBus, m_bus.readAllStandardOutput().trimmed());
        if (store == Store::Unlocked)
            startKeyring();
    }
    ~SecretSession()
    {
        for (QProcess* process : {&m_keyring, &m_bus}) {
            process->terminate();
            process->waitForFinished();
        }
        m_before.isEmpty() ? qunsetenv(kBus) : qputenv(kBus, m_before);
    }
    SecretSession(const SecretSession&) = delete;
    SecretSession& operator=(const SecretSession&) = delete;

    qint64 keyringProcess() const { return m_keyring.processId(); }
    void endBus()
    {
        m_bus.kill();
        m_bus.waitForFinished();
    }

private:
    static constexpr const char* kBus = "DBUS_SESSION_BUS_ADDRESS";

    void startKeyring()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* variable : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
            environment.insert(QString::fromLatin1(variable), m_folder.path());
        m_keyring.setProcessEnvironment(environment);
        m_keyring.start(
            QStringLiteral("gnome-keyring-daemon"),
            {QStringLiteral("--foreground"), QStringLiteral("--components=secrets"), QStringLiteral("--unlock")});
        m_keyring.write("a password of the test\n");
        m_keyring.waitForBytesWritten();
        m_keyring.closeWriteChannel();
        QProcess::execute(QStringLiteral("gdbus"),
                          {QStringLiteral("wait"), QStringLiteral("--session"), QStringLiteral("--timeout=30"),
                           QStringLiteral("org.freedesktop.secrets")});
    }

    QTemporaryDir m_folder;
    QByteArray m_before;
    QProcess m_bus;
    QProcess m_keyring;
};

} // namespace jackdaw::testing
