// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/fake_archive.h"
#include "widgets/log/event_table.h"
#include "widgets/replay/frame_stepper.h"
#include "widgets/replay/model_panel.h"
#include "widgets/replay/moment_panel.h"
#include "widgets/replay/replay_bar.h"
#include "widgets/replay/replay_page.h"
#include "widgets/replay/window_list.h"
#include "widgets/video/video_wall.h"
#include "widgets/workbench/workbench.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::FakeArchive;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSession;
using jackdaw::testing::ScriptedSource;

namespace {

struct Replayed {
    explicit Replayed(Script script = {}, bool live = false) :
        source(std::make_shared<ScriptedSource>(script, live)), archive(source->session())
    {
        source->hasSnapshots = true;
        bench.resize(1400, 850);
        bench.show();
        bench.controller().open(source);
        if (!live)
            bench.setArchive(&archive);
        bench.show(Perspective::Replay);
        tick();
    }
    ~Replayed() { bench.setArchive(nullptr); }

    void tick()
    {
        for (int i = 0; i < 12; ++i)
            bench.controller().tick();
        QCoreApplication::processEvents();
    }
    void seek(double seconds)
    {
        bench.controller().seek(fromSeconds(seconds));
        tick();
    }
    void run(CommandId id)
    {
        bench.registry().trigger(id);
        tick();
    }
    double now() const { return toSeconds(source->now()); }
    ReplayPage& page() { return bench.replay(); }
    QString label(const char* name) { return page().findChild<QLabel*>(QString::fromLatin1(name))->text(); }
    QString legend(BoxOrigin origin) { return page().moment().toggle(origin).text(); }
    std::size_t layerBoxes(BoxOrigin origin) { return page().moment().moment().boxes(origin).size(); }

    std::shared_ptr<ScriptedSource> source;
    FakeArchive archive;
    Workbench bench;
};

/// The instants at which the record tells of frames of a camera.
std::vector<Nanoseconds> frameTimes(const ScriptedSource& source, CameraId camera)
{
    std::vector<Nanoseconds> times;
    for (const Event& event : source.session().events()) {
        const auto* indexed = std::get_if<FrameIndexed>(&event.body);
        const auto* dropped = std::get_if<FrameDropped>(&event.body);
        const bool wanted = (indexed && indexed->camera == camera) || (dropped && dropped->camera == camera);
        if (wanted && (times.empty() || times.back() != event.time))
            times.push_back(event.time);
    }
    return times;
}

} // namespace

class TestReplayPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWholeSessionIsListedWhateverInstantIsShown();
    void aSessionThatCannotBeReadAsAWholeSaysSo();
    void returnOnAnEventGoesThere();
    void returnOnAWindowGoesToItsStart();
    void withoutAnArchiveWhatWasSeenIsListed();
    void aLiveRunIsFollowed();
    void framesAreSteppedThroughOneByOne();
    void steppingWaitsForWhatIsNotRead();
    void beyondTheLastFrameItSaysSo();
    void marksAreNamedAndKept();
    void marksThatCannotBeKeptSaySo();
    void aStretchIsRepeated();
    void theLoopsEndsCannotCross();
    void theFieldGoesToATime();
    void boxesOfAllOriginsStandOnTheFrame();
    void allCamerasTakeTheRoomOfTheLargePicture();
    void aSessionThatIsReadIsNotSaidToBeMissing();
    void switchedOffBoxesAreNotListed();
    void framesNobodyLabelledSaySo();
    void labelsThatCannotBeReadSaySo();
    void anotherModelLooksAtTheFrame();
    void anotherModelIsCancelled();
    void aModelThatFailsSaysWhy();
    void anotherFrameDoesNotShowTheOldAnswer();
    void gapsOfTheSelectedCameraAreOnTheScrubBar();
    void windowsOfASessionThatIsWrittenComeToTheScrubBar();
    void aMissingVideoIsSaidOnEveryPage();
    void everythingIsReachedByKeyboard();
};

