// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/dropped_files.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::window;

/// What is dropped is told by its name, and by what it holds where that does not say it.
class TestDroppedFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsToldApart_data();
    void everyKindIsToldApart();
    void aFolderOfImagesIsOneCamera();
    void aFolderOfVideosIsManyCameras();
    void aFolderOfLabelFilesIsLabels();
    void anEmptyFolderIsNothing();
    void labelsFindTheirVideosByName();
    void oneVideoAndOneLabelFileBelongTogether();
    void whatCannotBeUsedIsNamed();
    void oneSessionAtATime();

private:
    QString write(const QString& name, const QByteArray& content = "x")
    {
        const QString path = m_folder.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
        return path;
    }
    static std::vector<CameraDraft> cameras(const QStringList& paths)
    {
        return camerasOf(sorted(paths), [](const QString& path) { return path.toStdString(); });
    }

    QTemporaryDir m_folder;
};

void TestDroppedFiles::everyKindIsToldApart_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char* name, const char* content, const char* kind) {
        QTest::newRow(qPrintable(QString::fromLatin1(name) + QLatin1Char(' ') + QString::fromLatin1(kind)))
            << QString::fromLatin1(name) << QByteArray(content) << QString::fromLatin1(kind);
    };
    row("a.jackdaw", "SQLite format 3", "session");
    row("renamed.bin", "SQLite format 3", "session");
    row("a.json", "{\"format\": \"jackdaw-scenario\"}", "scenario");
    row("b.trace.json", "{}", "trace");
    row("coco.json", "{\"images\": [], \"annotations\": []}", "labels");
    row("datumaro.json", "{\"items\": []}", "labels");
    row("gate.MP4", "x", "video");
    row("gate.mkv", "x", "video");
    row("net.onnx", "x", "network");
    row("gate.csv", "x", "labels");
    row("gate.cvat.xml", "x", "labels");
    row("letter.pdf", "x", "other");
}

void TestDroppedFiles::everyKindIsToldApart()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QString, kind);
    const DroppedFiles files = sorted({write(name, content)});
    const std::pair<const char*, const QStringList*> lists[] = {
        {"session", &files.sessions}, {"scenario", &files.scenarios}, {"trace", &files.traces},
        {"video", &files.videos},     {"labels", &files.labels},      {"network", &files.networks},
        {"other", &files.others}};
    for (const auto& [other, list] : lists)
        QCOMPARE(list->size(), kind == QLatin1String(other) ? 1 : 0);
}

void TestDroppedFiles::aFolderOfImagesIsOneCamera()
{
    write(QStringLiteral("street/000001.png"));
    write(QStringLiteral("street/000002.png"));
    const auto found = cameras({m_folder.filePath(QStringLiteral("street"))});
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found[0].name, std::string("street"));
    QCOMPARE(found[0].source, m_folder.filePath(QStringLiteral("street")).toStdString());
}

void TestDroppedFiles::aFolderOfVideosIsManyCameras()
{
    write(QStringLiteral("site/gate.mp4"));
    write(QStringLiteral("site/gate.csv"));
    write(QStringLiteral("site/poster.jpg"));
    write(QStringLiteral("site/yard.mp4"));
    write(QStringLiteral("site/yolox.onnx"));
    const DroppedFiles files = sorted({m_folder.filePath(QStringLiteral("site"))});
    QCOMPARE(files.videos.size(), 2);
    QCOMPARE(files.networks.size(), 1);
    const auto found = cameras({m_folder.filePath(QStringLiteral("site"))});
    QVERIFY(found[0].goldenLabels.ends_with("gate.csv"));
    QVERIFY(found[1].goldenLabels.empty());
}

void TestDroppedFiles::aFolderOfLabelFilesIsLabels()
{
    write(QStringLiteral("yolo/000001.txt"));
    write(QStringLiteral("yolo/000002.txt"));
    QCOMPARE(sorted({m_folder.filePath(QStringLiteral("yolo"))}).labels.size(), 1);
}

void TestDroppedFiles::anEmptyFolderIsNothing()
{
    QDir(m_folder.path()).mkdir(QStringLiteral("empty"));
    QCOMPARE(sorted({m_folder.filePath(QStringLiteral("empty"))}).others.size(), 1);
}

void TestDroppedFiles::labelsFindTheirVideosByName()
{
    const auto found = cameras({write(QStringLiteral("a.mp4")), write(QStringLiteral("b.mp4")),
                                write(QStringLiteral("b.cvat.xml")), write(QStringLiteral("ab.csv"))});
    QCOMPARE(found.size(), 2U);
    QVERIFY2(found[0].goldenLabels.empty(), "ab.csv is not a's");
    QVERIFY(found[1].goldenLabels.ends_with("b.cvat.xml"));
}

void TestDroppedFiles::oneVideoAndOneLabelFileBelongTogether()
{
    QVERIFY(cameras({write(QStringLiteral("film.mp4")), write(QStringLiteral("truth.csv"))})[0].goldenLabels.ends_with(
        "truth.csv"));
}

void TestDroppedFiles::whatCannotBeUsedIsNamed()
{
    const QString complaint = complaintAbout(sorted({write(QStringLiteral("letter.pdf"))}));
    QVERIFY2(complaint.startsWith(QStringLiteral("letter.pdf cannot be used: expected videos")), qPrintable(complaint));
    QVERIFY(complaintAbout(sorted({write(QStringLiteral("gate.mp4"))})).isEmpty());
}

void TestDroppedFiles::oneSessionAtATime()
{
    const QString one = write(QStringLiteral("1.jackdaw"), "SQLite format 3");
    const QString two = write(QStringLiteral("2.jackdaw"), "SQLite format 3");
    QVERIFY(sorted({one}).isOneToOpen());
    QVERIFY(!sorted({one, two}).isOneToOpen());
    QVERIFY(complaintAbout(sorted({one, two})).contains(QStringLiteral("1.jackdaw, 2.jackdaw")));
    QVERIFY(!complaintAbout(sorted({one, write(QStringLiteral("gate.mp4"))})).isEmpty());
}

QTEST_MAIN(TestDroppedFiles)
#include "tst_dropped_files.moc"
