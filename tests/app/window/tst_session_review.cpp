// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/main_window.h"
#include "app/window/session_review.h"
#include "engine/base/text_file.h"
#include "engine/vision/annotation_document.h"
#include "tests/app/window/recorded_run.h"
#include "tests/engine/runtime/recording.h"
#include "widgets/review/review_page.h"

#include <QAction>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::testing;
using jackdaw::widgets::CommandId;
using jackdaw::widgets::Perspective;
using jackdaw::widgets::ReviewPage;
using jackdaw::window::MainWindow;
using jackdaw::window::SessionReview;
using Path = std::filesystem::path;

namespace {

/// What the engine and its threads may take.
constexpr int kPatienceMilliseconds = 60'000;

/// A run that hears what people say, until it is over.
class HearingRun : public EngineControl {
public:
    void pause() override { }
    void resume() override { }
    void stop() override { }
    void note(std::string) override { }
    bool correct(LabelCorrected said) override
    {
        if (!finished)
            heard.push_back(std::move(said));
        return !finished;
    }
    bool isFinished() const override { return finished; }

    std::vector<LabelCorrected> heard;
    bool finished = false;
};

/// The session in \p file with \p said before its end, as if the run had heard it.
Status record(const Path& file, const LabelCorrected& said)
{
    const auto events = readSession(file);
    std::filesystem::remove(file);
    auto writer = session::SessionWriter::create(file);
    if (!writer)
        return tl::unexpected(writer.error());
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (i + 1 == events.size())
            (*writer)->append(events[i].time, said);
        (*writer)->append(events[i].time, events[i].body);
    }
    return (*writer)->close();
}

} // namespace

/// A session that the engine recorded, corrected in the window.
class TestSessionReview : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QSettings().clear(); }
    void framesThatMatterAreFoundWithTheirPictures();
    void aVideoThatIsNotThereIsSaid();
    void aSessionThatIsGoneIsSaid();
    void correctionsOutliveTheWindow();
    void aBrokenFileBesideTheSessionStays();
    void theWindowCorrectsAndExports();
    void whatIsSaidWhileARunGoesOnGoesToTheRun();
    void whatARunDoesNotComeToIsKeptBesideTheSession();
    void whatIsTakenBackFromARunThatDoesNotComeToItStaysSo();
    void whatIsHeardWhileTheSessionIsReadIsNewer();
    void whatARunRecordedStandsUntilSomethingElseIsSaid();
    void newerFramesComeWithoutLosingTheOnesThatAreSeen();

private:
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    /// The session with its videos in a folder of its own.
    Path fresh(const std::string& name) { return copyOfRun(path("made"), path(name)); }
    static void waitForSheet(SessionReview& review);
    static ReviewPage& reviewed(MainWindow& window, const Path& file);

    QTemporaryDir m_folder;
    QTemporaryDir m_settings;
};

