// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/camera_labels.h"
#include "tests/engine/learning/synthetic_scene.h"
#include "tests/engine/runtime/part_services.h"
#include "tests/support/scripted_golden.h"

#include <QTest>

#include <cmath>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using namespace std::chrono_literals;

namespace {

constexpr CameraId kCamera{1};
constexpr Nanoseconds kFrame = 100ms;
constexpr Nanoseconds kWindow = 40s;

/// The second of two cameras: eight frames in the first four seconds of a window of 40, then one scored every five.
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
    explicit Bench(bool profiles = true)
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
            VideoFrame frame = syntheticFrame(static_cast<std::uint32_t>(time / kFrame)).picture;
            frame.time = time;
            labels.offer(frame);
        }
        while (labels.scoring().ready())
            labelNext(labels.scoring());
        while (labels.sampling().ready())
            labelNext(labels.sampling());
    }

private:
    static void labelNext(LabellingJob& job)
    {
        const auto batch = job.takeBatch();
        QVERIFY(batch && batch->work());
        job.batchDone();
    }

    std::shared_ptr<LabellingJob> job(std::uint32_t id)
    {
        const std::vector<std::shared_ptr<vision::GoldenModel>> golden{m_golden};
        return std::make_shared<LabellingJob>(JobId{id}, kCamera, m_parts.services.learner(kCamera), golden, m_scores,
                                              m_parts.recording.recorder());
    }

    PartServices m_parts{[](const auto&) { return settings(); }, learning::makeLearner(smallArchitecture())};
    std::shared_ptr<ScriptedGolden> m_golden = std::make_shared<ScriptedGolden>();
    ScoreBook m_scores{kCamera, 2, {}, m_parts.recording.recorder()};
    WindowClock m_windows{kWindow, 9};

public:
    CameraLabels labels{kCamera, job(1), job(2), "label/scripted", m_parts.services};
};

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
        QCOMPARE(bench.labels.takeSample().size(), std::size_t{8});
    }

    void aFurtherRoundKnowsWhatWasScoredSinceAndAsksForTheRest()
    {
        Bench bench;
        bench.labels.ask();
        bench.play(0s, 4s);
        static_cast<void>(bench.labels.takeSample());
        bench.play(4s, 17s); // scored at 6.5, 11.5 and 16.5 s
        bench.labels.beginRound(1);
        QVERIFY(!bench.labels.isAsked());
        QCOMPARE(bench.labels.framesLeft(), 1);
        const auto expected = bench.labels.expectedFrames();
        QCOMPARE(expected.training + expected.heldOut, std::size_t{12});
        bench.labels.ask();
        bench.play(17s, 18s);
        QVERIFY(bench.labels.isComplete());
        QCOMPARE(bench.labels.takeSample().size(), std::size_t{12});
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
