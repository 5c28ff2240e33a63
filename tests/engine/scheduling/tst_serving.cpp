// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scheduling/explanation.h"
#include "engine/scheduling/planners.h"
#include "tests/engine/scheduling/scheduling_fixtures.h"

#include <QtTest>

#include <algorithm>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::testing;

namespace {

constexpr double kRounding = 1e-9;
/// k is demand over (share + 1e-6), so that worked numbers are a little off.
constexpr double kGuard = 1e-5;
/// What the thief may lack to the optimum of the decoupled problem, in mean window accuracy.
constexpr double kThiefLacks = 0.01;
/// What the exact planner may lack to the optimum on a far finer grid.
constexpr double kGridLacks = 0.003;
constexpr PlannerOptions kSilent{false, FreedShare::OwnInference};

const std::vector<std::string> kWays{"student-only", "student-only(moved)", "teacher-only", "teacher-only(moved)"};

/// The teacher needs \p demand of a device for every frame: .9 there, .8 on every second frame, .6 on every fourth.
ServingCurve teacher(double demand)
{
    return {Server::Teacher, false, Share{0.0}, Share{demand}, {1, 2, 4}, {0.9, 0.8, 0.6}};
}

/// A tenth of a device keeps the student up with every frame; its boxes are then worth nine tenths of its accuracy.
StreamProblem camera(std::uint32_t id, double start, std::vector<RetrainingOption> options,
                     std::vector<ServingCurve> others)
{
    StreamProblem s = stream(id, start, std::move(options));
    s.inference = {Share{0.1}, {1, 2}, {0.9, 0.5}, {}, std::move(others)};
    return s;
}

double decoupled(const WindowProblem& p, const std::string& name)
{
    return decoupledMean(p, planner(name, kSilent)->plan(p).now(), FreedShare::OwnInference);
}

/// The window as \p name lives through it, with the ways of serving that it may choose from.
double lived(const WindowProblem& whole, const std::string& name)
{
    const auto made = planner(name, kSilent);
    const WindowProblem p = withChoice(whole, made->servingChoice());
    return intendedTimeline(p, *made, made->plan(p)).mean;
}

double bestWay(const WindowProblem& p)
{
    double best = 0.0;
    for (const std::string& way : kWays)
        best = std::max(best, lived(p, way));
    return best;
}

/// Optimum of the decoupled problem for one camera, every split of the capacity in \p parts tried.
double bestAlone(const WindowProblem& p, int parts)
{
    const Share part{p.totalGpus() / parts};
    double best = 0.0;
    for (int i = 0; i <= parts; ++i) {
        const StreamAllocation given{part * i, part * (parts - i), std::nullopt};
        best = std::max(best, decoupledAccuracy(p, 0, given, FreedShare::OwnInference));
        for (std::size_t option = 0; option < p.streams[0].options.size(); ++option)
            best = std::max(
                best, decoupledAccuracy(p, 0, {given.inference, given.retraining, option}, FreedShare::OwnInference));
    }
    return best;
}

WindowProblem finer(WindowProblem p)
{
    p.quantum = Share{p.totalGpus() / 1000.0};
    return p;
}

QString sentencesOf(const WindowProblem& p, const Plan& plan)
{
    QString text;
    for (const std::string& sentence : explain(p, plan))
        text += QString::fromStdString(sentence) + QLatin1Char('\n');
    return text;
}

} // namespace

class TestServing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBestWayServesAtEveryShare();
    void aBetterModelRisesAboveTheTeacherOrNot();
    void bothInTurnServeWhereTheyAreBetterThanEitherAlone();
    void onlyOneOfTheWaysMayBeBothInTurn();
    void faultsOfAlternativesAreNamedWithTheirPath_data();
    void faultsOfAlternativesAreNamedWithTheirPath();
    void aChoiceLeavesOutTheOtherWays();
    void planChoosersMayUseEveryWayAndBaselinesOnlyTheStudent();
    void theOneWayPlannersAreKnownByName();
    void oneWayServesAllWithEqualShares();
    void teacherOnlyServesNothingWhereNoTeacherMay();
    void twoCamerasShareTheTeacher();
    void oneCameraIsServedByTheTeacherAndOneByItsStudent();
    void theTeacherServesUntilTheStudentIsRetrained();
    void aRetrainingThatTheTeacherMakesWorthlessIsNotRun();
    void plannedInferencesSayWhatServes();
    void explanationsSayWhatServesAndWhatElseWould();
    void everyFrameIsARateAndNotAnAccuracy();
    void exactFindsTheOptimumOfOneCamera();
    void thiefIsNearTheOptimumAndNotBelowAnyWay();
    void jackdawIsNotBelowAnyWayOrUniform();
    void uselessAlternativesChangeNothing();
};

