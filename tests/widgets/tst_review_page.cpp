// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/fake_review.h"
#include "tests/widgets/scripted_source.h"
#include "widgets/review/review_page.h"
#include "widgets/review/review_words.h"
#include "widgets/setup/cameras_page.h"
#include "widgets/shell/focus_keys.h"
#include "widgets/workbench/workbench.h"

#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::FakeReview;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;

namespace {

struct Reviewed {
    explicit Reviewed(std::uint32_t cameras = 1, std::int64_t frames = 12) : desk(cameras, frames) { show(); }
    explicit Reviewed(const std::function<void(FakeReview&)>& change)
    {
        change(desk);
        show();
    }
    ~Reviewed() { bench.setReview(nullptr); }

    void show()
    {
        qApp->installEventFilter(&keys);
        bench.resize(1400, 850);
        bench.show();
        bench.controller().open(std::make_shared<ScriptedSource>(Script{}, false));
        bench.setReview(&desk);
        bench.show(Perspective::Review);
        bench.activateWindow();
        settle();
        page().editor().setFocus();
    }
    static void settle()
    {
        for (int i = 0; i < 4; ++i)
            QCoreApplication::processEvents();
    }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&page().editor(), static_cast<Qt::Key>(key), modifiers);
        settle();
    }
    void drag(QPointF from, QPointF to, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::mousePress(&page().editor(), Qt::LeftButton, modifiers, at(from));
        QTest::mouseMove(&page().editor(), at((from + to) / 2));
        QTest::mouseMove(&page().editor(), at(to));
        QTest::mouseRelease(&page().editor(), Qt::LeftButton, modifiers, at(to));
        settle();
    }
    /// Pixels of the source on the screen.
    QPoint at(const QPointF& point)
    {
        const QRectF area = page().editor().pictureRect();
        return (area.topLeft() + QPointF(point.x() * area.width() / 640.0, point.y() * area.height() / 360.0))
            .toPoint();
    }
    ReviewPage& page() { return bench.review(); }
    ReviewModel& model() { return page().model(); }
    std::int64_t frame() { return model().current()->key.frame; }
    const Correction* said(std::int64_t number) { return model().correction({CameraId{0}, number}); }
    std::size_t boxes() { return page().editor().objects().size(); }
    QLabel& label(const char* name) { return *page().findChild<QLabel*>(QString::fromLatin1(name)); }
    QAction& action(CommandId id) { return *bench.registry().action(id); }

    FakeReview desk;
    FocusKeys keys;
    Workbench bench;
};

} // namespace

class TestReviewPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSheetIsReadWhenThePageIsShown();
    void returnAcceptsAndGoesOn();
    void twentyFramesTakeTwentyFiveKeys();
    void aRejectedBoxIsACorrection();
    void aChangeThatIsNotDoneCountsNowhere();
    void aClassHasAKey();
    void aBoxIsDrawnByMouse();
    void aBoxIsMovedAndSizedByMouse();
    void keysWaitForTheEndOfADrag();
    void aBoxIsMadeMovedAndSizedByKeyboard();
    void whatOnlyTheStudentSeesIsTakenOver();
    void nothingAtAllIsOneKey();
    void tabWalksTheBoxesAndGoesOn();
    void changesAreUndoneOnTheirOwnFrame();
    void undoBelongsToThePageThatIsSeen();
    void aFrameIsOpenedAgain();
    void arrowsAndSpaceGoThroughTheList();
    void keysWorkFromTheSheet();
    void framesAreFilteredByCameraReasonAndState();
    void whenAllAreDoneItSaysSo();
    void theSummaryFollowsEachFrame();
    void picturesAreAskedForAsTheyAreSeen();
    void aPictureThatDoesNotComeSaysWhy();
    void aBrokenFileIsSaidAndNothingCanBeChanged();
    void whatCannotBeWrittenIsSaid();
    void whileItIsReadItSaysHowFar();
    void withoutAFrameItSaysSo();
    void withoutASessionItSaysWhatToDo();
    void theTwinHasAllFrames();
    void thousandsOfFramesAreQuicklyThere();
    void theExportIsAskedFor();
    void itIsDrawn_data();
    void itIsDrawn();
};

