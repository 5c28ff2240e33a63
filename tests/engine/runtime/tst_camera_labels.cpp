// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/camera_labels.h"
#include "tests/engine/learning/synthetic_scene.h"
#include "tests/engine/runtime/part_services.h"
#include "tests/support/scripted_golden.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using namespace std::chrono_literals;

namespace {

constexpr CameraId kCamera{1};
constexpr Nanoseconds kFrame = 100ms;
constexpr Nanoseconds kWindow = 40s;

/// The second of two cameras: eight frames in the first four seconds of a window of 40, and one scored every five, from
/// 2.5 s on.
RunSettings settings()
{
    RunSettings settings;
    settings.cameras.resize(2);
    settings.labelling.trainingFrames = 8;
    settings.labelling.firstTrainingFrames = 10;
    settings.labelling.trainingSpan = 0.1;
    settings.labelling.scoringInterval = 5.0;
    settings.windowLength = kWindow;
    return settings;
}

/// A camera's labels without a device: the test runs the batches.
class Bench {
public:
    explicit Bench(bool profiles = true, bool charged = true, HumanLabelIndex human = {}, HumanLabelIndex taught = {}) :
        m_charged(charged), m_human(std::move(human)),
        m_taught(std::make_shared<const HumanLabelIndex>(std::move(taught)))
    {
        m_parts.services.profiles = profiles;
        m_parts.costs = CostBook(ClockKind::Device, profiling::CostTable({{"label/scripted", 0.25}}));
        m_windows.begin();
        labels.beginWindow(WindowId{0}, m_windows, false);
    }

    void nextWindow(bool forFirstStudent = false)
    {
        m_windows.endOpen();
        m_windows.close();
        labels.beginWindow(m_windows.begin(), m_windows, forFirstStudent);
    }

    /// Offers the frames of [from, to), at session time, and labels what was taken.
    void play(Nanoseconds from, Nanoseconds to)
    {
        for (Nanoseconds time = from; time < to; time += kFrame) {
            m_parts.recording.clock().waitUntil(time, m_parts.wake, {});
            labels.offer(frameAt(time), false);
        }
        while (labels.scoring().ready())
            labelNext(labels.scoring());
        while (labels.sampling().ready())
            labelNext(labels.sampling());
    }

    /// The same while the golden model serves, and sees each frame that is \p seen.
    void teach(Nanoseconds from, Nanoseconds to, const std::function<bool(Nanoseconds)>& seen)
    {
        for (Nanoseconds time = from; time < to; time += kFrame) {
            m_parts.recording.clock().waitUntil(time, m_parts.wake, {});
            labels.offer(frameAt(time), true);
            if (seen(time))
                labels.provide({frameAt(time), {}});
        }
    }

    static VideoFrame frameAt(Nanoseconds time)
    {
        VideoFrame frame = syntheticFrame(static_cast<std::uint32_t>(time / kFrame)).picture;
        frame.time = time;
        frame.sourceTime = time;
        frame.index = time / kFrame;
        return frame;
    }

    ScriptedGolden& golden() { return *m_golden; }
    std::vector<GoldenLabelled> labelled() { return bodies<GoldenLabelled>(m_parts.recording.events()); }

private:
    static void labelNext(LabellingJob& job)
    {
        const auto batch = job.takeBatch();
        QVERIFY(batch && batch->work());
        job.batchDone();
    }

    std::shared_ptr<LabellingJob> job(std::uint32_t id)
    {
        LabellingJob::Settings settings{
            .learner = m_parts.services.learner(kCamera), .golden = {m_golden}, .classes = 2};
        settings.charged = m_charged || id != kScoring;
        settings.taught = m_taught;
        return std::make_shared<LabellingJob>(JobId{id}, kCamera, std::move(settings), m_scores,
                                              m_parts.recording.recorder());
    }

    static constexpr std::uint32_t kScoring = 1;
    static constexpr std::uint32_t kSampling = 2;

    bool m_charged;
    HumanLabelIndex m_human;
    std::shared_ptr<const HumanLabelIndex> m_taught;
    PartServices m_parts{[](const auto&) { return settings(); }, learning::makeLearner(smallArchitecture())};
    std::shared_ptr<ScriptedGolden> m_golden = std::make_shared<ScriptedGolden>();
    ScoreBook m_scores{kCamera, 2, std::move(m_human), m_parts.recording.recorder()};
    WindowClock m_windows{kWindow, 9};

public:
    CameraLabels labels{kCamera, job(kScoring), job(kSampling), {"label/scripted"}, m_parts.services};
};

std::vector<Nanoseconds> timesOf(const std::vector<learning::LabelledFrame>& frames)
{
    std::vector<Nanoseconds> times;
    for (const learning::LabelledFrame& frame : frames)
        times.push_back(frame.picture.time);
    return times;
}

/// Frames of the window of 20 s that are scored.
std::vector<Nanoseconds> scoredAlone()
{
    Bench alone;
    alone.play(0s, 10s);
    alone.play(10s, 20s);
    return timesOf(alone.labels.scoring().labelled());
}

} // namespace