void TestReplayPage::theWholeSessionIsListedWhateverInstantIsShown()
{
    Replayed shown;
    QCOMPARE(shown.now(), 0.0);
    const SessionOutline& outline = shown.page().outline();
    QCOMPARE(outline.windows.size(), std::size_t{6});
    QVERIFY(outline.entries.back().time == shown.source->duration());
    QVERIFY(outline.entries.size() > 100);
    QCOMPARE(shown.page().windowView().model()->rowCount(), 6);
    // What is not a detail is listed at once.
    QVERIFY(shown.page().events().view().model()->rowCount() > 20);
    QCOMPARE(outline.gaps.size(), std::size_t{1});
    QCOMPARE(outline.gaps.front().camera, CameraId{2});
    QVERIFY(outline.gaps.front().end.has_value());
}

void TestReplayPage::aSessionThatCannotBeReadAsAWholeSaysSo()
{
    Replayed shown;
    shown.archive.isRead = false;
    shown.bench.setArchive(&shown.archive);
    QVERIFY(shown.label("outlineNote").contains(QStringLiteral("Reading")));
    const QString fault = QStringLiteral("The session cannot be read as a whole: it is damaged.");
    Q_EMIT shown.archive.outlineFailed(fault);
    QCOMPARE(shown.label("outlineNote"), fault);
    shown.bench.show(Perspective::Live);
    shown.bench.show(Perspective::Replay); // looks for more of the session
    QCOMPARE(shown.label("outlineNote"), fault);
    shown.bench.setArchive(nullptr);
    QVERIFY(shown.label("outlineNote").contains(QStringLiteral("seen so far")));
}

void TestReplayPage::returnOnAnEventGoesThere()
{
    Replayed shown;
    QTableView& view = shown.page().events().view();
    const QModelIndex row = view.model()->index(view.model()->rowCount() - 3, EventLogModel::What);
    view.setCurrentIndex(row);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(shown.source->now().count(), row.data(EventLogModel::kTimeRole).toLongLong());
    QVERIFY(shown.now() > 100.0);
}

void TestReplayPage::returnOnAWindowGoesToItsStart()
{
    Replayed shown;
    QTableView& view = shown.page().windowView();
    shown.page().raisePanel(QStringLiteral("windowsDock"));
    view.setCurrentIndex(view.model()->index(4, 0));
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(shown.now(), 160.0);
    QCOMPARE(view.model()->index(4, WindowList::Mean).data().toString().left(2), QStringLiteral("0."));
}

void TestReplayPage::withoutAnArchiveWhatWasSeenIsListed()
{
    Replayed shown;
    shown.bench.setArchive(nullptr);
    shown.seek(90.0);
    QTRY_VERIFY(shown.page().outline().entries.size() > 10);
    const std::size_t seen = shown.page().outline().entries.size();
    QVERIFY(shown.page().outline().entries.back().time <= fromSeconds(90.0));
    shown.seek(10.0);
    QCOMPARE(shown.page().outline().entries.size(), seen);
    QVERIFY(shown.label("outlineNote").contains(QStringLiteral("seen so far")));
}

void TestReplayPage::aLiveRunIsFollowed()
{
    Replayed shown({}, true);
    shown.source->advance(60.0);
    shown.tick();
    QTRY_VERIFY(shown.page().outline().windows.size() == 2);
    shown.run(CommandId::FrameForward);
    QVERIFY(shown.page().bar().said().contains(QStringLiteral("live run")));
    QVERIFY(shown.legend(BoxOrigin::Golden).contains(QStringLiteral("replay only")));
    QVERIFY(shown.layerBoxes(BoxOrigin::Standing) > 0);
}