void TestReviewPage::theSheetIsReadWhenThePageIsShown()
{
    FakeReview desk;
    Workbench bench;
    bench.show();
    bench.controller().open(std::make_shared<ScriptedSource>(Script{}, false));
    bench.setReview(&desk);
    QCOMPARE(desk.opened, 0);
    bench.show(Perspective::Review);
    QCOMPARE(desk.opened, 1);
    QCOMPARE(bench.review().model().rowCount(), 12);
    bench.setReview(nullptr);
}

void TestReviewPage::returnAcceptsAndGoesOn()
{
    Reviewed shown;
    shown.press(Qt::Key_Return);
    QVERIFY(shown.said(0)->verdict == ReviewVerdict::Accepted);
    QCOMPARE(shown.said(0)->objects, objectsOf(shown.desk.whole->frames[0].golden));
    QCOMPARE(shown.frame(), std::int64_t{25});
    QCOMPARE(shown.label("reviewProgress").text(), QStringLiteral("1 of 12 frames done"));
}

/// Twenty frames of which fifteen are right, four have a wrong box and one a wrong class: Tab picks a box.
void TestReviewPage::twentyFramesTakeTwentyFiveKeys()
{
    Reviewed shown(2, 12);
    int keys = 0;
    const auto press = [&](int key) {
        shown.press(key);
        ++keys;
    };
    int corrected = 0;
    for (int frame = 0; frame < 20; ++frame) {
        if (frame % 5 == 1 && shown.boxes() > 0) {
            press(Qt::Key_Tab);
            press(frame == 1 ? Qt::Key_3 : Qt::Key_Delete);
            ++corrected;
        }
        press(Qt::Key_Return);
    }
    QCOMPARE(shown.desk.said.size(), std::size_t{20});
    QCOMPARE(std::count_if(shown.desk.said.begin(), shown.desk.said.end(),
                           [](const auto& entry) { return entry.second.verdict == ReviewVerdict::Corrected; }),
             std::ptrdiff_t{corrected});
    QVERIFY2(keys == 20 + 2 * corrected && corrected >= 3, qPrintable(QString::number(keys)));
}

void TestReviewPage::aRejectedBoxIsACorrection()
{
    Reviewed shown;
    shown.press(Qt::Key_Tab);
    shown.press(Qt::Key_Delete);
    QCOMPARE(shown.boxes(), std::size_t{1});
    shown.press(Qt::Key_Return);
    QVERIFY(shown.said(0)->verdict == ReviewVerdict::Corrected);
    QCOMPARE(shown.said(0)->objects.size(), std::size_t{1});
    QCOMPARE(shown.said(0)->objects[0].label, ClassId{0});
}

void TestReviewPage::aChangeThatIsNotDoneCountsNowhere()
{
    Reviewed shown;
    shown.press(Qt::Key_Tab);
    shown.press(Qt::Key_Delete);
    shown.press(Qt::Key_Right);
    QVERIFY(shown.said(0)->verdict == ReviewVerdict::Begun);
    QCOMPARE(shown.label("reviewProgress").text(), QStringLiteral("0 of 12 frames done"));
    shown.press(Qt::Key_Left);
    QCOMPARE(shown.boxes(), std::size_t{1});
    QCOMPARE(shown.label("reviewState").text(), QStringLiteral("begun"));
}