void TestSessionReview::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("jackdaw-test"));
    QCoreApplication::setApplicationName(QStringLiteral("jackdaw-review-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    const Status recorded = recordRun(path("made"));
    QVERIFY2(recorded, recorded ? "" : recorded.error().text().c_str());
}

void TestSessionReview::waitForSheet(SessionReview& review)
{
    review.open();
    QTRY_VERIFY_WITH_TIMEOUT(review.sheet() != nullptr, kPatienceMilliseconds);
}

/// The window on the page, with the first frame's picture there.
ReviewPage& TestSessionReview::reviewed(MainWindow& window, const Path& file)
{
    window.resize(1300, 850);
    window.show();
    window.openFile(QString::fromStdString(file.string()));
    const auto isOpen = [&] { return window.workbench().showsSession(); };
    [&] { QTRY_VERIFY_WITH_TIMEOUT(isOpen(), kPatienceMilliseconds); }();
    window.workbench().show(Perspective::Review);
    ReviewPage& page = window.workbench().review();
    [&] { QTRY_VERIFY_WITH_TIMEOUT(page.model().rowCount() > 0, kPatienceMilliseconds); }();
    return page;
}

void TestSessionReview::framesThatMatterAreFoundWithTheirPictures()
{
    const Path file = path("made/run.jackdaw");
    SessionReview review(QString::fromStdString(file.string()), nullptr);
    waitForSheet(review);
    std::set<FrameKey> labelled;
    for (const GoldenLabelled& each : bodies<GoldenLabelled>(readSession(file)))
        labelled.insert({each.camera, each.frame});
    QCOMPARE(review.sheet()->frames.size(), labelled.size());
    QCOMPARE(review.sheet()->cameras.size(), std::size_t{2});
    QVERIFY(review.fault().isEmpty());
    QSignalSpy came(&review, &SessionReview::pictureCame);
    QSignalSpy failed(&review, &SessionReview::pictureFailed);
    const FrameKey first = review.sheet()->frames.front().key;
    const FrameKey last = review.sheet()->frames.back().key;
    review.wantPictures({last, first});
    QTRY_COMPARE_WITH_TIMEOUT(came.size() + failed.size(), 2, kPatienceMilliseconds);
    QCOMPARE(came.size(), 2);
    QCOMPARE(came[0][0].value<FrameKey>(), last);
    const auto picture = came[1][1].value<widgets::ReviewPicture>();
    QCOMPARE(picture.whole.size(), QSize(kPictureSide, kPictureSide));
    QVERIFY(!picture.small.isNull() && !picture.crop.isNull());
    // The very frame: the first object's colour is where the golden label says that it is.
    const auto objects = jackdaw::testing::objectsOf(first.camera.value, static_cast<int>(first.frame));
    const auto wanted = colourOf(objects[0].label, static_cast<int>(first.frame));
    const QColor found =
        picture.whole.pixelColor(objects[0].x + MadeUpObject::kWidth / 2, objects[0].y + MadeUpObject::kHeight / 2);
    QVERIFY2(std::abs(found.red() - wanted[0]) < 48 && std::abs(found.green() - wanted[1]) < 48
                 && std::abs(found.blue() - wanted[2]) < 48,
             qPrintable(found.name()));
}

void TestSessionReview::aVideoThatIsNotThereIsSaid()
{
    const Path file = fresh("moved");
    SessionReview review(QString::fromStdString(file.string()), nullptr);
    waitForSheet(review);
    for (const auto& entry : std::filesystem::directory_iterator(file.parent_path()))
        if (entry.path().extension() == ".mp4")
            std::filesystem::remove(entry.path());
    for (const auto& entry : std::filesystem::directory_iterator(path("made")))
        if (entry.path().extension() == ".mp4")
            std::filesystem::rename(entry.path(), path("made") / (entry.path().stem().string() + ".away"));
    QSignalSpy failed(&review, &SessionReview::pictureFailed);
    review.wantPictures({review.sheet()->frames.front().key});
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kPatienceMilliseconds);
    for (const auto& entry : std::filesystem::directory_iterator(path("made")))
        if (entry.path().extension() == ".away")
            std::filesystem::rename(entry.path(), path("made") / (entry.path().stem().string() + ".mp4"));
    QVERIFY2(!failed[0][1].toString().isEmpty(), "why");
}

void TestSessionReview::aSessionThatIsGoneIsSaid()
{
    SessionReview review(QString::fromStdString(path("nowhere.jackdaw").string()), nullptr);
    QSignalSpy failed(&review, &SessionReview::failed);
    review.open();
    review.open();
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kPatienceMilliseconds);
    QVERIFY(failed[0][0].toString().contains(QStringLiteral("nowhere.jackdaw")));
    QVERIFY(!review.exportLabels(m_folder.path()).isEmpty());
}

void TestSessionReview::correctionsOutliveTheWindow()
{
    const Path file = fresh("kept");
    const auto bytes = std::filesystem::file_size(file);
    FrameKey corrected;
    {
        MainWindow window;
        ReviewPage& page = reviewed(window, file);
        corrected = page.model().current()->key;
        QTest::keyClick(&page.editor(), Qt::Key_0);
        QTest::keyClick(&page.editor(), Qt::Key_Return);
    }
    QCOMPARE(std::filesystem::file_size(file), bytes);
    MainWindow window;
    ReviewPage& page = reviewed(window, file);
    const Correction* said = page.model().correction(corrected);
    QVERIFY(said);
    QVERIFY(said->verdict == ReviewVerdict::Corrected);
    QVERIFY(said->objects.empty());
    // The frame has two objects: the golden model's labels of them are false then.
    const auto mistakes = page.model().desk()->mistakes({});
    QCOMPARE(mistakes[0].falseAlarms + mistakes[1].falseAlarms, 2U);
}

void TestSessionReview::aBrokenFileBesideTheSessionStays()
{
    const Path file = fresh("broken");
    const Path side = review::CorrectionFile::placeFor(file);
    QVERIFY(writeText(side, "{\"format\": "));
    MainWindow window;
    ReviewPage& page = reviewed(window, file);
    auto* fault = page.findChild<QLabel*>(QStringLiteral("reviewFault"));
    QVERIFY(fault->isVisible());
    QVERIFY2(fault->text().contains(QString::fromStdString(side.filename().string())), qPrintable(fault->text()));
    QTest::keyClick(&page.editor(), Qt::Key_0);
    QTest::keyClick(&page.editor(), Qt::Key_Return);
    QCOMPARE(*readText(side, "file"), std::string("{\"format\": "));
}