void TestServing::theBestWayServesAtEveryShare()
{
    ServingCurve moved = teacher(0.8);
    moved.moved = true;
    moved.moving = Share{0.02};
    moved.factor = {0.9, 0.88, 0.84};
    const InferenceProfile inference = camera(0, 0.5, {}, {teacher(0.8), moved}).inference;
    const auto server = [&](double model, double share) { return inference.servingAt(model, Share{share}); };

    QCOMPARE(inference.accuracyAt(0.5, Share{0.0}), 0.0);
    QVERIFY(std::abs(inference.accuracyAt(0.5, Share{0.1}) - 0.45) < kGuard);
    QVERIFY((server(0.5, 0.1) == Serving{Server::Student, false, 1.0}));
    // 0.22 pays for moving and for every fourth frame: .84 against .6 of the standing boxes and .45 of the student.
    QVERIFY(std::abs(inference.accuracyAt(0.5, Share{0.22}) - 0.84) < kGuard);
    QCOMPARE(server(0.5, 0.22).server, Server::Teacher);
    QVERIFY(server(0.5, 0.22).moved && std::abs(server(0.5, 0.22).every - 4.0) < 1e-3);
    // A student of .99 is worth .891 there.
    QVERIFY((server(0.99, 0.22) == Serving{Server::Student, false, 1.0}));
    QCOMPARE(saturationShare(inference), 0.82);
    for (const double model : {0.0, 0.3, 0.7, 1.0})
        for (int i = 0; i < 100; ++i) {
            const Share share{i * 0.01};
            double best = model * inference.factorAt(share);
            for (const ServingCurve& other : inference.alternatives)
                best = std::max(best, other.accuracyAt(model, share));
            QCOMPARE(inference.accuracyAt(model, share), best);
        }
}

void TestServing::aBetterModelRisesAboveTheTeacherOrNot()
{
    for (const Served served : {Served{0.9, 0.0}, Served{0.9, 0.45}, Served{0.9, 0.95}, Served{0.0, 0.5}, Served{},
                                Served{0.9, 0.0, 0.3, 0.4}, Served{0.9, 0.5, 0.3, 0.4}})
        for (const double from : {0.1, 0.5, 0.6})
            for (const double to : {0.2, 0.55, 0.9})
                QVERIFY(std::abs(served.student * served.rise(from, to) - (served.with(to) - served.with(from)))
                        < 1e-12);
    const Served alone{0.7, 0.0};
    QCOMPARE(alone.rise(0.3, 0.8), 0.8 - 0.3);
}

void TestServing::bothInTurnServeWhereTheyAreBetterThanEitherAlone()
{
    const ServingCurve both{Server::Both, true, Share{0.02}, Share{0.3}, {1, 2, 4}, {0.4, 0.38, 0.36}, {0.5, 0.4, 0.2}};
    const InferenceProfile inference = camera(0, 0.7, {}, {teacher(0.8), both}).inference;
    // 0.17 pays for moving and every second frame: .4 + .38 * .7; the student alone would reach .63, the teacher .6.
    QVERIFY(std::abs(inference.accuracyAt(0.7, Share{0.17}) - 0.666) < kGuard);
    const Serving serving = inference.servingAt(0.7, Share{0.17});
    QVERIFY(serving.server == Server::Both && serving.moved && std::abs(serving.every - 2.0) < 1e-3);
    QCOMPARE(inference.servingAt(1.0, Share{0.17}).server, Server::Student);
    QVERIFY(inference.servedAt(Share{0.17}).hasTeacher());
    const WindowProblem p = problem({camera(0, 0.7, {}, {teacher(0.8), both})}, 0.17, 0.01, 100.0);
    const Plan plan = planner("exact")->plan(p);
    QVERIFY(std::abs(plan.expectedMean - 0.666) < 0.01);
    QCOMPARE(QString::fromStdString(servingReason(p.streams[0], 0.7, Share{0.17})),
             QStringLiteral("its student, in turn with the golden model, serves one frame in 2, boxes moved along: "
                            "66.6 % expected, its student would reach 63.0 % with the same share"));
}

