// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/vision/annotation_writer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace jackdaw;
using namespace jackdaw::vision;

/// Frames at no step, with scores that differ as a detector's do: what was not labelled must not come back as empty.
class TestListedFrames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFormatKeepsWhatWasNotLabelled_data();
    void everyFormatKeepsWhatWasNotLabelled();
};

void TestListedFrames::everyFormatKeepsWhatWasNotLabelled_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("name");
    QTest::newRow("csv") << "csv"
                         << "a.csv";
    QTest::newRow("coco") << "coco"
                          << "a.json";
    QTest::newRow("cvat") << "cvat"
                          << "a.xml";
}

void TestListedFrames::everyFormatKeepsWhatWasNotLabelled()
{
    QFETCH(QString, format);
    QFETCH(QString, name);
    const QTemporaryDir folder;
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / name.toStdString();
    AnnotationDocument document;
    document.size = PictureSize{640, 360};
    const std::uint32_t car = document.number("car");
    float score = 0.3F;
    for (const std::int64_t frame : {3, 8, 20, 21, 50}) {
        QVERIFY(document.add(frame, {.name = car, .box = {10, 10, 60, 40}, .score = score}));
        score += 0.1F;
    }
    QVERIFY(writeAnnotations(document, path, format.toStdString()).has_value());
    const auto again = readAnnotations(path);
    QVERIFY2(again, again ? "" : again.error().text().c_str());
    QCOMPARE(again->frames.size(), document.frames.size());
    for (const auto& [frame, objects] : again->frames)
        QCOMPARE(objects.size(), std::size_t{1});
}

QTEST_APPLESS_MAIN(TestListedFrames)
#include "tst_listed_frames.moc"
