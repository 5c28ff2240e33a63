// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/folders.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTest>

using namespace jackdaw::window;

class TestFolders : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void namesOfSessionsThatStartTogetherDiffer()
    {
        SessionNames names;
        std::set<QString> given;
        for (int i = 0; i < 20; ++i)
            given.insert(names.next(QStringLiteral("Four streets")));
        QCOMPARE(given.size(), std::size_t{20});
        for (const QString& file : given) {
            QVERIFY(QFileInfo(file).fileName().startsWith(QStringLiteral("Four-streets-")));
            QVERIFY(file.endsWith(QStringLiteral(".jackdaw")));
            QVERIFY(QFileInfo(QFileInfo(file).path()).isDir());
        }
    }

    void aFileThatIsThereIsNotNamedAgain()
    {
        // Of another program: it knows nothing of what this one was given.
        const QString taken = SessionNames().next(QStringLiteral("taken"));
        QFile file(taken);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QVERIFY(SessionNames().next(QStringLiteral("taken")) != taken);
        QVERIFY(QFile::remove(taken));
    }

    void aNameOfManyCharactersBecomesAPlainFile()
    {
        const QString file = SessionNames().next(QStringLiteral("../a b/§c"));
        QVERIFY(!QFileInfo(file).fileName().contains(QLatin1Char('/')));
        QVERIFY(!QFileInfo(file).fileName().contains(QLatin1Char(' ')));
        QVERIFY(QFileInfo(SessionNames().next(QString())).fileName().startsWith(QStringLiteral("session-")));
    }
};

QTEST_GUILESS_MAIN(TestFolders)

#include "tst_folders.moc"
