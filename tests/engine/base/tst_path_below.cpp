// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/path_below.h"

#include <QtTest>

using namespace jackdaw;

class TestPathBelow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatLiesInAFolderIsSeenFromThere_data();
    void whatLiesInAFolderIsSeenFromThere();
};

void TestPathBelow::whatLiesInAFolderIsSeenFromThere_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("seen");
    const auto row = [](const char* path, const char* folder, const char* seen) {
        QTest::addRow("%s from %s", path, folder) << path << folder << seen;
    };
    row("/data/a/b.mp4", "/data/a", "b.mp4");
    row("/data/a/b.mp4", "/data", "a/b.mp4");
    row("/data/a/../a/./b.mp4", "/data/x/../a/", "b.mp4");
    row("/data/ab/c.mp4", "/data/a", "/data/ab/c.mp4");
    row("/data/c.mp4", "/data/a", "/data/c.mp4");
    row("/data/a/..hidden.mp4", "/data/a", "..hidden.mp4");
    row("b.mp4", "/data/a", "b.mp4");
    row("a/b.mp4", "a", "b.mp4");
    row("", "/data/a", "");
}

void TestPathBelow::whatLiesInAFolderIsSeenFromThere()
{
    QFETCH(QString, path);
    QFETCH(QString, folder);
    QFETCH(QString, seen);
    QCOMPARE(QString::fromStdString(pathBelow(path.toStdString(), folder.toStdString()).string()), seen);
}

QTEST_APPLESS_MAIN(TestPathBelow)
#include "tst_path_below.moc"
