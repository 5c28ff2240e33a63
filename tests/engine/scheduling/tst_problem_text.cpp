// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scheduling/explanation.h"
#include "engine/scheduling/problem_text.h"
#include "tests/engine/scheduling/odd_problems.h"

#include <QTest>

#include <rapidcheck.h>

#include <tuple>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::testing;

namespace {

auto fieldsOf(const RetrainingOption& o)
{
    return std::tie(o.configuration, o.name, o.gpuSeconds, o.finalAccuracy, o.memoryBytes, o.family);
}

bool same(const RetrainingOption& a, const RetrainingOption& b)
{
    return fieldsOf(a) == fieldsOf(b);
}

bool same(const std::optional<RetrainingOption>& a, const std::optional<RetrainingOption>& b)
{
    return a.has_value() == b.has_value() && (!a || same(*a, *b));
}

bool same(const StreamProblem& a, const StreamProblem& b)
{
    const auto fields = [](const StreamProblem& s) {
        return std::tie(s.camera, s.name, s.startAccuracy, s.preparation, s.inference, s.floor, s.weight,
                        s.inferenceMemoryBytes, s.inferencePlace, s.retrainingPlace, s.throughput.share,
                        s.throughput.speed);
    };
    return fields(a) == fields(b) && same(a.running, b.running)
        && std::equal(a.options.begin(), a.options.end(), b.options.begin(), b.options.end(),
                      [](const auto& x, const auto& y) { return same(x, y); });
}

bool same(const JobProblem& a, const JobProblem& b)
{
    const auto fields = [](const JobProblem& j) {
        return std::tie(j.kind, j.name, j.owners, j.least, j.utility, j.memoryBytes, j.place);
    };
    return fields(a) == fields(b);
}

bool same(const DeviceCapacity& a, const DeviceCapacity& b)
{
    return std::tie(a.device, a.gpus, a.memoryBytes) == std::tie(b.device, b.gpus, b.memoryBytes);
}

template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const T& x, const T& y) { return same(x, y); });
}

bool same(const WindowProblem& a, const WindowProblem& b)
{
    const auto fields = [](const WindowProblem& p) {
        return std::tie(p.quantum, p.seconds, p.carriedSeconds, p.throughput.share, p.throughput.speed, p.seed);
    };
    return fields(a) == fields(b) && same(a.streams, b.streams) && same(a.furtherJobs, b.furtherJobs)
        && same(a.devices, b.devices);
}

Shape drawShape()
{
    Shape shape;
    shape.seed = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
    shape.streams = *rc::gen::inRange<std::size_t>(1, 6);
    shape.options = *rc::gen::inRange<std::size_t>(0, 7);
    for (bool* odd :
         {&shape.byShares, &shape.idle, &shape.floors, &shape.weights, &shape.running, &shape.measured, &shape.served})
        *odd = *rc::gen::arbitrary<bool>();
    return shape;
}

JobProblem labelling(RandomStream& random, const StreamProblem& stream)
{
    JobProblem job;
    job.kind = random.chance(0.5) ? JobKind::Labelling : static_cast<JobKind>(random.below(256));
    job.name = "labelling of \"" + stream.name + "\" \u00fc";
    job.owners = {stream.camera};
    job.least = Share{random.uniform(0.0, 0.001)};
    if (random.chance(0.5))
        job.utility = {Share{0.0}, {}, {0.01, 0.015}, {0.1, 0.2}};
    job.place = {random.chance(0.5) ? std::optional(DeviceId{1}) : std::nullopt, GpuSeconds{random.uniform(0.0, 3.0)}};
    return job;
}

/// What odd problems do not have: further jobs, devices, places, intervals, families.
void addTheRest(WindowProblem& p, std::uint64_t seed)
{
    RandomStream random(seed, 5, RandomPurpose::Test);
    p.devices.push_back({DeviceId{1}, random.uniform(0.1, 2.0), 8e9 / 3.0});
    p.carriedSeconds = random.uniform(0.0, 40.0);
    p.seed = ~std::uint64_t{0} - seed;
    for (StreamProblem& stream : p.streams) {
        stream.startAccuracy.low *= 0.7;
        if (random.chance(0.5))
            stream.throughput = {{0.25, 1.0}, {0.5 + 0.1 / 3.0, 1.0}};
        stream.inferencePlace = {DeviceId{0}, GpuSeconds{random.uniform()}};
        for (RetrainingOption& option : stream.options) {
            option.gpuSeconds.high *= 1.3;
            option.family = static_cast<std::uint32_t>(random.below(3));
            option.memoryBytes = random.chance(0.5) ? 1e9 / 7.0 : 0.0;
        }
        if (!stream.running)
            stream.preparation = {GpuSeconds{random.uniform()}, GpuSeconds{0.0}};
        p.furtherJobs.push_back(labelling(random, stream));
    }
}