void TestServing::onlyOneOfTheWaysMayBeBothInTurn()
{
    const ServingCurve both{Server::Both, true, Share{0.02}, Share{0.3}, {1, 2}, {0.4, 0.3}, {0.5, 0.4}};
    QVERIFY(validate(problem({camera(0, 0.7, {}, {both})}, 0.2, 0.1, 100.0)).has_value());
    const Status twice = validate(problem({camera(0, 0.7, {}, {both, both})}, 0.2, 0.1, 100.0));
    QVERIFY(!twice);
    QVERIFY(twice.error().message.find("alternatives") != std::string::npos);
}

void TestServing::faultsOfAlternativesAreNamedWithTheirPath_data()
{
    QTest::addColumn<ServingCurve>("curve");
    QTest::addColumn<QString>("path");
    const auto row = [](const char* name, auto&& spoil) {
        ServingCurve curve = teacher(0.8);
        spoil(curve);
        QTest::newRow(name) << curve
                            << QStringLiteral("streams[0].inference.alternatives[1].%1").arg(QString::fromLatin1(name));
    };
    row("fullRateDemand", [](ServingCurve& c) { c.fullRateDemand = Share{0.0}; });
    row("moving", [](ServingCurve& c) { c.moving = Share{0.1}; });
    row("subsampling", [](ServingCurve& c) { c.subsampling = {2, 1, 4}; });
    row("factor", [](ServingCurve& c) { c.factor = {0.9}; });
    row("factor[2]", [](ServingCurve& c) { c.factor[2] = 1.5; });
    row("offset", [](ServingCurve& c) { c.offset = {0.1, 0.1, 0.1}; });
    row("offset", [](ServingCurve& c) { c.server = Server::Both; });
    row("offset[1]", [](ServingCurve& c) {
        c.server = Server::Both;
        c.offset = {0.1, 0.3, 0.1};
    });
}

void TestServing::faultsOfAlternativesAreNamedWithTheirPath()
{
    QFETCH(ServingCurve, curve);
    QFETCH(QString, path);
    WindowProblem p = problem({camera(0, 0.5, {}, {teacher(0.8), teacher(0.4)})}, 1.0, 0.1, 100.0);
    QVERIFY(validate(p).has_value());
    p.streams[0].inference.alternatives[1] = curve;
    const Status status = validate(p);
    QVERIFY(!status);
    QVERIFY2(QString::fromStdString(status.error().message).startsWith(path + QLatin1Char(' ')),
             status.error().message.c_str());
}

void TestServing::aChoiceLeavesOutTheOtherWays()
{
    const WindowProblem p = servedProblem(1, 2, 0, 0.3);
    const auto ways = [&](const ServingChoice& choice) {
        return withChoice(p, choice).streams[1].inference.alternatives.size();
    };
    QCOMPARE(ways({true, true, true}), std::size_t{4});
    QCOMPARE(ways({true, true, false}), std::size_t{1});
    QCOMPARE(ways({true, false, true}), std::size_t{1});
    QCOMPARE(ways({false, true, true}), std::size_t{2});
    QCOMPARE(ways({false, true, false}), std::size_t{1});
    QCOMPARE(ways({}), std::size_t{0});
    QVERIFY(withChoice(p, kEveryWay).streams[0].inference == p.streams[0].inference);
    const InferenceProfile taught = withChoice(p, {false, true, false}).streams[0].inference;
    QCOMPARE(taught.factorAt(Share{0.5}), 0.0);
    QCOMPARE(saturationShare(taught), p.streams[0].inference.alternatives[1].fullRateDemand.value);
}

void TestServing::planChoosersMayUseEveryWayAndBaselinesOnlyTheStudent()
{
    for (const char* name : {"thief", "exact", "jackdaw", "jackdaw(pessimistic)"})
        QVERIFY2(planner(name)->servingChoice() == kEveryWay, name);
    for (const char* name : {"uniform(0,0.5)", "inference-only", "fixed-res", "fixed-config", "thief-reference"})
        QVERIFY2(planner(name)->servingChoice() == ServingChoice{}, name);
}

