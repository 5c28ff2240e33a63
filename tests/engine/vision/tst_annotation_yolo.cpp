// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/vision/annotation_document.h"
#include "tests/datasets/made_data_sets.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <filesystem>

using namespace jackdaw;
using namespace jackdaw::vision;

namespace {

bool notes(const AnnotationDocument& document, const std::string& words)
{
    return std::any_of(document.notes.begin(), document.notes.end(),
                       [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

bool isNear(const Box& a, const Box& b)
{
    return std::abs(a.x1 - b.x1) < 0.01F && std::abs(a.y1 - b.y1) < 0.01F && std::abs(a.x2 - b.x2) < 0.01F
        && std::abs(a.y2 - b.y2) < 0.01F;
}

} // namespace

/// What the numbers of a YOLO row mean.
class TestAnnotationYolo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void boxesMayHaveKeypointsBehind_data();
    void boxesMayHaveKeypointsBehind();
    void outlinesAreNoKeypoints();
    void whatMayBeBothIsAsked();
    void aTrackersRowsHaveScoresAndTracks();
    void aTrackIsNoScore();
    void fieldsMayBeSeparatedByTabulators();

private:
    /// Rows of the pictures 0, 1, ... of 100 x 100 pixels.
    Result<AnnotationDocument> read(const std::vector<std::string>& pictures, const std::string& yaml = {});

    QTemporaryDir m_folder;
    int m_folders = 0;
};

Result<AnnotationDocument> TestAnnotationYolo::read(const std::vector<std::string>& pictures, const std::string& yaml)
{
    const auto folder = std::filesystem::path(m_folder.path().toStdString()) / std::to_string(m_folders++);
    testing::writeFile(folder / "data.yaml", "width: 100\nheight: 100\nnames: [person, car]\n" + yaml);
    for (std::size_t i = 0; i < pictures.size(); ++i)
        testing::writeFile(folder / ("frame_" + std::to_string(i) + ".txt"), pictures[i]);
    return readAnnotations(folder);
}

void TestAnnotationYolo::boxesMayHaveKeypointsBehind_data()
{
    QTest::addColumn<QString>("rows");
    QTest::addColumn<QString>("yaml");
    QTest::newRow("in pairs") << "0 0.7 0.7 0.1 0.1 0.68 0.68 0.72 0.72\n"
                              << "";
    QTest::newRow("with their visibility") << "0 0.7 0.7 0.1 0.1 0.68 0.68 2 0.72 0.72 1 0 0 0\n"
                                           << "";
    QTest::newRow("of a prediction") << "0 0.7 0.7 0.1 0.1 0.68 0.68 0.9 0.72 0.72 0.5 0.8\n"
                                     << "";
    QTest::newRow("as the data.yaml says") << "0 0.7 0.7 0.1 0.1 0.2 0.2 0.3 0.9\n"
                                           << "kpt_shape: [2, 2]  # x, y\n";
}

void TestAnnotationYolo::boxesMayHaveKeypointsBehind()
{
    QFETCH(const QString, rows);
    QFETCH(const QString, yaml);
    const auto document = read({rows.toStdString(), "", rows.toStdString()}, yaml.toStdString());
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QVERIFY(isNear(document->frames.at(0).front().box, {65, 65, 75, 75}));
    QCOMPARE(document->frames.at(0).front().score, 1.0F);
    QVERIFY(notes(*document, "boxes with keypoints"));
}

void TestAnnotationYolo::outlinesAreNoKeypoints()
{
    for (const char* const second : {"0 0.1 0.1 0.3 0.1 0.3 0.4\n", "1 0.5 0.5 0.6 0.5 0.6 0.9 0.5 0.9 0.4 0.7\n"}) {
        const auto document = read({"0 0.1 0.1 0.3 0.1 0.3 0.4 0.2 0.5\n", second});
        QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
        QVERIFY(isNear(document->frames.at(0).front().box, {10, 10, 30, 50}));
        QVERIFY(notes(*document, "outlines"));
    }
    const auto said = read({"0 0.5 0.5 0.6 0.5 0.55 0.6\n"}, "task: segment\n");
    QVERIFY(said.has_value());
    QVERIFY(isNear(said->frames.at(0).front().box, {50, 50, 60, 60}));
}

void TestAnnotationYolo::whatMayBeBothIsAsked()
{
    const auto document = read({"0 0.5 0.5 0.55 0.5 0.55 0.6\n"});
    QVERIFY(!document.has_value());
    QVERIFY2(document.error().message.find("may be outlines, or boxes with keypoints") != std::string::npos,
             document.error().message.c_str());
    QVERIFY(document.error().action.find("kpt_shape") != std::string::npos);
}

void TestAnnotationYolo::aTrackersRowsHaveScoresAndTracks()
{
    for (const char* const track : {"1", "7"}) {
        const auto document = read({std::string("0 0.5 0.5 0.2 0.2 0.9 ") + track + "\n", "1 0.2 0.2 0.1 0.1\n"});
        QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
        const AnnotatedObject& first = document->frames.at(0).front();
        QVERIFY(isNear(first.box, {40, 40, 60, 60}));
        QCOMPARE(first.score, 0.9F);
        QVERIFY(first.track == TrackId{static_cast<std::uint32_t>(std::stoi(track))});
        QVERIFY(!document->frames.at(1).front().track);
        QVERIFY(notes(*document, "those of tracks"));
    }
}

void TestAnnotationYolo::aTrackIsNoScore()
{
    const auto document = read({"0 0.5 0.5 0.2 0.2 1\n", "0 0.5 0.5 0.2 0.2 12\n"});
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QVERIFY(document->frames.at(1).front().track == TrackId{12});
    const auto scored = read({"0 0.5 0.5 0.2 0.2 1\n", "0 0.5 0.5 0.2 0.2 0.25\n"});
    QVERIFY(scored.has_value());
    QVERIFY(!scored->frames.at(1).front().track);
    QCOMPARE(scored->frames.at(1).front().score, 0.25F);
}

void TestAnnotationYolo::fieldsMayBeSeparatedByTabulators()
{
    const auto document = read({"0\t0.5\t0.5\t0.2 \t 0.2\n"});
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QVERIFY(isNear(document->frames.at(0).front().box, {40, 40, 60, 60}));
}

QTEST_GUILESS_MAIN(TestAnnotationYolo)
#include "tst_annotation_yolo.moc"