void TestReviewPage::aClassHasAKey()
{
    Reviewed shown;
    shown.press(Qt::Key_Tab);
    shown.press(Qt::Key_3);
    QCOMPARE(shown.page().editor().objects()[0].label, ClassId{2});
    QVERIFY(!shown.model().isAsGolden(shown.page().editor().objects()[0]));
    shown.press(Qt::Key_9); // there is no such class
    QCOMPARE(shown.page().editor().objects()[0].label, ClassId{2});
    QCOMPARE(ReviewWords::classKey(ClassId{8}), QStringLiteral("9"));
    QCOMPARE(ReviewWords::classKey(ClassId{9}), QStringLiteral("A"));
    QVERIFY(ReviewWords::classKey(ClassId{40}).isEmpty());
}

void TestReviewPage::aBoxIsDrawnByMouse()
{
    Reviewed shown;
    shown.press(Qt::Key_2);
    shown.drag({500, 60}, {460, 20});
    QCOMPARE(shown.boxes(), std::size_t{3});
    const CorrectedObject drawn = shown.page().editor().objects()[2];
    QCOMPARE(drawn.label, ClassId{1});
    QVERIFY(std::abs(drawn.box.x1 - 460) < 3 && std::abs(drawn.box.y2 - 60) < 3);
    QCOMPARE(shown.page().editor().picked(), std::optional<std::size_t>(2));
    // Over another box with Shift; a click alone draws nothing.
    shown.drag({60, 210}, {120, 250}, Qt::ShiftModifier);
    QCOMPARE(shown.boxes(), std::size_t{4});
    shown.drag({600, 20}, {600, 20});
    QCOMPARE(shown.boxes(), std::size_t{4});
    QVERIFY(!shown.page().editor().picked());
}

void TestReviewPage::aBoxIsMovedAndSizedByMouse()
{
    Reviewed shown;
    shown.drag({100, 240}, {130, 250});
    const Box moved = shown.page().editor().objects()[0].box;
    QVERIFY(std::abs(moved.x1 - 70) < 3 && std::abs(moved.width() - 120) < 0.01F);
    shown.drag({moved.x2, moved.y2}, {moved.x2 + 40, moved.y2 + 20});
    const Box sized = shown.page().editor().objects()[0].box;
    QVERIFY(std::abs(sized.x1 - moved.x1) < 0.01F && std::abs(sized.width() - 160) < 3);
    // It stays in the picture.
    shown.drag({150, 260}, {-900, 260});
    QVERIFY(shown.page().editor().objects()[0].box.x1 >= 0.0F);
    QVERIFY(std::abs(shown.page().editor().objects()[0].box.width() - sized.width()) < 0.01F);
}

void TestReviewPage::keysWaitForTheEndOfADrag()
{
    Reviewed shown;
    QTest::mousePress(&shown.page().editor(), Qt::LeftButton, {}, shown.at({100, 240}));
    for (const Qt::Key key : {Qt::Key_Escape, Qt::Key_Delete, Qt::Key_0, Qt::Key_Tab})
        shown.press(key);
    QTest::mouseMove(&shown.page().editor(), shown.at({130, 250}));
    QCOMPARE(shown.boxes(), std::size_t{2});
}

void TestReviewPage::aBoxIsMadeMovedAndSizedByKeyboard()
{
    Reviewed shown;
    shown.press(Qt::Key_3);
    shown.press(Qt::Key_Insert);
    const Box made = shown.page().editor().objects()[2].box;
    QCOMPARE(shown.page().editor().objects()[2].label, ClassId{2});
    shown.press(Qt::Key_Left, Qt::ShiftModifier);
    shown.press(Qt::Key_Down, Qt::ShiftModifier);
    shown.press(Qt::Key_Right, Qt::ControlModifier);
    const Box now = shown.page().editor().objects()[2].box;
    QCOMPARE(now, (Box{made.x1 - 2, made.y1 + 2, made.x2, made.y2 + 2}));
    // Moves that follow each other are one step.
    shown.model().undoStack().undo();
    QCOMPARE(shown.page().editor().objects()[2].box, made);
    QCOMPARE(shown.frame(), std::int64_t{0});
}