void TestServing::theOneWayPlannersAreKnownByName()
{
    const std::vector<PlannerInfo> known = knownPlanners();
    for (const std::string& way : kWays) {
        QCOMPARE(planner(way)->name(), way);
        QVERIFY(!planner(way)->usesEstimates());
        QVERIFY(std::any_of(known.begin(), known.end(), [&](const PlannerInfo& info) { return info.name == way; }));
        QVERIFY(!makePlanner(way + "(pessimistic)"));
    }
    for (const char* wrong : {"teacher-only(1)", "teacher-only(moved", "student-only()"}) {
        const auto made = makePlanner(wrong);
        QVERIFY(!made);
        QVERIFY(made.error().action.find("teacher-only(moved)") != std::string::npos);
    }
}

/// Half a device each: the teacher sees every 1.6th frame, .9 - .6 · .1 = .84; the student needs a tenth.
void TestServing::oneWayServesAllWithEqualShares()
{
    const WindowProblem p = problem(
        {camera(0, 0.5, {option(0, 5, 0.9)}, {teacher(0.8)}), camera(1, 0.7, {option(0, 5, 0.9)}, {teacher(0.8)})}, 1.0,
        0.1, 100.0);
    const Plan taught = planner("teacher-only")->plan(withChoice(p, planner("teacher-only")->servingChoice()));
    QVERIFY(std::abs(taught.expectedMean - 0.84) < kGuard);
    QVERIFY(std::abs(taught.now().inference(0).value - 0.5) < kRounding);
    QVERIFY(!taught.now().option(0) && !taught.now().option(1));
    const Plan own = planner("student-only")->plan(withChoice(p, planner("student-only")->servingChoice()));
    QVERIFY(std::abs(own.expectedMean - (0.45 + 0.63) / 2.0) < kGuard);
    QVERIFY(std::abs(own.now().inference(1).value - 0.1) < kRounding);
}

void TestServing::teacherOnlyServesNothingWhereNoTeacherMay()
{
    const auto made = planner("teacher-only(moved)");
    const WindowProblem p = withChoice(problem({camera(0, 0.5, {}, {})}, 1.0, 0.1, 100.0), made->servingChoice());
    QVERIFY(validate(p).has_value());
    const Plan plan = made->plan(p);
    QCOMPARE(plan.expectedMean, 0.0);
    QCOMPARE(plan.now().inference(0).value, 0.0);
    QVERIFY(!plannedJobs(p, plan)[0].serving);
    QVERIFY(sentencesOf(p, plan).contains(QStringLiteral("nothing serves it")));
}

/// One device, nothing to retrain: equal halves give .84 each. The whole teacher for one and the rest for the other,
/// .9 and .6, or .9 and the student's .45, is less.
void TestServing::twoCamerasShareTheTeacher()
{
    const WindowProblem p =
        problem({camera(0, 0.5, {}, {teacher(0.8)}), camera(1, 0.5, {}, {teacher(0.8)})}, 1.0, 0.1, 100.0);
    for (const char* name : {"thief", "exact", "jackdaw"}) {
        const Plan plan = planner(name)->plan(p);
        QVERIFY2(conserves(p, plan.now()), name);
        QVERIFY2(plan.expectedMean > 0.84 - 0.004, qPrintable(QString::number(plan.expectedMean)));
        QVERIFY2(plan.expectedMean < 0.84 + kGuard, qPrintable(QString::number(plan.expectedMean)));
    }
}

/// A student of .95 is worth .855 with a tenth of the device; the rest is more than the other's teacher can use: .9.
void TestServing::oneCameraIsServedByTheTeacherAndOneByItsStudent()
{
    const WindowProblem p =
        problem({camera(0, 0.3, {}, {teacher(0.8)}), camera(1, 0.95, {}, {teacher(0.8)})}, 0.9, 0.1, 100.0);
    for (const char* name : {"thief", "exact", "jackdaw"}) {
        const Plan plan = planner(name)->plan(p);
        QVERIFY2(std::abs(plan.expectedMean - (0.9 + 0.855) / 2.0) < kGuard,
                 qPrintable(QString::number(plan.expectedMean)));
        QCOMPARE(plannedJobs(p, plan)[inferenceJob(0)].serving->server, Server::Teacher);
        QCOMPARE(plannedJobs(p, plan)[inferenceJob(1)].serving->server, Server::Student);
    }
}