std::string refusal(const std::string& text)
{
    const auto problem = parseProblem(text, "of plan 7");
    return problem ? "accepted" : problem.error().message;
}

/// The text of a small problem with \p from replaced.
std::string changed(const std::string& from, const std::string& to)
{
    std::string text = problemText(problem({stream(0, 0.5, {option(0, 10.0, 0.8)})}, 1.0, 0.1, 100.0));
    const auto place = text.find(from);
    if (place == std::string::npos)
        return "not there: " + from + " in " + text;
    return text.replace(place, from.size(), to);
}

} // namespace

class TestProblemText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAgainInEveryBit();
    void aPlanOfWhatIsReadIsTheSamePlan();
    void aPlanCarriesWhatItsPlannerWasTold();
    void faultsAreNamedByTheirPlace();
    void faultsAreNamedByTheirPlace_data();
    void allFaultsAreNamedAtOnce();
};

void TestProblemText::whatIsWrittenIsReadAgainInEveryBit()
{
    const bool holds = rc::check([] {
        const Shape shape = drawShape();
        WindowProblem p = oddProblem(shape);
        if (*rc::gen::arbitrary<bool>())
            addTheRest(p, shape.seed);
        RC_ASSERT(validate(p).has_value());
        const std::string text = problemText(p);
        const auto again = parseProblem(text, "again");
        if (!again)
            RC_FAIL(again.error().message);
        RC_ASSERT(same(*again, p));
        RC_ASSERT(problemText(*again) == text);
    });
    QVERIFY(holds);
}

void TestProblemText::aPlanOfWhatIsReadIsTheSamePlan()
{
    const WindowProblem p = randomProblem(3, 4, 5, 1.0, 0.1);
    const auto again = parseProblem(problemText(p), "again");
    QVERIFY(again.has_value());
    for (const char* name : {"thief", "jackdaw", "uniform(1,0.5)"})
        QVERIFY(planner(name, {})->plan(*again).now() == planner(name, {})->plan(p).now());
}

void TestProblemText::aPlanCarriesWhatItsPlannerWasTold()
{
    const WindowProblem p = randomProblem(3, 2, 3, 1.0, 0.1);
    const PlanComputed computed = planComputed(p, planner("thief", {})->plan(p));
    const auto told = parseProblem(computed.problem, "told");
    QVERIFY(told.has_value());
    QVERIFY(same(*told, p));
}

void TestProblemText::faultsAreNamedByTheirPlace_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* from, const char* to, const char* expected) {
        QTest::newRow(name) << from << to << expected;
    };
    row("a key that nobody knows", "\"quantum\"", "\"quantun\":1,\"quantum\"", "/quantun: found an unknown key");
    row("an accuracy above 1", "\"final_accuracy\":0.8", "\"final_accuracy\":1.5",
        "/streams/0/options/0/final_accuracy: found the number 1.5, expected a number >= 0 and <= 1");
    row("a value outside of its interval", "\"final_accuracy\":0.8", "\"final_accuracy\":[0.8,0.9,1]",
        "/streams/0/options/0/final_accuracy/1: found the number 0.9, expected at most the value");
    row("a curve that turns back", "[1,2,4", "[1,2,1.5", "/streams/0/inference/subsampling/2");
    row("a curve with a factor too few", "[1,0.78,", "[1,",
        "/streams/0/inference/factor: found an array of 4, expected as long as \"subsampling\"");
    row("no capacity", "\"gpus\":1", "\"gpus\":0", "/devices/0/gpus: found the number 0");
    row("an owner that is no stream", "\"streams\"", R"("further_jobs":[{"kind":"labelling","owners":[3]}],"streams")",
        "/further_jobs/0/owners/0: found the number 3, expected the camera of a stream, each once");
    row("a kind of job that is none", "\"streams\"", R"("further_jobs":[{"kind":"nothing","owners":[0]}],"streams")",
        "/further_jobs/0/kind: found the text \"nothing\"");
    row("the text is cut off", "}]", "", "of plan 7");
}

void TestProblemText::faultsAreNamedByTheirPlace()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, expected);
    const std::string told = refusal(changed(from.toStdString(), to.toStdString()));
    QVERIFY2(QString::fromStdString(told).contains(expected), told.c_str());
}

void TestProblemText::allFaultsAreNamedAtOnce()
{
    const std::string told = refusal(R"({"seconds": 0, "devices": [], "streams": [{"camera": 0}]})");
    for (const char* place : {"/seconds", "/quantum", "/devices", "/streams/0/start_accuracy", "/streams/0/inference"})
        QVERIFY2(told.find(place) != std::string::npos, (told + " lacks " + place).c_str());
}

QTEST_APPLESS_MAIN(TestProblemText)
#include "tst_problem_text.moc"
