// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/studies/regret.h"
#include "tests/engine/scheduling/scheduling_fixtures.h"
#include "tests/support/shared_data.h"

#include <QtTest>

#include <algorithm>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::studies;
using namespace jackdaw::testing;

namespace {

/// Windows 1 and 2 of a set at 1, 2, 4 and 8 GPUs; mean regret in points.
double meanRegret(const std::filesystem::path& shared, const std::string& set, const Planner& judged,
                  const EstimateUse& use)
{
    double sum = 0.0;
    for (const double gpus : {1.0, 2.0, 4.0, 8.0}) {
        std::vector<JudgedWindow> windows;
        for (const char* window : {"_w1.json", "_w2.json"}) {
            const auto file = shared / "ekya" / "cases" / (set + window);
            windows.push_back({*readCase(file, CaseColumns::Predicted, gpus, Share{0.1}),
                               *readCase(file, CaseColumns::Actual, gpus, Share{0.1})});
        }
        for (const Regret& regret : judge(windows, judged, use))
            sum += regret.value() * 100.0 / 8.0;
    }
    return sum;
}

/// Truth and noisy predictions of it: one option is better than another in every stream.
JudgedWindow noisyWindow(std::uint64_t seed)
{
    RandomStream random(seed, 7, RandomPurpose::Test);
    std::vector<StreamProblem> truth;
    for (std::uint32_t v = 0; v < 8; ++v)
        truth.push_back(stream(v, 0.7, {option(0, 20, 0.8), option(1, 20, 0.9), option(2, 20, 0.82)}));
    JudgedWindow window{problem(truth, 2.0, 0.1, 200.0), problem(truth, 2.0, 0.1, 200.0)};
    for (StreamProblem& s : window.predicted.streams)
        for (RetrainingOption& o : s.options)
            o.finalAccuracy = Estimate::exact(std::clamp(o.finalAccuracy.value + 0.1 * random.normal(), 0.0, 1.0));
    return window;
}

} // namespace

class TestRegret : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void correctionBringsTheRegretBelowOneAndAHalfPoints();
    void correctionHelpsOnMadeUpNoise();
    void whatEndedTeachesAboutTheOtherStreams();
    void perfectKnowledgeHasNoRegret();
};

void TestRegret::correctionBringsTheRegretBelowOneAndAHalfPoints()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto judged = planner("jackdaw", {false, FreedShare::Replanned});
    const double plain = meanRegret(shared, "c10", *judged, {false, StartAccuracy::Predicted});
    const double corrected = meanRegret(shared, "c10", *judged, {true, StartAccuracy::Predicted});
    const double measured = meanRegret(shared, "c10", *judged, {true, StartAccuracy::Measured});
    QVERIFY2(corrected <= 1.5 && measured <= 1.5 && plain > 4.0,
             (std::to_string(plain) + " " + std::to_string(corrected) + " " + std::to_string(measured)).c_str());
}

void TestRegret::correctionHelpsOnMadeUpNoise()
{
    const auto judged = planner("jackdaw", {false, FreedShare::Replanned});
    double plain = 0.0;
    double corrected = 0.0;
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        plain += judge({noisyWindow(seed)}, *judged, {false, StartAccuracy::Measured})[0].value();
        corrected += judge({noisyWindow(seed)}, *judged, {true, StartAccuracy::Measured})[0].value();
    }
    QVERIFY2(corrected < 0.7 * plain, (std::to_string(plain) + " " + std::to_string(corrected)).c_str());
}

void TestRegret::whatEndedTeachesAboutTheOtherStreams()
{
    const JudgedWindow window = noisyWindow(1);
    const auto mean = [&](const std::vector<RetrainingOutcome>& outcomes) {
        const WindowProblem p = correctEstimates(window.predicted, StartAccuracy::Measured, {}, outcomes);
        return p.streams[5].options[1];
    };
    const RetrainingOption before = mean({});
    const RetrainingOption after = mean({{CameraId{0}, ConfigurationId{1}, 60.0, 0.5}});
    QVERIFY(after.finalAccuracy.value < before.finalAccuracy.value);
    QVERIFY(after.gpuSeconds.value > before.gpuSeconds.value);
    QVERIFY(after.gpuSeconds.high - after.gpuSeconds.low < before.gpuSeconds.high - before.gpuSeconds.low);
    const WindowProblem known =
        correctEstimates(window.predicted, StartAccuracy::Measured, {}, {{CameraId{0}, ConfigurationId{1}, 60.0, 0.5}});
    QVERIFY(std::abs(known.streams[0].options[1].finalAccuracy.value - 0.5) < 0.01);
}

void TestRegret::perfectKnowledgeHasNoRegret()
{
    const WindowProblem p = randomProblem(4, 6, 5, 2.0, 0.1);
    const auto judged = planner("jackdaw", {false, FreedShare::Replanned});
    const Regret regret = judge({{p, p}}, *judged, {})[0];
    QVERIFY2(regret.value() < 2e-3, std::to_string(regret.value()).c_str());
}

QTEST_GUILESS_MAIN(TestRegret)
#include "tst_regret.moc"
