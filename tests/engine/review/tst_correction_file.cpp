// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/text_file.h"
#include "engine/review/correction_file.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace jackdaw;
using namespace jackdaw::review;
namespace fs = std::filesystem;

namespace {

const std::vector<std::string> kClasses{"person", "car"};
constexpr FrameKey kFrame{CameraId{1}, 42};

Correction corrected()
{
    return {ReviewVerdict::Corrected, {{ClassId{1}, {10, 20, 30.5F, 60.25F}}, {ClassId{0}, {0, 0, 5, 5}}}};
}

} // namespace

/// What people say of a session's frames, beside the session.
class TestCorrectionFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void withoutAFileThereIsNothing();
    void whatIsKeptIsReadAgain();
    void aFlatBoxIsReadAgain();
    void aCorrectionIsTakenBack();
    void aWrongFileIsRefusedInASentenceAndStays_data();
    void aWrongFileIsRefusedInASentenceAndStays();
    void correctionsOfAnotherSessionAreNotTaken();
    void aCopyOfTheSessionTakesThem();
    void whatSomebodyElseWroteMeanwhileStays();
    void aFolderThatCannotBeWrittenIsSaid();
    void classesThatTheSessionHasNotAreRefused();

private:
    fs::path session() const { return fs::path(m_folder->path().toStdString()) / "run.jackdaw"; }
    Result<CorrectionFile> open() const { return CorrectionFile::open(session(), "abc", kClasses); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCorrectionFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestCorrectionFile::withoutAFileThereIsNothing()
{
    const auto file = open();
    QVERIFY(file);
    QVERIFY(file->corrections().empty());
    QVERIFY(!fs::exists(file->path()));
    QCOMPARE(file->path().filename().string(), std::string("run.jackdaw.corrections.json"));
}

void TestCorrectionFile::whatIsKeptIsReadAgain()
{
    auto file = open();
    QVERIFY(file);
    const Correction begun{ReviewVerdict::Begun, {{ClassId{0}, {1, 2, 3, 4}}}};
    QVERIFY(file->keep(kFrame, corrected()));
    QVERIFY(file->keep({CameraId{0}, 7}, begun));
    QVERIFY(file->keep({CameraId{0}, 9}, Correction{ReviewVerdict::Accepted, {}}));
    const auto again = open();
    QVERIFY2(again, again ? "" : again.error().text().c_str());
    QCOMPARE(again->corrections().size(), std::size_t{3});
    QVERIFY(again->corrections() == file->corrections());
    QVERIFY(!again->corrections().at({CameraId{0}, 7}).isDone());
    QVERIFY(again->corrections().at({CameraId{0}, 9}).isDone());
}

/// As golden models and label files have them where an object leaves the picture.
void TestCorrectionFile::aFlatBoxIsReadAgain()
{
    auto file = open();
    QVERIFY(file && file->keep(kFrame, Correction{ReviewVerdict::Accepted, {{ClassId{0}, {5, 5, 5, 9}}}}));
    const auto again = open();
    QVERIFY2(again, again ? "" : again.error().text().c_str());
    QVERIFY(again->corrections() == file->corrections());
}

void TestCorrectionFile::aCorrectionIsTakenBack()
{
    auto file = open();
    QVERIFY(file->keep(kFrame, corrected()));
    QVERIFY(file->keep(kFrame, std::nullopt));
    const auto again = open();
    QVERIFY(again && again->corrections().empty());
}

void TestCorrectionFile::aWrongFileIsRefusedInASentenceAndStays_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto frames = [](const char* lines) {
        return QByteArray(R"({"format": "jackdaw-corrections", "version": 1, "session": "abc", "frames": [)") + lines
            + "]}";
    };
    QTest::newRow("empty") << QByteArray() << QByteArray("end of the text");
    QTest::newRow("cut off") << frames(R"({"camera": 0)").chopped(3) << QByteArray("cut off");
    QTest::newRow("no object") << QByteArray("[]") << QByteArray("object");
    QTest::newRow("another format") << QByteArray(R"({"version": 1, "marks": []})") << QByteArray("format");
    QTest::newRow("newer") << QByteArray(
        R"({"format": "jackdaw-corrections", "version": 2, "people": {}, "session": "abc"})")
                           << QByteArray("newer Jackdaw");
    QTest::newRow("a class that is not there") << frames(
        R"({"camera": 0, "frame": 1, "verdict": "corrected", "objects": [{"class": "tram", "box": [0,0,1,1]}]})")
                                               << QByteArray("/frames/0/objects/0/class");
    QTest::newRow("a box inside out") << frames(
        R"({"camera": 0, "frame": 1, "verdict": "corrected", "objects": [{"class": "car", "box": [9,0,1,1]}]})")
                                      << QByteArray("left, top, right and bottom");
    QTest::newRow("a box of three") << frames(
        R"({"camera": 0, "frame": 1, "verdict": "corrected", "objects": [{"class": "car", "box": [9,0,1]}]})")
                                    << QByteArray("/frames/0/objects/0/box");
    QTest::newRow("a frame twice") << frames(
        R"({"camera": 0, "frame": 1, "verdict": "accepted", "objects": []},
           {"camera": 0, "frame": 1, "verdict": "accepted", "objects": []})")
                                   << QByteArray("/frames/1/frame");
    QTest::newRow("an unknown verdict") << frames(R"({"camera": 0, "frame": 1, "verdict": "perhaps", "objects": []})")
                                        << QByteArray("verdict");
    QTest::newRow("a negative frame") << frames(R"({"camera": 0, "frame": -1, "verdict": "accepted", "objects": []})")
                                      << QByteArray("/frames/0/frame");
    QTest::newRow("an unknown key") << frames(
        R"({"camera": 0, "frame": 1, "verdict": "accepted", "objects": [], "by": "Ann"})")
                                    << QByteArray("/frames/0/by");
}