void TestReviewPage::whatOnlyTheStudentSeesIsTakenOver()
{
    Reviewed shown;
    shown.press(Qt::Key_Right); // the student sees a bus there
    QCOMPARE(shown.page().editor().candidates().size(), std::size_t{1});
    for (int i = 0; i < 3; ++i)
        shown.press(Qt::Key_Tab);
    QVERIFY2(shown.page().note().contains(QStringLiteral("Only the student")), qPrintable(shown.page().note()));
    shown.press(Qt::Key_Insert);
    QCOMPARE(shown.boxes(), std::size_t{3});
    QCOMPARE(shown.page().editor().objects()[2].label, ClassId{2});
    QVERIFY(shown.page().editor().candidates().empty());
    // A class's key takes it over under another name.
    shown.model().undoStack().undo();
    shown.page().editor().pick(2);
    shown.press(Qt::Key_2);
    QCOMPARE(shown.page().editor().objects()[2].label, ClassId{1});
}

void TestReviewPage::nothingAtAllIsOneKey()
{
    Reviewed shown;
    shown.press(Qt::Key_0);
    shown.press(Qt::Key_Return);
    QVERIFY(shown.said(0)->verdict == ReviewVerdict::Corrected);
    QVERIFY(shown.said(0)->objects.empty());
}

void TestReviewPage::tabWalksTheBoxesAndGoesOn()
{
    Reviewed shown;
    ReviewEditor& editor = shown.page().editor();
    QVERIFY(QTest::qWaitForWindowActive(&shown.bench));
    QVERIFY(editor.hasFocus());
    shown.press(Qt::Key_Tab);
    QCOMPARE(editor.picked(), std::optional<std::size_t>(0));
    shown.press(Qt::Key_Tab);
    QCOMPARE(editor.picked(), std::optional<std::size_t>(1));
    QVERIFY(editor.accessibleDescription().contains(QStringLiteral("Box 2 of 2: person")));
    shown.press(Qt::Key_Backtab);
    QCOMPARE(editor.picked(), std::optional<std::size_t>(0));
    shown.press(Qt::Key_Tab);
    shown.press(Qt::Key_Tab);
    QVERIFY(!editor.hasFocus());
    QVERIFY(!editor.picked());
}

void TestReviewPage::changesAreUndoneOnTheirOwnFrame()
{
    Reviewed shown;
    shown.press(Qt::Key_Tab);
    shown.press(Qt::Key_Delete);
    shown.press(Qt::Key_Return);
    QCOMPARE(shown.frame(), std::int64_t{25});
    QVERIFY(shown.action(CommandId::Undo).isEnabled());
    shown.bench.registry().trigger(CommandId::Undo);
    QCOMPARE(shown.frame(), std::int64_t{0});
    QVERIFY(shown.said(0)->verdict == ReviewVerdict::Begun);
    shown.bench.registry().trigger(CommandId::Undo);
    QVERIFY(!shown.said(0));
    QCOMPARE(shown.boxes(), std::size_t{2});
    QVERIFY(!shown.action(CommandId::Undo).isEnabled());
    shown.bench.registry().trigger(CommandId::Redo);
    QCOMPARE(shown.boxes(), std::size_t{1});
}

void TestReviewPage::undoBelongsToThePageThatIsSeen()
{
    Reviewed shown;
    shown.press(Qt::Key_Return);
    shown.bench.show(Perspective::Cameras);
    QVERIFY(!shown.action(CommandId::Undo).isEnabled());
    shown.bench.cameras().model().begin();
    shown.bench.cameras().model().add({CameraDraft{}});
    QVERIFY(shown.action(CommandId::Undo).isEnabled());
    shown.bench.registry().trigger(CommandId::Undo);
    QVERIFY(shown.bench.cameras().model().draft().cameras.empty());
    QVERIFY2(shown.said(0), "what was said of a frame is not undone from another page");
    shown.bench.show(Perspective::Review);
    QVERIFY(shown.action(CommandId::Undo).isEnabled());
    shown.bench.registry().trigger(CommandId::Undo);
    QVERIFY(!shown.said(0));
}