void TestReplayPage::framesAreSteppedThroughOneByOne()
{
    Replayed shown;
    shown.bench.selection().setCamera(CameraId{1});
    shown.seek(50.0);
    const auto times = frameTimes(*shown.source, CameraId{1});
    auto next = std::upper_bound(times.begin(), times.end(), fromSeconds(50.0));
    for (int i = 0; i < 3; ++i, ++next) {
        shown.run(CommandId::FrameForward);
        QCOMPARE(shown.source->now().count(), next->count());
    }
    for (int i = 0; i < 2; ++i) {
        shown.run(CommandId::FrameBack);
        --next;
        QCOMPARE(shown.source->now().count(), (next - 1)->count());
    }
    QVERIFY(!shown.bench.controller().isPlaying());
    // Another camera has frames of its own.
    const CameraState* camera = findCamera(shown.bench.controller().state(), CameraId{1});
    QCOMPARE(shown.page().moment().moment().camera->info.camera, camera->info.camera);
}

void TestReplayPage::steppingWaitsForWhatIsNotRead()
{
    Replayed shown;
    shown.seek(50.0);
    shown.source->readsRecord = false;
    const Nanoseconds before = shown.source->now();
    shown.run(CommandId::FrameForward);
    QVERIFY(shown.source->now() == before);
    shown.source->readsRecord = true;
    QTRY_VERIFY(shown.source->now() > before);
}

void TestReplayPage::beyondTheLastFrameItSaysSo()
{
    Replayed shown;
    shown.seek(240.0);
    shown.run(CommandId::FrameForward);
    QCOMPARE(shown.page().bar().said(), QStringLiteral("There is no later frame."));
    shown.seek(0.0);
    shown.run(CommandId::FrameBack);
    QCOMPARE(shown.page().bar().said(), QStringLiteral("There is no earlier frame."));
}

void TestReplayPage::marksAreNamedAndKept()
{
    Replayed shown;
    shown.seek(30.0);
    shown.run(CommandId::AddMark);
    shown.seek(12.0);
    shown.run(CommandId::AddMark);
    shown.run(CommandId::AddMark); // the same instant
    QCOMPARE(shown.archive.kept.size(), std::size_t{2});
    QCOMPARE(shown.archive.kept.front().time.count(), fromSeconds(12.0).count());
    MarkModel& marks = shown.page().marks();
    QVERIFY(marks.setData(marks.index(1, MarkModel::Name), QStringLiteral("bus in the way")));
    QCOMPARE(shown.archive.kept[1].name, QStringLiteral("bus in the way"));
    QVERIFY(!marks.setData(marks.index(1, MarkModel::Name), QStringLiteral("  ")));
    QCOMPARE(shown.bench.session().landmarks().values().marks.size(), std::size_t{2});
    QTableView& view = shown.page().markView();
    shown.page().raisePanel(QStringLiteral("marksDock"));
    view.setCurrentIndex(marks.index(1, MarkModel::Time));
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(shown.now(), 30.0);
    marks.remove(0);
    QCOMPARE(shown.archive.kept.size(), std::size_t{1});
    shown.run(CommandId::AddMark);
    QCOMPARE(shown.archive.kept.size(), std::size_t{1});
}

void TestReplayPage::marksThatCannotBeKeptSaySo()
{
    Replayed shown;
    shown.archive.keepFault = QStringLiteral("The folder is protected.");
    shown.run(CommandId::AddMark);
    QCOMPARE(shown.page().bar().said(), shown.archive.keepFault);
    QCOMPARE(shown.page().marks().rowCount(), 1); // known all the same
}

void TestReplayPage::aStretchIsRepeated()
{
    Replayed shown;
    shown.seek(20.0);
    shown.run(CommandId::LoopStart);
    shown.seek(25.0);
    shown.run(CommandId::LoopEnd);
    QVERIFY(shown.bench.session().loop().isActive());
    shown.seek(24.0);
    shown.bench.controller().setPlaying(true);
    shown.source->advance(1.5);
    shown.tick();
    QCOMPARE(shown.now(), 20.0);
    QVERIFY(shown.bench.controller().isPlaying());
    shown.run(CommandId::ClearLoop);
    shown.source->advance(7.0);
    shown.tick();
    QCOMPARE(shown.now(), 27.0);
}