/// A teacher of .8 takes half the device, the retraining (10 GPU-seconds) the other half for 20 s. Then the student
/// takes over, .99 · .9 = .891: 20 s at .8 and 80 s at .891 are .8728. With the teacher on every second frame (.6) the
/// retraining would have three quarters and end after 13.3 s: .8522.
void TestServing::theTeacherServesUntilTheStudentIsRetrained()
{
    ServingCurve weak = teacher(0.5);
    weak.factor = {0.8, 0.6, 0.3};
    const WindowProblem p = problem({camera(0, 0.3, {option(0, 10, 0.99)}, {weak})}, 1.0, 0.1, 100.0);
    for (const char* name : {"thief", "exact", "jackdaw"}) {
        const auto made = planner(name);
        const Plan plan = made->plan(p);
        const Timeline timeline = intendedTimeline(p, *made, plan);
        QVERIFY2(std::abs(timeline.mean - 0.8728) < kGuard, qPrintable(QString::number(timeline.mean)));
        QVERIFY(plan.now().option(0).has_value());
        const InferenceProfile& inference = p.streams[0].inference;
        QCOMPARE(inference.servingAt(0.3, timeline.steps.front().allocation.inference(0)).server, Server::Teacher);
        QCOMPARE(inference.servingAt(0.99, timeline.steps.back().allocation.inference(0)).server, Server::Student);
    }
}

/// The same with a teacher of .9: nothing that the student may become is worth a share.
void TestServing::aRetrainingThatTheTeacherMakesWorthlessIsNotRun()
{
    const WindowProblem p = problem({camera(0, 0.3, {option(0, 10, 0.99)}, {teacher(0.5)})}, 1.0, 0.1, 100.0);
    for (const char* name : {"thief", "exact", "jackdaw"}) {
        const Plan plan = planner(name)->plan(p);
        QVERIFY2(!plan.now().option(0), name);
        QVERIFY2(std::abs(plan.expectedMean - 0.9) < kGuard, name);
    }
}

void TestServing::plannedInferencesSayWhatServes()
{
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const WindowProblem p = servedProblem(seed, 5, 3, 0.1);
        const Plan plan = planner("jackdaw", kSilent)->plan(p);
        const std::vector<PlannedJob> jobs = plannedJobs(p, plan);
        for (std::size_t v = 0; v < p.streams.size(); ++v) {
            const StreamProblem& s = p.streams[v];
            const PlannedJob& job = jobs[inferenceJob(v)];
            QCOMPARE(job.serving.has_value(), job.share.value > 0.0);
            if (job.serving)
                QVERIFY(*job.serving == s.inference.servingAt(s.startAccuracy.value, job.share));
            QVERIFY(!jobs[retrainingJob(v)].serving);
        }
    }
}

/// 0.2 of a device: the teacher on every fourth frame, .6; the student would reach .45.
void TestServing::explanationsSayWhatServesAndWhatElseWould()
{
    const WindowProblem p = problem({camera(0, 0.5, {}, {teacher(0.8)})}, 0.2, 0.1, 100.0);
    const QString text = sentencesOf(p, planner("exact")->plan(p));
    QVERIFY2(text.contains(QStringLiteral("the golden model serves one frame in 4: 60.0 % expected, its student would "
                                          "reach 45.0 % with the same share")),
             qPrintable(text));
    const QString student = QString::fromStdString(servingReason(p.streams[0], 0.95, Share{0.2}));
    QCOMPARE(student,
             QStringLiteral("its student serves every frame: 85.5 % expected, the golden model would reach "
                            "60.0 % with the same share"));
}

/// Boxes that stand when a frame comes are older than it: at the full rate the factor is below 1.
void TestServing::everyFrameIsARateAndNotAnAccuracy()
{
    const StreamProblem alone = camera(0, 0.5, {}, {});
    QCOMPARE(QString::fromStdString(servingReason(alone, 0.5, Share{0.1})),
             QStringLiteral("its inference keeps up with every frame and reaches 90.0 % of its model's accuracy"));
    QCOMPARE(QString::fromStdString(servingReason(alone, 0.5, Share{0.05})),
             QStringLiteral("its inference reaches 50.0 % of its model's accuracy"));
    StreamProblem fresh = alone;
    fresh.inference.factor = {1.0, 0.5};
    QCOMPARE(QString::fromStdString(servingReason(fresh, 0.5, Share{0.1})),
             QStringLiteral("its inference keeps up with every frame"));
}

