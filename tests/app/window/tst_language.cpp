// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/language.h"
#include "app/window/main_window.h"
#include "app/window/options.h"
#include "tests/support/source_folder.h"

#include <QAction>
#include <QDir>
#include <QMenuBar>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

#include <map>

using jackdaw::window::MainWindow;

namespace {

struct Message {
    QStringList forms; ///< one, or one for each number
    bool isFinished = true;
};

/// Of one file of translations: context and source, and what they became.
using Messages = std::map<std::pair<QString, QString>, Message>;

/// Of the <translation> that \p xml stands at.
QStringList readForms(QXmlStreamReader& xml)
{
    QStringList forms;
    QString plain;
    while (xml.readNext() != QXmlStreamReader::EndElement && !xml.atEnd()) {
        if (xml.isStartElement())
            forms << xml.readElementText();
        else if (xml.isCharacters())
            plain += xml.text();
    }
    return forms.isEmpty() ? QStringList{plain} : forms;
}

Messages readMessages(const QString& path)
{
    QFile file(path);
    Messages messages;
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    QString source;
    while (xml.readNextStartElement() || !xml.atEnd()) {
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("source"))
            source = xml.readElementText();
        else if (xml.name() == QLatin1String("translation")) {
            const bool finished = !xml.attributes().hasAttribute(QLatin1String("type"));
            messages[{context, source}] = {readForms(xml), finished};
        }
    }
    return messages;
}

/// What a translation must keep: places for values, marks of style, and the sign of a dialog that follows.
QStringList signsOf(const QString& text)
{
    static const QRegularExpression signs(QStringLiteral("%L?\\d|%n|</?[a-z]+/?>|…$"));
    QStringList found;
    for (auto matches = signs.globalMatch(text); matches.hasNext();)
        found << matches.next().captured();
    found.sort();
    return found;
}

QDir folder()
{
    return QDir(jackdaw::testing::sourceFolder() / "resources/translations");
}

QStringList menuTitles(const MainWindow& window)
{
    QStringList titles;
    for (const QAction* action : window.menuBar()->actions())
        titles << action->text().remove(QLatin1Char('&'));
    return titles;
}

} // namespace

/// The window in other languages.
class TestLanguage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyTextIsTranslated_data() { files(); }
    void everyTextIsTranslated();
    void valuesAndMarksAreKept_data() { files(); }
    void valuesAndMarksAreKept();
    void theFilesHoldWhatTheWindowSays_data() { files(); }
    void theFilesHoldWhatTheWindowSays();
    void aLanguageThatNobodyWroteIsEnglish();
    void anUnknownLanguageIsNamed();
    void theWindowSpeaksGerman();

private:
    static void files();
    QTemporaryDir m_folder;
};

void TestLanguage::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("jackdaw-test"));
    QCoreApplication::setApplicationName(QStringLiteral("jackdaw-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
}

void TestLanguage::files()
{
    QTest::addColumn<QString>("file");
    const auto found = folder().entryList({QStringLiteral("jackdaw_*.ts")}, QDir::Files);
    QVERIFY(!found.isEmpty());
    for (const QString& file : found)
        QTest::newRow(qPrintable(file)) << folder().filePath(file);
}

void TestLanguage::everyTextIsTranslated()
{
    QFETCH(QString, file);
    const Messages messages = readMessages(file);
    QVERIFY(messages.size() > 500);
    for (const auto& [key, message] : messages)
        QVERIFY2(message.isFinished && !message.forms.contains(QString()),
                 qPrintable(key.first + QStringLiteral(": ") + key.second));
}

void TestLanguage::valuesAndMarksAreKept()
{
    QFETCH(QString, file);
    for (const auto& [key, message] : readMessages(file))
        for (const QString& form : message.forms)
            QVERIFY2(!message.isFinished || signsOf(form) == signsOf(key.second), qPrintable(key.second));
}

void TestLanguage::theFilesHoldWhatTheWindowSays()
{
    QFETCH(QString, file);
    QString tool = QStandardPaths::findExecutable(QStringLiteral("lupdate"), {QStringLiteral("/usr/lib/qt6/bin")});
    if (tool.isEmpty())
        QSKIP("needs lupdate of Qt 6 (qt6-l10n-tools)");
    const QString copy = m_folder.filePath(QFileInfo(file).fileName());
    QVERIFY(QFile::copy(file, copy));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QString::fromStdString(jackdaw::testing::sourceFolder().string()));
    lupdate.start(tool,
                  {QStringLiteral("-I"), QStringLiteral("."), QStringLiteral("widgets"), QStringLiteral("app/window"),
                   QStringLiteral("-no-obsolete"), QStringLiteral("-locations"), QStringLiteral("none"),
                   QStringLiteral("-source-language"), QStringLiteral("en"), QStringLiteral("-ts"), copy});
    QVERIFY(lupdate.waitForFinished(-1));
    const QByteArray said = lupdate.readAllStandardError();
    QCOMPARE(lupdate.exitCode(), 0);
    QVERIFY2(said.isEmpty(), ("texts that cannot be extracted:\n" + said).constData());
    const Messages kept = readMessages(file);
    const Messages now = readMessages(copy);
    for (const auto& [key, message] : now)
        QVERIFY2(kept.count(key) == 1, qPrintable(QStringLiteral("new text, run `ninja translations`: ") + key.second));
    QCOMPARE(kept.size(), now.size());
}

void TestLanguage::aLanguageThatNobodyWroteIsEnglish()
{
    jackdaw::window::useLanguage(*qApp, QLocale(QStringLiteral("ja_JP")));
    QVERIFY(menuTitles(MainWindow()).contains(QStringLiteral("File")));
}

void TestLanguage::anUnknownLanguageIsNamed()
{
    const auto parsed = jackdaw::window::parseOptions(
        {QStringLiteral("jackdaw"), QStringLiteral("--language"), QStringLiteral("klingon")});
    const auto* answer = std::get_if<jackdaw::window::Answer>(&parsed);
    QVERIFY(answer);
    QCOMPARE(answer->exitCode, 2);
    QVERIFY2(answer->text.contains(QStringLiteral("klingon")), qPrintable(answer->text));
}

void TestLanguage::theWindowSpeaksGerman()
{
    if (jackdaw::window::languages().isEmpty())
        QSKIP("built without lrelease of Qt 6 (qt6-l10n-tools)");
    jackdaw::window::useLanguage(*qApp, QLocale(QStringLiteral("de_AT")));
    const QStringList titles = menuTitles(MainWindow());
    QVERIFY2(titles.contains(QStringLiteral("Datei")) && titles.contains(QStringLiteral("Hilfe")),
             qPrintable(titles.join(QLatin1Char(' '))));
}

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