void TestReplayPage::theLoopsEndsCannotCross()
{
    Replayed shown;
    PlaybackLoop& loop = shown.bench.session().loop();
    loop.setStart(fromSeconds(20.0));
    loop.setEnd(fromSeconds(10.0));
    QVERIFY(!loop.start() && loop.end());
    loop.setStart(fromSeconds(10.0));
    QVERIFY(loop.start() && !loop.end());
}

void TestReplayPage::theFieldGoesToATime()
{
    Replayed shown;
    shown.bench.show(Perspective::Live);
    shown.run(CommandId::GoToTime);
    QCOMPARE(shown.bench.perspective(), Perspective::Replay);
    QLineEdit& field = shown.page().bar().time();
    QCOMPARE(shown.bench.focusWidget(), &field);
    field.setText(QStringLiteral("w3"));
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(shown.now(), 120.0);
    QVERIFY2(!field.hasFocus(), "keys of one letter are commands again");
    field.setText(QStringLiteral("soon"));
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(shown.now(), 120.0);
    QVERIFY(shown.page().bar().said().contains(QStringLiteral("soon")));
}

void TestReplayPage::boxesOfAllOriginsStandOnTheFrame()
{
    Replayed shown;
    shown.archive.hasPeople = true;
    shown.seek(72.0);
    MomentPanel& panel = shown.page().moment();
    QVERIFY(panel.moment().isExact());
    QVERIFY(shown.layerBoxes(BoxOrigin::Standing) > 0);
    QVERIFY(shown.layerBoxes(BoxOrigin::Golden) > 0);
    QCOMPARE(shown.legend(BoxOrigin::Golden),
             QStringLiteral("Golden model (%1)").arg(shown.layerBoxes(BoxOrigin::Golden)));
    QCOMPARE(shown.label("momentScores"), QStringLiteral("golden: F1 0.80  ·  people: F1 0.50"));
    QVERIFY(panel.toggle(BoxOrigin::Standing)
                .toolTip()
                .contains(QStringLiteral("F1 0.80 against golden (2 right, 1 wrong, 0 missed)")));
    QVERIFY(shown.label("momentPlace").contains(QStringLiteral("frame 360")));
    QVERIFY(shown.label("momentServing").contains(QStringLiteral("model ")));
    QVERIFY(panel.view().accessibleDescription().contains(QStringLiteral("Golden model")));
    const auto rows = MomentWords::boxRows(panel.moment(), panel.shownOrigins());
    QCOMPARE(rows.size(),
             shown.layerBoxes(BoxOrigin::Standing) + shown.layerBoxes(BoxOrigin::Golden)
                 + shown.layerBoxes(BoxOrigin::People));
}

void TestReplayPage::allCamerasTakeTheRoomOfTheLargePicture()
{
    Replayed shown;
    shown.seek(72.0);
    MomentPanel& panel = shown.page().moment();
    auto* wall = panel.findChild<VideoWall*>();
    panel.findChild<QToolButton*>(QStringLiteral("wallOnly"))->setChecked(true);
    QApplication::processEvents();
    const int above = wall->mapTo(&panel, QPoint(0, 0)).y();
    QVERIFY2(above <= panel.layout()->itemAt(0)->widget()->sizeHint().height() + 2, qPrintable(QString::number(above)));
    QCOMPARE(above + wall->height(), panel.height());
}

void TestReplayPage::aSessionThatIsReadIsNotSaidToBeMissing()
{
    Replayed shown;
    shown.bench.controller().open(shown.source);
    QVERIFY(shown.bench.controller().isCatchingUp());
    const QString said = shown.page().moment().view().message().title;
    QVERIFY2(said == QStringLiteral("Reading the session"), qPrintable(said));
}

void TestReplayPage::switchedOffBoxesAreNotListed()
{
    Replayed shown;
    shown.seek(72.0);
    MomentPanel& panel = shown.page().moment();
    const QImage both = panel.view().grab().toImage();
    panel.toggle(BoxOrigin::Golden).setChecked(false);
    QVERIFY(panel.view().grab().toImage() != both);
    QCOMPARE(MomentWords::boxRows(panel.moment(), panel.shownOrigins()).size(), shown.layerBoxes(BoxOrigin::Standing));
}

