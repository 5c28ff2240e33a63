// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/scenario/scenario.h"
#include "engine/base/text_file.h"
#include "engine/review/correction_file.h"
#include "engine/review/review_sheet.h"
#include "engine/vision/annotation_document.h"
#include "tests/app/cli_process.h"
#include "tests/support/fake_run.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace jackdaw;
using namespace jackdaw::testing;
using Path = std::filesystem::path;

/// What people correct in a session comes into the next run.
class TestCorrections : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { std::filesystem::remove(review::CorrectionFile::placeFor(at("run.jackdaw"))); }
    void whatIsCorrectedIsTakenByTheNextRun();
    void everyFormatIsReadAgain_data();
    void everyFormatIsReadAgain();
    void withoutCorrectionsThereIsNothingToExport();
    void aBrokenFileIsRefusedAndStays();
    void mistakesAreNamed_data();
    void mistakesAreNamed();

private:
    Path at(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    Ended cli(const QString& arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(JACKDAW_CLI),
                      QStringList{QStringLiteral("export"), QStringLiteral("run.jackdaw")} + arguments.split(u' '));
        return ended(process);
    }
    /// Corrects frames as a person would: of camera 0 every second frame is empty, the others are as the golden model
    /// has them.
    std::set<std::int64_t> correct(std::size_t frames);
    runtime::RunSettings settings() const { return fakeSettings(at(""), 2, 3); }

    QTemporaryDir m_folder;
};

void TestCorrections::initTestCase()
{
    QVERIFY(prepareFakeRun(settings()));
    const FakeOutcome run = runFake(settings(), at("run.jackdaw"));
    QVERIFY2(run.status, run.status ? "" : run.status.error().text().c_str());
}

std::set<std::int64_t> TestCorrections::correct(std::size_t frames)
{
    auto reader = session::SessionReader::open(at("run.jackdaw"));
    const auto sheet = review::readSheet(**reader, [](double) {}, {});
    auto file = review::CorrectionFile::open(at("run.jackdaw"), **reader);
    std::set<std::int64_t> done;
    for (const ReviewFrame& frame : sheet->frames) {
        if (frame.key.camera != CameraId{0} || done.size() == frames)
            continue;
        const bool isEmpty = done.size() % 2 == 0;
        const Correction correction = isEmpty ? Correction{ReviewVerdict::Corrected, {}}
                                              : Correction{ReviewVerdict::Accepted, jackdaw::objectsOf(frame.golden)};
        if (file->keep(frame.key, correction))
            done.insert(frame.key.frame);
    }
    return done;
}

void TestCorrections::whatIsCorrectedIsTakenByTheNextRun()
{
    const auto corrected = correct(20);
    QCOMPARE(corrected.size(), std::size_t{20});
    const Ended told = cli(QStringLiteral("--labels csv --corrected --out people"));
    QVERIFY2(told.code == 0, told.told().constData());
    QVERIFY2(told.out.contains(QStringLiteral("20 frames")), told.told().constData());
    // The line that is told goes into a scenario as it stands.
    const auto line = QRegularExpression(QStringLiteral("\"human_labels\": \\[.*\\]")).match(told.out).captured();
    QVERIFY(writeText(at("gate.mp4"), "a video"));
    const std::string scenario =
        R"({"format": "jackdaw-scenario", "version": 1, "windows": 3, "window_seconds": 100, "classes": ["car", "bus"], "golden": {"models": ["golden.csv"]}, "cameras": [
        {"name": "camera 0", "source": "gate.mp4", )"
        + line.toStdString() + "}]}";
    const auto next = datasets::parseScenario(scenario, at(""), "next.json");
    QVERIFY2(next, next ? "" : next.error().text().c_str());
    auto run = settings();
    run.cameras[0].humanLabels = next->cameras.at(0).humanLabels;
    QCOMPARE(run.cameras[0].humanLabels.size(), std::size_t{1});
    QVERIFY2(run.cameras[0].humanLabels[0].use == runtime::LabelUse::Train, "corrections are there to be learned");
    run.cameras[0].humanLabels[0].use = runtime::LabelUse::Score;
    const FakeOutcome outcome = runFake(run, at("next.jackdaw"));
    QVERIFY2(outcome.status, outcome.status ? "" : outcome.status.error().text().c_str());

    auto reader = session::SessionReader::open(at("next.jackdaw"));
    const auto scores = (*reader)->eventsOfKinds({"FrameScored"});
    std::set<std::int64_t> scored;
    std::uint32_t invented = 0; // by the golden model, on frames that are empty for people
    for (const Event& event : *scores) {
        const auto& score = std::get<FrameScored>(event.body);
        if (score.pair == ScorePair::StudentHuman || score.pair == ScorePair::GoldenHuman) {
            QCOMPARE(score.camera, CameraId{0});
            QVERIFY2(corrected.contains(score.frame), "a frame that nobody corrected");
            scored.insert(score.frame);
        }
        if (score.pair == ScorePair::GoldenHuman)
            for (const ClassCounts& of : score.counts)
                invented += of.falsePositives;
    }
    QVERIFY2(scored.size() >= 5, qPrintable(QString::number(scored.size())));
    QVERIFY2(invented > 0, "golden labels on a frame that is empty for people are false alarms");
}