void TestSessionReview::theWindowCorrectsAndExports()
{
    const Path file = fresh("exported");
    MainWindow window;
    ReviewPage& page = reviewed(window, file);
    QTRY_VERIFY_WITH_TIMEOUT(page.editor().hasPicture(), kPatienceMilliseconds);
    for (int frame = 0; frame < 6; ++frame)
        QTest::keyClick(&page.editor(), Qt::Key_Return);
    window.workbench().registry().trigger(CommandId::Undo);
    const std::size_t done = page.model().doneCount();
    QCOMPARE(done, std::size_t{5});
    window.setPlaceQuestion([this](const QString&) { return QString::fromStdString(path("labels").string()); });
    window.workbench().registry().trigger(CommandId::ExportCorrections);
    std::size_t frames = 0;
    for (const auto& entry : std::filesystem::directory_iterator(path("labels"))) {
        const auto labels = vision::readAnnotations(entry.path());
        QVERIFY2(labels, labels ? "" : labels.error().text().c_str());
        frames += labels->frames.size();
    }
    QCOMPARE(frames, done);
}

void TestSessionReview::whatIsSaidWhileARunGoesOnGoesToTheRun()
{
    const Path file = fresh("live");
    const auto run = std::make_shared<HearingRun>();
    SessionReview review(QString::fromStdString(file.string()), nullptr, run);
    waitForSheet(review);
    QVERIFY(review.isLive());
    const ReviewFrame& frame = review.sheet()->frames.front();
    QSignalSpy more(&review, &SessionReview::labelledMore);
    for (int i = 0; i < 2; ++i)
        review.noteScored(5);
    QCOMPARE(review.labelledSince(), std::size_t{5});
    QCOMPARE(more.size(), 1);
    const Correction begun{ReviewVerdict::Begun, {}};
    const Correction done{ReviewVerdict::Corrected, {{ClassId{1}, {1, 2, 30, 40}}}};
    QVERIFY(review.keep(frame.key, begun).isEmpty());
    QVERIFY2(run->heard.empty(), "it is not done");
    QVERIFY(review.keep(frame.key, done).isEmpty());
    QCOMPARE(run->heard.size(), std::size_t{1});
    QCOMPARE(run->heard[0].frame, frame.key.frame);
    QVERIFY(run->heard[0].frameTime == frame.frameTime && run->heard[0].sourceTime == frame.sourceTime);
    QVERIFY(run->heard[0].verdict == ReviewVerdict::Corrected && run->heard[0].objects == done.objects);
    QVERIFY(review.corrections().at(frame.key) == done);
    QSignalSpy known(&review, &SessionReview::useKnown);
    LabelCorrected told = run->heard[0];
    told.use = CorrectionUse::Scores;
    review.hear(told);
    QCOMPARE(known.size(), 1);
    QVERIFY(review.use(frame.key) == CorrectionUse::Scores);
    QVERIFY(review.keep(frame.key, std::nullopt).isEmpty());
    QCOMPARE(run->heard.size(), std::size_t{2});
    QVERIFY2(run->heard[1].verdict == ReviewVerdict::Begun, "taken back");
    QVERIFY(!review.corrections().contains(frame.key));
    run->finished = true;
    QVERIFY(review.keep(frame.key, done).isEmpty());
    QCOMPARE(run->heard.size(), std::size_t{2});
    SessionReview later(QString::fromStdString(file.string()), nullptr);
    waitForSheet(later);
    QVERIFY2(later.corrections().at(frame.key) == done, "it is beside the session now");
}

void TestSessionReview::whatARunDoesNotComeToIsKeptBesideTheSession()
{
    const Path file = fresh("unheard");
    const auto run = std::make_shared<HearingRun>();
    const Correction done{ReviewVerdict::Corrected, {{ClassId{1}, {1, 2, 30, 40}}}};
    const Correction other{ReviewVerdict::Corrected, {}};
    SessionReview review(QString::fromStdString(file.string()), nullptr, run);
    waitForSheet(review);
    QVERIFY(review.sheet()->frames.size() > 2);
    const auto& frames = review.sheet()->frames;
    QVERIFY(review.keep(frames[0].key, done).isEmpty()); // which the run records
    QVERIFY(review.keep(frames[1].key, done).isEmpty()); // which it does not
    QVERIFY(review.keep(frames[2].key, done).isEmpty());
    QVERIFY(review.keep(frames[2].key, other).isEmpty()); // of which it records the first
    review.hear(run->heard[0]);
    review.hear(run->heard[2]);
    run->finished = true;
    for (std::size_t i = 0; i < 3; ++i)
        QVERIFY2(review.corrections().at(frames[i].key) == (i < 2 ? done : other), "all are seen");
    SessionReview later(QString::fromStdString(file.string()), nullptr);
    waitForSheet(later);
    QVERIFY2(!later.corrections().contains(frames[0].key), "the session has it, as far as the run says");
    QVERIFY(later.corrections().at(frames[1].key) == done);
    QVERIFY(later.corrections().at(frames[2].key) == other);
}