void TestReviewPage::aFrameIsOpenedAgain()
{
    Reviewed shown;
    shown.press(Qt::Key_0);
    shown.press(Qt::Key_Return);
    shown.press(Qt::Key_Left);
    shown.press(Qt::Key_Backspace, Qt::ControlModifier);
    QVERIFY(!shown.said(0));
    QCOMPARE(shown.boxes(), std::size_t{2});
}

void TestReviewPage::arrowsAndSpaceGoThroughTheList()
{
    Reviewed shown;
    shown.press(Qt::Key_Left);
    QVERIFY2(shown.page().note().contains(QStringLiteral("first frame")), qPrintable(shown.page().note()));
    shown.press(Qt::Key_Right);
    shown.press(Qt::Key_Down);
    shown.press(Qt::Key_Space);
    QCOMPARE(shown.frame(), std::int64_t{75});
    QCOMPARE(shown.page().sheet().currentIndex().row(), 3);
    shown.press(Qt::Key_Up);
    QCOMPARE(shown.frame(), std::int64_t{50});
    QVERIFY2(shown.desk.said.empty(), "going through the frames says nothing of them");
}

void TestReviewPage::keysWorkFromTheSheet()
{
    Reviewed shown;
    QListView& sheet = shown.page().sheet();
    sheet.setFocus();
    QTest::keyClick(&sheet, Qt::Key_Right);
    QCOMPARE(shown.frame(), std::int64_t{25});
    QTest::keyClick(&sheet, Qt::Key_Return);
    QVERIFY(shown.said(25)->verdict == ReviewVerdict::Accepted);
    QCOMPARE(shown.frame(), std::int64_t{50});
    QTest::keyClick(&sheet, Qt::Key_0);
    QVERIFY(shown.said(50)->objects.empty());
}

void TestReviewPage::framesAreFilteredByCameraReasonAndState()
{
    Reviewed shown(3, 12);
    const auto boxes = shown.page().findChildren<QComboBox*>();
    QCOMPARE(boxes.size(), 2);
    QCOMPARE(shown.model().rowCount(), 36);
    boxes[0]->setCurrentIndex(2);
    QCOMPARE(shown.model().rowCount(), 12);
    QCOMPARE(shown.model().frame(0).key.camera, CameraId{1});
    boxes[1]->setCurrentIndex(2); // disagreement
    QCOMPARE(shown.model().rowCount(), 3);
    shown.press(Qt::Key_Return);
    QCOMPARE(shown.model().rowCount(), 3);
    for (QCheckBox* box : shown.page().findChildren<QCheckBox*>())
        if (box->text() == QStringLiteral("Open only"))
            box->setChecked(true);
    QCOMPARE(shown.model().rowCount(), 2);
    boxes[0]->setCurrentIndex(0);
    boxes[1]->setCurrentIndex(0);
    QCOMPARE(shown.model().rowCount(), 35);
}

void TestReviewPage::whenAllAreDoneItSaysSo()
{
    Reviewed shown(1, 2);
    shown.press(Qt::Key_Return);
    shown.press(Qt::Key_Return);
    QVERIFY2(shown.page().note().contains(QStringLiteral("are done")), qPrintable(shown.page().note()));
    QCOMPARE(shown.label("reviewProgress").text(), QStringLiteral("2 of 2 frames done"));
}

void TestReviewPage::theSummaryFollowsEachFrame()
{
    Reviewed shown;
    QVERIFY(shown.label("reviewSummary").text().contains(QStringLiteral("No frame is done yet")));
    shown.press(Qt::Key_Return);
    shown.press(Qt::Key_Return);
    QVERIFY2(shown.label("reviewSummary").text().startsWith(QStringLiteral("2 frames are done.")),
             qPrintable(shown.label("reviewSummary").text()));
    QCOMPARE(shown.page().mistakes().rowCount(), 3);
    QCOMPARE(shown.page().mistakes().index(1, 2).data().toString(), QStringLiteral("2"));
}