void TestServing::exactFindsTheOptimumOfOneCamera()
{
    for (const double gpus : {0.01, 0.03, 0.06, 0.12, 0.3, 1.0})
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const WindowProblem p = servedProblem(seed, 1, seed % 4, gpus);
            const double optimum = bestAlone(p, 2000);
            const double reached = decoupled(p, "exact");
            QVERIFY2(reached > optimum - kGridLacks && reached < optimum + kGridLacks,
                     qPrintable(QStringLiteral("%1 of %2, seed %3").arg(reached).arg(optimum).arg(seed)));
        }
}

void TestServing::thiefIsNearTheOptimumAndNotBelowAnyWay()
{
    for (const double gpus : {0.01, 0.03, 0.06, 0.12, 0.25, 0.5})
        for (const std::size_t streams : {1, 2, 3, 5, 8, 16})
            for (std::uint64_t seed = 0; seed < 6; ++seed) {
                const WindowProblem p = servedProblem(100 * seed + streams, streams, 3 * (seed % 4), gpus);
                const double exact = std::max(decoupled(p, "exact"), streams > 3 ? 0.0 : decoupled(finer(p), "exact"));
                const double thief = decoupled(p, "thief");
                const QString where = QStringLiteral("%1 GPUs for each of %2, seed %3: thief %4, exact %5, ways %6")
                                          .arg(gpus)
                                          .arg(streams)
                                          .arg(seed)
                                          .arg(thief)
                                          .arg(exact)
                                          .arg(bestWay(p));
                QVERIFY2(thief > exact - kThiefLacks, qPrintable(where));
                QVERIFY2(thief > bestWay(p) - kRounding, qPrintable(where));
            }
}

void TestServing::jackdawIsNotBelowAnyWayOrUniform()
{
    for (const double gpus : {0.01, 0.03, 0.1, 0.3, 1.0})
        for (const std::size_t streams : {1, 2, 4, 8, 16})
            for (std::uint64_t seed = 0; seed < 4; ++seed) {
                const WindowProblem p = servedProblem(100 * seed + streams, streams, 3 * (seed % 3), gpus);
                const double jackdaw = lived(p, "jackdaw");
                for (const std::string& other : {kWays[0], kWays[1], kWays[2], kWays[3], std::string("inference-only"),
                                                 std::string("uniform(0,0.5)"), std::string("uniform(2,0.3)")})
                    QVERIFY2(jackdaw > lived(p, other) - 1e-6,
                             qPrintable(QStringLiteral("%1, %2 GPUs for each of %3, seed %4: %5 against %6")
                                            .arg(QString::fromStdString(other))
                                            .arg(gpus)
                                            .arg(streams)
                                            .arg(seed)
                                            .arg(jackdaw)
                                            .arg(lived(p, other))));
                QVERIFY(streams > 8 || jackdaw > lived(p, "thief") - 1e-6);
            }
}

/// Ways that are worth nothing take nothing from what the student reaches.
void TestServing::uselessAlternativesChangeNothing()
{
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        WindowProblem plain = randomProblem(seed, 1 + seed % 6, seed % 5, 1.0, 0.05);
        WindowProblem useless = plain;
        for (StreamProblem& s : useless.streams)
            s.inference.alternatives = {{Server::Teacher, false, Share{0.0}, Share{0.5}, {1, 2}, {0.0, 0.0}}};
        for (const char* name : {"thief", "exact"}) {
            const QString where = QStringLiteral("%1, seed %2").arg(QString::fromLatin1(name)).arg(seed);
            QVERIFY2(decoupled(useless, name) > decoupled(plain, name) - 0.002, qPrintable(where));
        }
        QVERIFY(lived(useless, "jackdaw") > lived(plain, "jackdaw") - 0.002);
        QCOMPARE(lived(useless, "inference-only"), lived(plain, "inference-only"));
    }
}

QTEST_GUILESS_MAIN(TestServing)
#include "tst_serving.moc"