void TestReplayPage::framesNobodyLabelledSaySo()
{
    Replayed shown;
    shown.archive.labelsFrames = false;
    shown.seek(72.0);
    QCOMPARE(shown.legend(BoxOrigin::Golden), QStringLiteral("Golden model (frame not labelled)"));
    QCOMPARE(shown.legend(BoxOrigin::People), QStringLiteral("People (no labels)"));
    QVERIFY(shown.label("momentScores").isEmpty());
}

void TestReplayPage::labelsThatCannotBeReadSaySo()
{
    Replayed shown;
    shown.archive.labelsFrames = false;
    shown.archive.labelFault = QStringLiteral("labels/<b>gate</b>.csv is not there.");
    shown.seek(72.0);
    QCOMPARE(shown.legend(BoxOrigin::Golden), QStringLiteral("Golden model (cannot be read)"));
    QVERIFY(shown.page().moment().toggle(BoxOrigin::Golden).toolTip().contains(QStringLiteral("&lt;b&gt;gate")));
}

void TestReplayPage::anotherModelLooksAtTheFrame()
{
    Replayed shown;
    shown.bench.selection().setCamera(CameraId{1});
    shown.seek(72.0);
    auto* models = shown.page().findChild<QComboBox*>(QStringLiteral("otherModels"));
    QVERIFY(models->count() >= 2);
    QCOMPARE(models->itemText(models->count() - 1), QStringLiteral("Golden model, now"));
    models->setCurrentIndex(0);
    shown.run(CommandId::TryModel);
    QVERIFY(shown.archive.tried.has_value());
    QCOMPARE(shown.archive.tried->frame, std::int64_t{360});
    QVERIFY(shown.page().model().isRunning());
    QCOMPARE(shown.page().findChild<QProgressBar*>()->value(), 30);
    shown.archive.answerModel();
    QVERIFY(!shown.page().model().isRunning());
    QCOMPARE(shown.layerBoxes(BoxOrigin::Other), shown.layerBoxes(BoxOrigin::Golden) + 1);
    const QString outcome = shown.label("modelOutcome");
    QVERIFY2(outcome.contains(QStringLiteral("F1 0.86 against golden")), qPrintable(outcome));
    QVERIFY2(outcome.contains(QStringLiteral("As it stood: F1 0.80")), qPrintable(outcome));
}

void TestReplayPage::anotherModelIsCancelled()
{
    Replayed shown;
    shown.seek(72.0);
    shown.run(CommandId::TryModel);
    QVERIFY(shown.page().model().isRunning());
    auto* cancel = shown.page().findChild<QPushButton*>(QStringLiteral("cancelModel"));
    QVERIFY(cancel->isVisible());
    cancel->click();
    QCOMPARE(shown.archive.cancels, 1);
    QVERIFY(!shown.page().model().isRunning());
    QCOMPARE(shown.label("modelOutcome"), QStringLiteral("Cancelled."));
    QVERIFY(shown.page().findChild<QPushButton*>(QStringLiteral("tryModel"))->isEnabled());
}

void TestReplayPage::aModelThatFailsSaysWhy()
{
    Replayed shown;
    shown.seek(72.0);
    shown.run(CommandId::TryModel);
    Q_EMIT shown.archive.modelFailed(QStringLiteral("The network golden.onnx is not there."));
    QCOMPARE(shown.label("modelOutcome"), QStringLiteral("The network golden.onnx is not there."));
    QVERIFY(!shown.page().model().isRunning());
}

void TestReplayPage::anotherFrameDoesNotShowTheOldAnswer()
{
    Replayed shown;
    shown.seek(72.0);
    shown.run(CommandId::TryModel);
    shown.archive.answerModel();
    QVERIFY(shown.layerBoxes(BoxOrigin::Other) > 0);
    shown.run(CommandId::FrameForward);
    QCOMPARE(shown.layerBoxes(BoxOrigin::Other), std::size_t{0});
    QVERIFY(shown.legend(BoxOrigin::Other).contains(QStringLiteral("frame 360")));
}