void TestCorrections::everyFormatIsReadAgain_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("csv") << "0-camera-0-people.csv";
    QTest::newRow("cvat") << "0-camera-0-people.xml";
    QTest::newRow("coco") << "0-camera-0-people.json";
    QTest::newRow("datumaro") << "0-camera-0-people.json";
    QTest::newRow("mot") << "0-camera-0-people/gt.txt";
    QTest::newRow("yolo") << "0-camera-0-people";
}

void TestCorrections::everyFormatIsReadAgain()
{
    QFETCH(QString, file);
    const QString format = QString::fromUtf8(QTest::currentDataTag());
    const auto corrected = correct(6);
    const Ended told = cli(QStringLiteral("--corrected --labels %1 --out %1").arg(format));
    QVERIFY2(told.code == 0, told.told().constData());
    const auto labels = vision::readAnnotations(at(format.toStdString()) / file.toStdString());
    QVERIFY2(labels, labels ? "" : labels.error().text().c_str());
    std::set<std::int64_t> read;
    std::size_t empty = 0;
    for (const auto& [frame, objects] : labels->frames) {
        read.insert(frame);
        empty += objects.empty() ? 1 : 0;
    }
    // The rows of MOT Challenge cannot say that a frame is empty.
    const bool saysEmpty = format != QStringLiteral("mot");
    QVERIFY(std::includes(corrected.begin(), corrected.end(), read.begin(), read.end()));
    QCOMPARE(read.size(), std::size_t{saysEmpty ? 6U : 3U});
    QCOMPARE(empty, std::size_t{saysEmpty ? 3U : 0U});
    QVERIFY2(!std::filesystem::exists(at(format.toStdString()) / "1-camera-1-people.csv"), "of camera 1 none is done");
}

void TestCorrections::withoutCorrectionsThereIsNothingToExport()
{
    const Ended told = cli(QStringLiteral("--labels csv --corrected --out nothing"));
    QCOMPARE(told.code, 2);
    QVERIFY2(told.err.contains(QStringLiteral("Nobody corrected a frame")), told.told().constData());
    QVERIFY(!std::filesystem::exists(at("nothing")));
}

void TestCorrections::aBrokenFileIsRefusedAndStays()
{
    const Path path = review::CorrectionFile::placeFor(at("run.jackdaw"));
    const std::string broken = R"({"format": "jackdaw-corrections", "version": 1, "frames": [)";
    QVERIFY(writeText(path, broken));
    const Ended told = cli(QStringLiteral("--labels csv --corrected --out broken"));
    QVERIFY(told.code != 0);
    QVERIFY2(told.err.contains(QStringLiteral("cut off")), told.told().constData());
    QVERIFY2(told.err.contains(qt(path.filename())), told.told().constData());
    QCOMPARE(*readText(path, "file"), broken);
}

void TestCorrections::mistakesAreNamed_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("words");
    QTest::newRow("no format") << "--corrected --out x"
                               << "--labels FORMAT --corrected";
    QTest::newRow("no folder") << "--labels csv --corrected"
                               << "--out";
    QTest::newRow("golden ones too") << "--labels csv --corrected --of golden --out x"
                                     << "neither --of";
}

void TestCorrections::mistakesAreNamed()
{
    QFETCH(QString, arguments);
    QFETCH(QString, words);
    const Ended told = cli(arguments);
    QCOMPARE(told.code, 2);
    QVERIFY2(told.err.contains(words), told.told().constData());
}

QTEST_GUILESS_MAIN(TestCorrections)
#include "tst_corrections.moc"