void TestCorrectionFile::aWrongFileIsRefusedInASentenceAndStays()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const fs::path path = CorrectionFile::placeFor(session());
    QVERIFY(writeText(path, text.toStdString()));
    const auto file = open();
    QVERIFY(!file);
    const std::string told = file.error().text();
    QVERIFY2(told.find(expected.toStdString()) != std::string::npos, told.c_str());
    QVERIFY2(told.find(path.string()) != std::string::npos, told.c_str());
    QVERIFY2(told.find("move the file away") != std::string::npos, told.c_str());
    QCOMPARE(*readText(path, "file"), text.toStdString());
}

void TestCorrectionFile::correctionsOfAnotherSessionAreNotTaken()
{
    auto file = open();
    QVERIFY(file->keep(kFrame, corrected()));
    const auto other = CorrectionFile::open(session(), "def", kClasses);
    QVERIFY(!other);
    QVERIFY2(other.error().message.find("another session") != std::string::npos, other.error().text().c_str());
}

void TestCorrectionFile::aCopyOfTheSessionTakesThem()
{
    const auto write = [](const fs::path& to, std::uint64_t seed) {
        auto writer = session::SessionWriter::create(to);
        SessionStarted started;
        started.classes = kClasses;
        started.seed = seed;
        (*writer)->append({}, started);
        for (int i = 1; i < 100; ++i)
            (*writer)->append(std::chrono::seconds(i), FrameDropped{CameraId{0}, i});
        return (*writer)->close().has_value();
    };
    const fs::path copy = session().parent_path() / "copy.jackdaw";
    const fs::path other = session().parent_path() / "other.jackdaw";
    QVERIFY(write(session(), 1) && write(other, 2));
    fs::copy_file(session(), copy);
    const auto identity = [](const fs::path& of) { return *sessionIdentity(**session::SessionReader::open(of)); };
    QCOMPARE(identity(copy), identity(session()));
    QVERIFY(identity(other) != identity(session()));
    {
        auto reader = session::SessionReader::open(session());
        auto file = CorrectionFile::open(session(), **reader);
        QVERIFY(file->keep(kFrame, corrected()));
    }
    fs::copy_file(CorrectionFile::placeFor(session()), CorrectionFile::placeFor(copy));
    auto reader = session::SessionReader::open(copy);
    const auto file = CorrectionFile::open(copy, **reader);
    QVERIFY2(file, file ? "" : file.error().text().c_str());
    QVERIFY(file->corrections().at(kFrame) == corrected());
}

void TestCorrectionFile::whatSomebodyElseWroteMeanwhileStays()
{
    auto ours = open();
    auto theirs = open();
    QVERIFY(theirs->keep(kFrame, corrected()));
    const Status kept = ours->keep({CameraId{0}, 1}, corrected());
    QVERIFY(!kept);
    QVERIFY2(kept.error().text().find("another program") != std::string::npos, kept.error().text().c_str());
    QVERIFY(open()->corrections() == theirs->corrections());
}

void TestCorrectionFile::aFolderThatCannotBeWrittenIsSaid()
{
    auto file = open();
    QVERIFY(file);
    const fs::path folder = session().parent_path();
    // Root may write anywhere; nobody may write below what is no folder.
    fs::remove_all(folder);
    QVERIFY(writeText(folder, "no folder"));
    const Status kept = file->keep(kFrame, corrected());
    fs::remove(folder);
    QVERIFY(!kept);
    QVERIFY2(kept.error().text().find("cannot be written") != std::string::npos, kept.error().text().c_str());
    QVERIFY2(file->corrections().contains(kFrame), "known here all the same");
}

void TestCorrectionFile::classesThatTheSessionHasNotAreRefused()
{
    auto file = open();
    QVERIFY(!file->keep(kFrame, Correction{ReviewVerdict::Corrected, {{ClassId{2}, {0, 0, 1, 1}}}}));
    QVERIFY(!file->keep({CameraId{0}, -1}, corrected()));
    QVERIFY(file->corrections().empty());
}

QTEST_GUILESS_MAIN(TestCorrectionFile)
#include "tst_correction_file.moc"