void TestReplayPage::gapsOfTheSelectedCameraAreOnTheScrubBar()
{
    Replayed shown;
    const auto& gaps = shown.bench.session().landmarks().values().gaps;
    QCOMPARE(gaps.size(), std::size_t{1});
    auto* bar = shown.bench.findChild<QWidget*>(QStringLiteral("scrubBar"));
    const QImage all = bar->grab().toImage();
    shown.bench.selection().setCamera(CameraId{2});
    QVERIFY(bar->grab().toImage() == all);
    shown.bench.selection().setCamera(CameraId{1});
    QVERIFY(bar->grab().toImage() != all);
}

/// The whole session is read once, as it was when it was opened.
void TestReplayPage::windowsOfASessionThatIsWrittenComeToTheScrubBar()
{
    std::vector<Event> written = ScriptedSession(Script{}).events();
    std::erase_if(written, [](const Event& event) { return event.time > fromSeconds(150.0); });
    FakeArchive asOpened(written, Script{}.framesPerSecond);
    Replayed shown;
    shown.seek(210.0);
    auto* bar = shown.bench.findChild<QWidget*>(QStringLiteral("scrubBar"));
    const QImage whole = bar->grab().toImage();
    shown.bench.setArchive(&asOpened);
    QCOMPARE(shown.bench.session().landmarks().values().windows.size(), std::size_t{4});
    QVERIFY(bar->grab().toImage() == whole);
    shown.seek(100.0); // what comes later is not known any more
    QVERIFY(bar->grab().toImage() != whole);
}

void TestReplayPage::aMissingVideoIsSaidOnEveryPage()
{
    Replayed shown;
    shown.archive.missing = {
        {CameraId{1}, QStringLiteral("Video not found"), QStringLiteral("The source gate.mp4 is not there."), true}};
    Q_EMIT shown.archive.missingVideosChanged();
    auto* badge = shown.bench.findChild<QWidget*>(QStringLiteral("missingBadge"));
    for (const Perspective perspective : kPerspectives) {
        shown.bench.show(perspective);
        QVERIFY(badge->isVisible());
    }
    QVERIFY(badge->accessibleDescription().contains(QStringLiteral("Gate")));
    QVERIFY(shown.bench.registry().action(CommandId::LocateVideos)->isEnabled());
    shown.archive.missing.clear();
    Q_EMIT shown.archive.missingVideosChanged();
    QVERIFY(!badge->isVisible());
    QVERIFY(!shown.bench.registry().action(CommandId::LocateVideos)->isEnabled());
}

/// Tab comes to every control of the page that is in sight, and none of them keeps it.
void TestReplayPage::everythingIsReachedByKeyboard()
{
    Replayed shown;
    shown.seek(72.0);
    const auto isWanted = [](const QWidget* widget) {
        return widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus)
            && (qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget)
                || qobject_cast<const QComboBox*>(widget) || qobject_cast<const QTableView*>(widget));
    };
    QSet<const QWidget*> wanted;
    for (const QWidget* widget : shown.page().findChildren<QWidget*>())
        if (widget->isVisible() && isWanted(widget))
            wanted << widget;
    QVERIFY(wanted.size() > 12);
    shown.bench.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.bench));
    shown.page().moment().toggle(BoxOrigin::Standing).setFocus();
    QSet<const QWidget*> reached;
    for (int i = 0; i < 200; ++i) {
        QWidget* focus = QApplication::focusWidget();
        QVERIFY(focus);
        reached << focus;
        QTest::keyClick(focus, Qt::Key_Tab);
    }
    for (const QWidget* widget : wanted) {
        QVERIFY2(reached.contains(widget), widget->metaObject()->className());
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 widget->metaObject()->className());
    }
}

QTEST_MAIN(TestReplayPage)
#include "tst_replay_page.moc"