class TestCameraLabels : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void nothingIsSampledBeforeARoundAsks()
    {
        Bench bench;
        bench.play(0s, 6s);
        QVERIFY(!bench.labels.isAsked());
        QVERIFY(bench.labels.sampling().labelled().empty());
        QCOMPARE(bench.labels.framesLeft(), 8);
        QCOMPARE(bench.labels.cost().value, 0.25);
    }

    void theFirstRoundsSampleIsSpreadOverTheStartOfTheWindow()
    {
        Bench bench;
        bench.labels.ask();
        bench.play(0s, 2s);
        QCOMPARE(bench.labels.framesLeft(), 4);
        QVERIFY(!bench.labels.isComplete());
        bench.play(2s, 4s);
        QVERIFY(bench.labels.isComplete());
        QCOMPARE(bench.labels.sampling().labelled().size(), std::size_t{8});
        QVERIFY2(bench.labels.takeSample().size() == 9, "and the one that was scored meanwhile");
    }

    void framesThatAreScoredAreTheSameWhateverARoundAsksFor()
    {
        const std::vector<Nanoseconds> scored = scoredAlone();
        QCOMPARE(scored.size(), std::size_t{4});
        for (std::size_t i = 0; i < scored.size(); ++i)
            QCOMPARE(static_cast<std::size_t>(scored[i] / 5s), i);
        Bench asked;
        asked.labels.ask();
        asked.play(0s, 10s);
        asked.play(10s, 20s);
        QVERIFY(timesOf(asked.labels.scoring().labelled()) == scored);
        for (const Nanoseconds time : timesOf(asked.labels.sampling().labelled()))
            QVERIFY(std::find(scored.begin(), scored.end(), time) == scored.end());
    }

    void aFurtherRoundKnowsWhatWasScoredSinceAndAsksForTheRest()
    {
        Bench bench;
        bench.labels.ask();
        bench.play(0s, 4s);
        const auto isScored = [&] { return bench.labels.scoring().labelled().size(); };
        static_cast<void>(bench.labels.takeSample());
        const std::size_t before = isScored();
        bench.play(4s, 17s);
        const std::size_t since = isScored() - before;
        QVERIFY(since > 0 && since < 4);
        bench.labels.beginRound(1);
        QVERIFY(!bench.labels.isAsked());
        QCOMPARE(bench.labels.framesLeft(), 4 - static_cast<int>(since));
        const auto expected = bench.labels.expectedFrames();
        QCOMPARE(expected.training + expected.heldOut, 8 + isScored() + 4 - since);
        bench.labels.ask();
        bench.play(17s, 19s);
        QVERIFY(bench.labels.isComplete());
        QCOMPARE(bench.labels.takeSample().size(), 8 + isScored() + 4 - since);
    }

    void framesThatALabelFileSaysNothingOfAreNeitherScoredNorLearnedFrom()
    {
        Bench bench;
        bench.golden().knowsEvery = 7;
        bench.labels.ask();
        bench.play(0s, 10s);
        bench.play(10s, 20s);
        QCOMPARE(bench.labels.scoring().labelled().size(), std::size_t{4});
        QCOMPARE(bench.labels.sampling().labelled().size(), std::size_t{8});
        for (const GoldenLabelled& labelled : bench.labelled())
            QCOMPARE(labelled.frame % 7, std::int64_t{0});
    }

    void wherePeopleLabelledAtAStepTheirFramesAreScored()
    {
        QTemporaryDir folder;
        const std::string file = folder.filePath(QStringLiteral("people.csv")).toStdString();
        std::ofstream out(file);
        out << "frame,class,score,x1,y1,x2,y2\n";
        for (int frame = 0; frame < 150; frame += 10)
            out << frame << ",car,1,10,10,20,20\n";
        out.close();
        auto people = HumanLabelIndex::load({{file, 0, 399, 0}}, {"car", "bus"});
        QVERIFY(people.has_value());
        QVERIFY(people->next(3) == 10 && people->next(140) == 140 && !people->next(141));
        Bench bench(true, true, std::move(*people));
        bench.play(0s, 15s);
        bench.play(15s, 30s);
        const auto times = timesOf(bench.labels.scoring().labelled());
        QVERIFY2(times.size() >= 5, "one of every interval, with and without people's labels");
        std::size_t ofPeople = 0;
        for (const Nanoseconds time : times)
            ofPeople += time < 15s && (time / kFrame) % 10 == 0 ? 1 : 0;
        const auto before = std::count_if(times.begin(), times.end(), [](Nanoseconds time) { return time < 14s; });
        QVERIFY2(static_cast<std::ptrdiff_t>(ofPeople) >= before - 1,
                 "but where an interval ends before people's next frame");
    }

    /// A car where the golden model sees nothing; buses they passed over.
    void framesThatPeopleLabelledToBeLearnedOutliveTheirWindowAndNeverScore()
    {
        QTemporaryDir folder;
        const std::string file = folder.filePath(QStringLiteral("people.csv")).toStdString();
        std::ofstream out(file);
        out << "frame,class,score,x1,y1,x2,y2\n";
        for (int frame = 0; frame < 600; frame += 5)
            out << frame << ",car,1,10,10,20,20\n";
        out.close();
        auto people = HumanLabelIndex::load({{file, 0, 149, 0, LabelUse::Train}}, {"car", "bus"});
        QVERIFY(people.has_value());
        Bench bench(true, true, {}, std::move(*people));
        bench.play(0s, 20s);
        static_cast<void>(bench.labels.takeSample());
        const auto& learned = bench.labels.people().frames();
        QCOMPARE(learned.size(), std::size_t{30});
        for (const learning::LabelledFrame& frame : learned) {
            QVERIFY(frame.people && frame.picture.index < 150 && frame.picture.index % 5 == 0);
            QCOMPARE(frame.labels.front().allowedClasses, 1U);
        }
        for (const Nanoseconds time : timesOf(bench.labels.scoring().labelled()))
            QVERIFY2(time >= 15s || (time / kFrame) % 5 != 0, "it trains");
        for (const learning::LabelledFrame& frame : bench.labels.takeSample())
            QVERIFY(!bench.labels.people().has(frame.picture.index));
        const std::size_t labelled = bench.labelled().size();
        bench.nextWindow();
        QCOMPARE(bench.labels.people().size(), std::size_t{30});
        bench.play(0s, 15s);
        QCOMPARE(bench.labelled().size(), labelled); // they are known already
        QCOMPARE(bench.labels.expectedFrames().training + bench.labels.expectedFrames().heldOut, std::size_t{30 + 8});
    }

    void framesThatPeopleLabelledWholeNeedNoGoldenLabels()
    {
        QTemporaryDir folder;
        const std::string file = folder.filePath(QStringLiteral("people.csv")).toStdString();
        std::ofstream out(file);
        out << "frame,class,score,x1,y1,x2,y2\n0,bus,1,30,10,40,20\n";
        for (int frame = 0; frame < 150; frame += 5)
            out << frame << ",car,1,10,10,20,20\n";
        out.close();
        auto people = HumanLabelIndex::load({{file, 0, 149, 0, LabelUse::Train}}, {"car", "bus"});
        QVERIFY(people.has_value());
        Bench bench(true, true, {}, std::move(*people));
        bench.play(0s, 15s);
        static_cast<void>(bench.labels.takeSample());
        QCOMPARE(bench.labels.people().size(), std::size_t{30});
        for (const GoldenLabelled& labelled : bench.labelled())
            QVERIFY2(labelled.frame % 5 != 0, "people said all that is there");
    }

    void whatScoresByPeopleIsNotLearnedFrom()
    {
        Bench bench;
        bench.labels.ask();
        bench.play(0s, 10s);
        const auto before = bench.labels.takeSample();
        const std::int64_t first = before.front().picture.index;
        bench.labels.withhold(first, true);
        QCOMPARE(bench.labels.takeSample().size(), before.size() - 1);
        bench.labels.withhold(first, false);
        QCOMPARE(bench.labels.takeSample().size(), before.size());
        bench.nextWindow();
        QVERIFY(bench.labels.memory().size() > 0);
        for (const auto& frame : std::vector(bench.labels.memory().windows().front()))
            bench.labels.withhold(frame.picture.index, true);
        QCOMPARE(bench.labels.memory().size(), std::size_t{0});
    }

    void samplesAreInTheOrderOfTime()
    {
        Bench bench;
        bench.play(0s, 12s);
        bench.labels.ask();
        bench.play(12s, 17s);
        const auto sample = bench.labels.takeSample();
        QVERIFY(sample.size() > 8);
        QVERIFY(std::is_sorted(sample.begin(), sample.end(),
                               [](const auto& a, const auto& b) { return a.picture.time < b.picture.time; }));
    }

    void plannersThatLookAtNoEstimatesGetInTheirOneRoundWhatTheyAskedForAlone()
    {
        Bench bench(false);
        bench.play(0s, 12s);
        bench.labels.ask();
        bench.play(12s, 17s);
        QCOMPARE(bench.labels.takeSample().size(), std::size_t{8});
    }

    void whileTheGoldenModelServesARoundsFramesAreThoseThatItSees()
    {
        Bench bench;
        bench.labels.ask();
        bench.teach(0s, 2s, [](Nanoseconds time) { return time % 700ms == 300ms; });
        QVERIFY(!bench.labels.sampling().isBusy());
        QCOMPARE(bench.labels.framesLeft(), 5);
        QVERIFY(!bench.labels.isComplete());
        bench.teach(2s, 7s, [](Nanoseconds time) { return time % 700ms == 300ms; });
        QVERIFY(bench.labels.isComplete());
        QCOMPARE(bench.labels.framesLeft(), 0);
        QCOMPARE(bench.labels.sampling().labelled().size(), std::size_t{8});
        QVERIFY2(bench.labels.sampling().charged() == GpuSeconds{0}, "they cost nothing more");
        for (const GoldenLabelled& labelled : bench.labelled())
            QVERIFY(labelled.charged == GpuSeconds{0});
    }

    void oneThatIsScoredIsNotTakenForARoundWhileTheGoldenModelServes()
    {
        Bench bench(true, false);
        bench.labels.ask();
        const std::vector<Nanoseconds> scored = scoredAlone();
        bench.teach(0s, 10s,
                    [&](Nanoseconds time) { return std::find(scored.begin(), scored.end(), time) != scored.end(); });
        QVERIFY2(!bench.labels.scoring().isBusy(), "they have their labels");
        QVERIFY(bench.labels.sampling().labelled().empty());
        QVERIFY(bench.labels.takeSample().empty());
        QCOMPARE(bench.labels.framesLeft(), 8);
        QCOMPARE(bench.labelled().size(), std::size_t{2});
    }

    void framesThatTheGoldenModelOwesAreLabelledWhenItServesNoMore()
    {
        Bench bench;
        bench.labels.ask();
        bench.teach(0s, 3s, [](Nanoseconds time) { return time < 1s && time % 500ms == 0s; });
        QCOMPARE(bench.labels.sampling().labelled().size(), std::size_t{2});
        bench.play(3s, 4s);
        QVERIFY(bench.labels.isComplete());
        QCOMPARE(bench.labels.sampling().labelled().size(), std::size_t{8});
    }

    /// One under way at a window's end may be a scored frame of the window before.
    void aFrameOfTheWindowBeforeIsNotTakenForARound()
    {
        Bench bench;
        bench.teach(0s, 40s, [](Nanoseconds) { return false; });
        bench.nextWindow();
        bench.labels.ask();
        bench.teach(40s, 41s, [](Nanoseconds) { return false; });
        bench.labels.provide({Bench::frameAt(37500ms), {}});
        QVERIFY(bench.labels.sampling().labelled().empty());
        QCOMPARE(bench.labels.framesLeft(), 8);
    }

    void aFirstStudentsSampleIsSpreadOverItsWholeWindowAndNeedsNoRound()
    {
        Bench bench;
        bench.nextWindow(true);
        bench.play(40s, 60s);
        QVERIFY(!bench.labels.isComplete());
        bench.play(60s, 80s);
        QVERIFY(bench.labels.isComplete());
        QVERIFY(bench.labels.takeSample().size() >= 10);
    }

    void aWindowsEndKeepsFourFramesAndForgetsTheSample()
    {
        Bench bench;
        bench.labels.ask();
        bench.play(0s, 40s);
        bench.nextWindow();
        QCOMPARE(bench.labels.memory().size(), std::size_t{4});
        QVERIFY(!bench.labels.isAsked());
        QVERIFY(bench.labels.takeSample().empty());
        QCOMPARE(bench.labels.rehearsalAtBorder().size(), std::size_t{4});
    }

    void theMemoryStaysBounded()
    {
        Bench bench;
        for (int window = 0; window < 8; ++window) {
            bench.labels.ask();
            bench.play(kWindow * window, kWindow * window + 5s);
            bench.nextWindow();
        }
        QCOMPARE(bench.labels.memory().size(), std::size_t{24});
    }
};

QTEST_GUILESS_MAIN(TestCameraLabels)
#include "tst_camera_labels.moc"