void TestReviewPage::picturesAreAskedForAsTheyAreSeen()
{
    Reviewed shown([](FakeReview& desk) { desk.sendsPictures = false; });
    QVERIFY(!shown.page().editor().hasPicture());
    QVERIFY(!shown.desk.wanted.empty());
    QCOMPARE(shown.desk.wanted.front().frame, std::int64_t{0});
    shown.press(Qt::Key_Right);
    QCOMPARE(shown.desk.wanted.front().frame, std::int64_t{25});
    shown.desk.send({CameraId{0}, 0});
    QVERIFY2(!shown.page().editor().hasPicture(), "that is another frame's");
    shown.desk.send({CameraId{0}, 25});
    QVERIFY(shown.page().editor().hasPicture());
}

void TestReviewPage::aPictureThatDoesNotComeSaysWhy()
{
    Reviewed shown([](FakeReview& desk) { desk.pictureFault = QStringLiteral("gate.mp4 is not there."); });
    QVERIFY(!shown.page().editor().hasPicture());
    QCOMPARE(shown.page().editor().accessibleDescription().isEmpty(), false);
    shown.desk.pictureFault.clear();
    shown.page().tryPicturesAgain();
    Reviewed::settle();
    QVERIFY(shown.page().editor().hasPicture());
}

void TestReviewPage::aBrokenFileIsSaidAndNothingCanBeChanged()
{
    const QString fault = QStringLiteral("<b>run.jackdaw.corrections.json</b> is damaged.");
    Reviewed shown([&](FakeReview& desk) { desk.fileFault = fault; });
    QVERIFY(shown.label("reviewFault").isVisible());
    QCOMPARE(shown.label("reviewFault").text(), fault);
    QVERIFY(shown.label("reviewFault").textFormat() == Qt::PlainText);
    shown.press(Qt::Key_Return);
    shown.press(Qt::Key_0);
    shown.press(Qt::Key_Insert);
    shown.drag({500, 60}, {460, 20});
    QCOMPARE(shown.desk.writes, 0);
    QCOMPARE(shown.boxes(), std::size_t{2});
}

void TestReviewPage::whatCannotBeWrittenIsSaid()
{
    Reviewed shown([](FakeReview& desk) { desk.keepFault = QStringLiteral("No space is left."); });
    shown.press(Qt::Key_0);
    shown.press(Qt::Key_Return);
    QVERIFY(shown.label("reviewFault").isVisible());
    QCOMPARE(shown.label("reviewFault").text(), QStringLiteral("No space is left."));
    QVERIFY2(shown.said(0), "it is known all the same");
    shown.desk.keepFault.clear();
    shown.press(Qt::Key_Return);
    QVERIFY2(!shown.label("reviewFault").isVisible(), "all of it is on disk again");
}

void TestReviewPage::whileItIsReadItSaysHowFar()
{
    Reviewed shown([](FakeReview& desk) { desk.readsAtOnce = false; });
    QVERIFY(shown.page().message().contains(QStringLiteral("Looking for the frames")));
    Q_EMIT shown.desk.progressed(0.42);
    QVERIFY2(shown.page().message().contains(QStringLiteral("42 %")), qPrintable(shown.page().message()));
    shown.desk.finishReading();
    QVERIFY(shown.page().message().isEmpty());
    Reviewed failing([](FakeReview& desk) { desk.readsAtOnce = false; });
    Q_EMIT failing.desk.failed(QStringLiteral("It is truncated."));
    QCOMPARE(failing.page().message(), QStringLiteral("It is truncated."));
}

void TestReviewPage::withoutAFrameItSaysSo()
{
    Reviewed shown(1, 0);
    QVERIFY2(shown.page().message().contains(QStringLiteral("labelled no frame")), qPrintable(shown.page().message()));
    shown.press(Qt::Key_Return);
    QCOMPARE(shown.desk.writes, 0);
}

