// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/fake_archive.h"
#include "widgets/replay/model_panel.h"
#include "widgets/replay/moment_panel.h"
#include "widgets/replay/replay_page.h"
#include "widgets/workbench/workbench.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QtTest>

#include <utility>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::FakeArchive;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;

namespace {

/// Its pictures come a tick after the record of their frames, as those do that are decoded by another thread.
class LateSource : public ScriptedSource {
public:
    using ScriptedSource::ScriptedSource;

    std::optional<VideoFrame> takeFrame(CameraId camera) override
    {
        auto newest = ScriptedSource::takeFrame(camera);
        return isLate ? std::exchange(m_waiting[camera], std::move(newest)) : newest;
    }

    bool isLate = false;

private:
    std::map<CameraId, std::optional<VideoFrame>> m_waiting;
};

struct Replayed {
    Replayed() : source(std::make_shared<LateSource>(Script{})), archive(source->session())
    {
        source->hasSnapshots = true;
        bench.resize(1400, 850);
        bench.show();
        bench.controller().open(source);
        bench.setArchive(&archive);
        bench.show(Perspective::Replay);
        QCoreApplication::processEvents();
        bench.controller().seek(fromSeconds(72.0));
        tick();
        tick();
        tick();
    }
    ~Replayed() { bench.setArchive(nullptr); }

    void tick() { bench.controller().tick(); }
    /// A frame farther.
    void playOn()
    {
        source->advance(1.0 / source->session().script().framesPerSecond);
        tick();
    }
    /// What the record tells of the frame.
    const FrameIndexed* indexed(std::int64_t frame) const
    {
        for (const Event& event : source->session().events()) {
            const auto* body = std::get_if<FrameIndexed>(&event.body);
            if (body && body->frame == frame && body->camera == moment().camera->info.camera)
                return body;
        }
        return nullptr;
    }
    ReplayPage& page() const { return bench.replay(); }
    const Moment& moment() const { return page().moment().moment(); }
    std::int64_t newestFrame() const { return moment().camera->frame; }

    std::shared_ptr<LateSource> source;
    FakeArchive archive;
    mutable Workbench bench;
};

} // namespace

/// What is shown of a moment while time passes, or leaps.
class TestMoment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void boxesStandOnPicturesThatComeLate();
    void afterALeapBoxesWaitForTheirPicture();
    void lookingWithAnotherModelHoldsTheRecording();
    void anotherModelLooksAtThePictureThatIsOnItsWay();
    void aPictureThatNeverComesIsNotWaitedForLong();
    void theChosenModelStaysWhereOneSeeks();
};

void TestMoment::boxesStandOnPicturesThatComeLate()
{
    Replayed shown;
    shown.source->isLate = true;
    shown.bench.controller().setPlaying(true);
    int withBoxes = 0;
    for (int i = 0; i < 30; ++i) {
        shown.playOn();
        const Moment& moment = shown.moment();
        QVERIFY(moment.picture && moment.camera);
        const FrameIndexed* indexed = shown.indexed(moment.picture->index);
        if (!indexed)
            continue;
        QVERIFY2(moment.isExact(), qPrintable(QString::number(moment.picture->index)));
        QVERIFY(moment.boxes(BoxOrigin::Standing) == indexed->predictions);
        withBoxes += moment.picture->index < shown.newestFrame() && !indexed->predictions.empty() ? 1 : 0;
    }
    QVERIFY2(withBoxes > 5, "pictures came late, and things were to be seen");
}

void TestMoment::afterALeapBoxesWaitForTheirPicture()
{
    Replayed shown;
    QVERIFY(shown.moment().isExact());
    shown.source->givesFrames = false;
    shown.bench.controller().seek(fromSeconds(70.0));
    shown.tick();
    shown.tick();
    QCOMPARE(shown.newestFrame(), std::int64_t{350});
    QVERIFY(shown.moment().picture && shown.moment().picture->index == 360);
    QVERIFY2(!shown.moment().isExact(), "the picture is that of before");
    QVERIFY(shown.page()
                .findChild<QLabel*>(QStringLiteral("momentServing"))
                ->text()
                .contains(QStringLiteral("on its way")));
    QVERIFY(!shown.page().moment().view().picture().isNull());
    shown.source->givesFrames = true;
    shown.tick();
    QVERIFY(shown.moment().isExact() && shown.moment().picture->index == 350);
}

void TestMoment::lookingWithAnotherModelHoldsTheRecording()
{
    for (const bool byKey : {true, false}) {
        Replayed shown;
        shown.bench.controller().setPlaying(true);
        shown.playOn();
        if (byKey)
            shown.bench.registry().trigger(CommandId::TryModel);
        else
            shown.page().findChild<QPushButton*>(QStringLiteral("tryModel"))->click();
        QVERIFY(!shown.bench.controller().isPlaying());
        QVERIFY(shown.archive.tried && shown.archive.tried->frame == shown.moment().frame());
        shown.archive.answerModel();
        QVERIFY(!shown.moment().boxes(BoxOrigin::Other).empty());
    }
}

void TestMoment::anotherModelLooksAtThePictureThatIsOnItsWay()
{
    Replayed shown;
    shown.source->isLate = true;
    shown.bench.controller().setPlaying(true);
    shown.playOn();
    shown.playOn();
    QVERIFY(shown.moment().isBehind());
    shown.bench.registry().trigger(CommandId::TryModel);
    QVERIFY2(!shown.archive.tried, "the frame that is shown is not the one that it stops at");
    shown.tick();
    QVERIFY(shown.archive.tried && shown.archive.tried->frame == shown.newestFrame());
    shown.archive.answerModel();
    QVERIFY(!shown.moment().boxes(BoxOrigin::Other).empty());
}

void TestMoment::aPictureThatNeverComesIsNotWaitedForLong()
{
    Replayed shown;
    shown.source->givesFrames = false;
    shown.bench.controller().setPlaying(true);
    shown.playOn();
    QVERIFY(shown.moment().isBehind());
    shown.bench.registry().trigger(CommandId::TryModel);
    QTRY_VERIFY(shown.archive.tried.has_value());
    QCOMPARE(shown.archive.tried->frame, std::int64_t{360});
}

void TestMoment::theChosenModelStaysWhereOneSeeks()
{
    Replayed shown;
    auto* models = shown.page().findChild<QComboBox*>(QStringLiteral("otherModels"));
    models->setCurrentIndex(models->count() - 1);
    shown.bench.controller().seek(fromSeconds(80.0));
    shown.tick();
    shown.tick();
    QCOMPARE(models->currentIndex(), models->count() - 1);
    QVERIFY(models->count() > 1);
}

QTEST_MAIN(TestMoment)
#include "tst_moment.moc"