void TestSessionReview::whatIsTakenBackFromARunThatDoesNotComeToItStaysSo()
{
    const Path file = fresh("untold");
    const auto run = std::make_shared<HearingRun>();
    const Correction done{ReviewVerdict::Corrected, {}};
    SessionReview review(QString::fromStdString(file.string()), nullptr, run);
    waitForSheet(review);
    const FrameKey key = review.sheet()->frames.front().key;
    QVERIFY(review.keep(key, done).isEmpty());
    review.hear(run->heard[0]);
    QVERIFY(review.keep(key, std::nullopt).isEmpty());
    QVERIFY(review.keep(key, std::nullopt).isEmpty());
    QVERIFY(!review.corrections().contains(key));
    {
        LabelCorrected said = run->heard[0];
        said.use = CorrectionUse::Trains;
        QVERIFY(record(file, said));
        SessionReview later(QString::fromStdString(file.string()), nullptr);
        waitForSheet(later);
        QVERIFY2(!later.corrections().at(key).isDone(), "the session has it, but it was taken back");
    }
    review.hear(run->heard[1]);
    QVERIFY(!review.corrections().contains(key));
    const auto beside = readText(review::CorrectionFile::placeFor(file), "file");
    QVERIFY(beside && beside->find("\"begun\"") == std::string::npos);
}

void TestSessionReview::whatIsHeardWhileTheSessionIsReadIsNewer()
{
    const Path file = fresh("reading");
    const auto golden = bodies<GoldenLabelled>(readSession(file)).front();
    const FrameKey key{golden.camera, golden.frame};
    LabelCorrected said{golden.camera,           golden.frame, golden.frameTime,     golden.frameTime,
                        ReviewVerdict::Accepted, {},           CorrectionUse::Trains};
    QVERIFY(record(file, said));
    SessionReview review(QString::fromStdString(file.string()), nullptr, std::make_shared<HearingRun>());
    QSignalSpy changed(&review, &SessionReview::sheetChanged);
    for (int read = 1; read <= 2; ++read) {
        review.refresh();
        said.use = CorrectionUse::Scores;
        review.hear(said);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), read, kPatienceMilliseconds);
        QVERIFY(review.use(key) == CorrectionUse::Scores);
    }
}

void TestSessionReview::whatARunRecordedStandsUntilSomethingElseIsSaid()
{
    const Path file = fresh("recorded");
    const auto golden = bodies<GoldenLabelled>(readSession(file)).front();
    const FrameKey key{golden.camera, golden.frame};
    const LabelCorrected said{golden.camera,
                              golden.frame,
                              golden.frameTime,
                              golden.frameTime,
                              ReviewVerdict::Corrected,
                              {{ClassId{0}, {4, 4, 20, 20}}},
                              CorrectionUse::Trains};
    QVERIFY(record(file, said));
    {
        SessionReview review(QString::fromStdString(file.string()), nullptr);
        waitForSheet(review);
        QVERIFY(!review.isLive());
        QVERIFY(review.corrections().at(key).objects == said.objects);
        QVERIFY(review.use(key) == CorrectionUse::Trains);
        QVERIFY(!std::filesystem::exists(review::CorrectionFile::placeFor(file)));
        QVERIFY(review.keep(key, std::nullopt).isEmpty());
        QVERIFY2(!review.corrections().at(key).isDone(), "it counts nowhere");
    }
    SessionReview later(QString::fromStdString(file.string()), nullptr);
    waitForSheet(later);
    QVERIFY(!later.corrections().at(key).isDone());
}

void TestSessionReview::newerFramesComeWithoutLosingTheOnesThatAreSeen()
{
    const Path file = fresh("growing");
    const auto run = std::make_shared<HearingRun>();
    SessionReview review(QString::fromStdString(file.string()), nullptr, run);
    widgets::ReviewModel model;
    model.setDesk(&review);
    waitForSheet(review);
    QTRY_VERIFY(model.rowCount() > 2);
    model.setCurrentRow(2);
    model.accept();
    QCOMPARE(model.doneCount(), std::size_t{1});
    const FrameKey seen = model.current()->key;
    QSignalSpy changed(&review, &SessionReview::sheetChanged);
    review.refresh();
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, kPatienceMilliseconds);
    QCOMPARE(model.current()->key, seen);
    QCOMPARE(model.doneCount(), std::size_t{1});
    QVERIFY2(model.undoStack().canUndo(), "what was said can still be undone");
    model.undoStack().undo();
    QCOMPARE(model.doneCount(), std::size_t{0});
}

QTEST_MAIN(TestSessionReview)
#include "tst_session_review.moc"