void TestReviewPage::withoutASessionItSaysWhatToDo()
{
    Workbench bench;
    bench.show();
    bench.controller().open(std::make_shared<ScriptedSource>(Script{}, true));
    bench.show(Perspective::Review);
    QVERIFY2(bench.review().message().contains(QStringLiteral("start a run")), qPrintable(bench.review().message()));
    QVERIFY(!bench.registry().action(CommandId::ExportCorrections)->isEnabled());
}

void TestReviewPage::theTwinHasAllFrames()
{
    Reviewed shown(2, 12);
    shown.press(Qt::Key_Return);
    const TableTwin twin = ReviewWords::frames(shown.model());
    QCOMPARE(twin.rows.size(), std::size_t{24});
    QCOMPARE(twin.rows[0].size(), twin.columns.size());
    QCOMPARE(twin.rows[0][0].text, QStringLiteral("A Camera 1"));
    QCOMPARE(twin.rows[0][7].text, QStringLiteral("accepted"));
    QCOMPARE(twin.rows[1][7].text, QStringLiteral("open"));
    for (const auto& row : ReviewWords::boxRows(shown.model()))
        QCOMPARE(row.size(), ReviewWords::boxColumns().size());
}

/// Only the pictures that are seen are asked for.
void TestReviewPage::thousandsOfFramesAreQuicklyThere()
{
    Reviewed shown([](FakeReview& desk) {
        desk.whole = FakeReview(4, 2500).whole;
        desk.sendsPictures = false;
    });
    QCOMPARE(shown.model().rowCount(), 10'000);
    QVERIFY2(shown.desk.wanted.size() <= 83, qPrintable(QString::number(shown.desk.wanted.size())));
    shown.model().setCurrentRow(9'999);
    Reviewed::settle();
    QCOMPARE(shown.desk.wanted.front(), shown.model().frame(9'999).key);
}

void TestReviewPage::theExportIsAskedFor()
{
    Reviewed shown;
    QSignalSpy asked(&shown.page(), &ReviewPage::exportRequested);
    QVERIFY(shown.action(CommandId::ExportCorrections).isEnabled());
    shown.bench.registry().trigger(CommandId::ExportCorrections);
    QCOMPARE(asked.count(), 1);
}

void TestReviewPage::itIsDrawn_data()
{
    QTest::addColumn<int>("cameras");
    QTest::addColumn<bool>("dark");
    QTest::newRow("one-light") << 1 << false;
    QTest::newRow("one-dark") << 1 << true;
    QTest::newRow("eight-light") << 8 << false;
    QTest::newRow("eight-dark") << 8 << true;
}

/// Kept where JACKDAW_SCREENSHOTS names a folder.
void TestReviewPage::itIsDrawn()
{
    QFETCH(int, cameras);
    QFETCH(bool, dark);
    applyTheme(*qApp, dark ? ThemeKind::Dark : ThemeKind::Light);
    Reviewed shown(static_cast<std::uint32_t>(cameras), 12);
    shown.press(Qt::Key_Return);
    shown.press(Qt::Key_Return);
    shown.model().setCurrentRow(shown.model().rowOf({CameraId{0}, 25}));
    shown.press(Qt::Key_Backspace, Qt::ControlModifier);
    shown.page().editor().pick(0);
    shown.press(Qt::Key_3);
    const QImage image = shown.bench.grab().toImage();
    QVERIFY(image.width() >= 1400);
    const QString folder = qEnvironmentVariable("JACKDAW_SCREENSHOTS");
    if (!folder.isEmpty())
        QVERIFY(image.save(QStringLiteral("%1/review-%2.png").arg(folder, QString::fromUtf8(QTest::currentDataTag()))));
    applyTheme(*qApp, ThemeKind::Light);
}

QTEST_MAIN(TestReviewPage)
#include "tst_review_page.moc"
