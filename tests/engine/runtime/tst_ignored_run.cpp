// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/vision/box_mover.h"
#include "engine/vision/golden_check.h"
#include "tests/engine/runtime/live_runs.h"
#include "tests/support/fake_run.h"
#include "tests/support/serving_golden.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <numeric>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using Path = std::filesystem::path;

namespace {

/// The upper four of a fake street's eight lanes, whose objects have their middle at 15, 50, 85 and 120.
constexpr double kBorder = 136.0;
const IgnoredRegion kUpperLanes{
    "upper lanes", {{0, 0}, {1, 0}, {1, kBorder / FakeStreet::kHeight}, {0, kBorder / FakeStreet::kHeight}}};

bool isAbove(const Detection& found)
{
    return 0.5 * (static_cast<double>(found.box.y1) + found.box.y2) < kBorder;
}

std::size_t countAbove(const std::vector<Detection>& boxes)
{
    return static_cast<std::size_t>(std::count_if(boxes.begin(), boxes.end(), isAbove));
}

std::uint32_t objectsIn(const std::vector<ClassCounts>& counts)
{
    return std::accumulate(counts.begin(), counts.end(), 0U, [](std::uint32_t sum, const ClassCounts& each) {
        return sum + each.truePositives + each.falseNegatives;
    });
}

/// People labelled every tenth frame of the first camera as the golden model does.
void writePeople(const Path& file, const std::vector<std::string>& classes)
{
    std::ofstream out(file);
    out << "frame,class,x1,y1,x2,y2\n";
    for (int frame = 0; frame < FakeStreet::kFrames; frame += 10)
        for (const Detection& object : FakeStreet::objects(0, frame))
            out << frame << ',' << classes[object.label.value] << ',' << object.box.x1 << ',' << object.box.y1 << ','
                << object.box.x2 << ',' << object.box.y2 << '\n';
}

/// A picture of \p height lines whose upper ones, as many as the region has, are black.
bool writeMask(const Path& file, int height)
{
    constexpr std::size_t kLine = std::size_t{FakeStreet::kWidth} * 3;
    VideoFrame mask{.width = FakeStreet::kWidth, .height = height};
    std::vector<std::uint8_t> pixels(kLine * static_cast<std::size_t>(height), std::uint8_t{255});
    std::fill_n(pixels.begin(), kLine * static_cast<std::size_t>(kBorder), std::uint8_t{0});
    mask.picture = std::make_shared<RgbPicture>(std::move(pixels));
    return vision::writeBoxes(mask, {}, file).has_value();
}

} // namespace

/// The same fake street twice: as it is, and with the upper half of it passed over.
class TestIgnoredRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theRegionIsInTheSession();
    void noGoldenLabelLiesInIt();
    void nothingThatIsServedLiesInIt();
    void movedBoxesDoNotStayInIt();
    void scoresKnowHalfTheObjects_data();
    void scoresKnowHalfTheObjects();
    void trainingKnowsHalfTheObjects();
    void nothingIsCountedInIt();
    void whatIsFoundInItIsNoFalseAlarm();
    void aMaskIsAsGoodAsARegion();
    void aMaskOfAnotherShapeRefusesTheRun();

private:
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    std::vector<Event> play(const std::string& name, const std::vector<IgnoredRegion>& ignored,
                            const std::function<void(RunParts&)>& change = {});
    template <class T>
    std::vector<T> with() const
    {
        return bodies<T>(m_with);
    }
    template <class T>
    std::vector<T> without() const
    {
        return bodies<T>(m_without);
    }

    QTemporaryDir m_folder;
    RunSettings m_settings;
    std::vector<Event> m_without;
    std::vector<Event> m_with;
    std::vector<Event> m_taught; ///< with the region, and golden models that may serve
};

std::vector<Event> TestIgnoredRun::play(const std::string& name, const std::vector<IgnoredRegion>& ignored,
                                        const std::function<void(RunParts&)>& change)
{
    RunSettings settings = m_settings;
    settings.cameras[0].ignored = ignored;
    const FakeOutcome outcome = runFake(settings, path(name), {}, change);
    return outcome.status ? readSession(path(name)) : std::vector<Event>();
}

void TestIgnoredRun::initTestCase()
{
    m_settings = fakeSettings(m_folder.path().toStdString(), 2, 4);
    m_settings.planner = "jackdaw";
    QVERIFY(prepareFakeRun(m_settings));
    auto costs = profiling::CostTable::load(m_settings.costTable);
    QVERIFY(costs.has_value());
    costs->set(vision::kMoveShape, 0.002);
    QVERIFY(costs->save(m_settings.costTable));
    writePeople(path("people.csv"), m_settings.classes);
    m_settings.cameras[0].humanLabels = {{path("people.csv"), 0, FakeStreet::kFrames - 1, 0}};
    m_settings.cameras[0].zones = {{"above", kUpperLanes.corners}, {"below", {{0, 0.5}, {1, 0.5}, {1, 1}, {0, 1}}}};
    m_without = play("without.jackdaw", {});
    m_with = play("with.jackdaw", {kUpperLanes});
    m_taught = play("taught.jackdaw", {kUpperLanes}, letGoldenModelsServe);
    QVERIFY(!m_without.empty() && !m_with.empty() && !m_taught.empty());
}

void TestIgnoredRun::theRegionIsInTheSession()
{
    QCOMPARE(with<CameraAdded>()[0].ignored, std::vector<IgnoredRegion>{kUpperLanes});
    QVERIFY(with<CameraAdded>()[1].ignored.empty());
}

void TestIgnoredRun::noGoldenLabelLiesInIt()
{
    std::size_t others = 0;
    for (const GoldenLabelled& labelled : with<GoldenLabelled>()) {
        if (labelled.camera.value == 0)
            QCOMPARE(countAbove(labelled.labels), std::size_t{0});
        else
            others += countAbove(labelled.labels);
    }
    QVERIFY2(others > 0, "the other camera's are all there");
}

void TestIgnoredRun::nothingThatIsServedLiesInIt()
{
    for (const Server server : {Server::Student, Server::Teacher}) {
        std::size_t own = 0;
        std::size_t others = 0;
        for (const FrameIndexed& frame : bodies<FrameIndexed>(server == Server::Student ? m_with : m_taught)) {
            if (frame.server != server)
                continue;
            if (frame.camera.value == 0)
                QCOMPARE(countAbove(frame.predictions), std::size_t{0});
            (frame.camera.value == 0 ? own : others) += frame.predictions.size();
        }
        QVERIFY(own > 0 && others > own);
    }
    const auto before = without<FrameIndexed>();
    QVERIFY2(
        std::any_of(before.begin(), before.end(),
                    [](const auto& frame) { return frame.camera.value == 0 && countAbove(frame.predictions) > 0; }),
        "without the region there is something");
}

/// The mover of boxes looks at pictures, and these streets have none: so it is asked alone.
void TestIgnoredRun::movedBoxesDoNotStayInIt()
{
    Recording recording;
    ScoreBook scores(CameraId{0}, 2, {}, recording.recorder(), Task::Detection);
    LiveBoxes boxes(CameraId{0}, scores, recording.recorder());
    boxes.ignore(vision::IgnoredRegions({kUpperLanes}));
    boxes.keepPicture(true);
    FakeSource source(std::make_shared<Tally>());
    const auto first = source.next();
    const auto second = source.next();
    QVERIFY(first && second);
    const Detection above{{10, 10, 40, 32}, ClassId{0}, 0.9F};
    const Detection below{{10, 200, 40, 222}, ClassId{0}, 0.9F};
    boxes.found(**first, {(*first)->time, WeightsVersion{1}, {above, below}, Server::Student, false});
    MovingJob job(JobId{1}, CameraId{0}, boxes);
    job.offer(**second);
    const auto batch = job.takeBatch();
    QVERIFY(batch && batch->work());
    job.batchDone();
    QCOMPARE(countAbove(boxes.standing().detections), std::size_t{0});
}

void TestIgnoredRun::scoresKnowHalfTheObjects_data()
{
    QTest::addColumn<ScorePair>("pair");
    QTest::newRow("student against golden") << ScorePair::StudentGolden;
    QTest::newRow("golden against people") << ScorePair::GoldenHuman;
    QTest::newRow("student against people") << ScorePair::StudentHuman;
}

void TestIgnoredRun::scoresKnowHalfTheObjects()
{
    QFETCH(ScorePair, pair);
    const auto most = [pair](const std::vector<FrameScored>& scores) {
        std::uint32_t objects = 0;
        for (const FrameScored& score : scores)
            if (score.camera.value == 0 && score.pair == pair)
                objects = std::max(objects, objectsIn(score.counts));
        return objects;
    };
    QCOMPARE(most(without<FrameScored>()), FakeStreet::kObjects);
    QCOMPARE(most(with<FrameScored>()), FakeStreet::kObjects / 2);
}

/// What a round has to learn from and to be judged by.
void TestIgnoredRun::trainingKnowsHalfTheObjects()
{
    const auto objects = [](const std::vector<GoldenLabelled>& labels) {
        std::size_t sum = 0;
        std::size_t frames = 0;
        for (const GoldenLabelled& labelled : labels) {
            sum += labelled.camera.value == 0 ? labelled.labels.size() : 0;
            frames += labelled.camera.value == 0 ? 1 : 0;
        }
        return static_cast<double>(sum) / static_cast<double>(frames);
    };
    QCOMPARE(objects(without<GoldenLabelled>()), double{FakeStreet::kObjects});
    QCOMPARE(objects(with<GoldenLabelled>()), 0.5 * FakeStreet::kObjects);
}

void TestIgnoredRun::nothingIsCountedInIt()
{
    const auto most = [](const std::vector<ZoneCounted>& counts, std::uint32_t zone) {
        std::uint32_t objects = 0;
        for (const ZoneCounted& counted : counts)
            if (counted.zone == zone)
                objects = std::max(objects, std::accumulate(counted.objects.begin(), counted.objects.end(), 0U));
        return objects;
    };
    QVERIFY(most(without<ZoneCounted>(), 0) > 0);
    QCOMPARE(most(with<ZoneCounted>(), 0), 0U);
    QVERIFY(most(with<ZoneCounted>(), 1) > 0);
}

/// A student that finds objects where no label may be would look as if every second box were wrong.
void TestIgnoredRun::whatIsFoundInItIsNoFalseAlarm()
{
    const auto precision = [](const std::vector<FrameScored>& scores) {
        double right = 0;
        double wrong = 0;
        for (const FrameScored& score : scores)
            if (score.camera.value == 0 && score.pair == ScorePair::FreshGolden)
                for (const ClassCounts& counts : score.counts) {
                    right += counts.truePositives;
                    wrong += counts.falsePositives;
                }
        return right / std::max(right + wrong, 1.0);
    };
    QVERIFY(precision(without<FrameScored>()) > 0.7);
    QVERIFY(std::abs(precision(with<FrameScored>()) - precision(without<FrameScored>())) < 0.1);
    const auto swaps = with<WeightsSwapped>();
    QVERIFY(std::any_of(swaps.begin(), swaps.end(), [](const WeightsSwapped& swap) {
        return swap.camera.value == 0 && swap.after && swap.after->value > 0.6;
    }));
}

void TestIgnoredRun::aMaskIsAsGoodAsARegion()
{
    QVERIFY(writeMask(path("upper.png"), FakeStreet::kHeight));
    RunSettings settings = m_settings;
    settings.cameras[0].ignoredMask = path("upper.png");
    const FakeOutcome outcome = runFake(settings, path("masked.jackdaw"), {});
    QVERIFY2(outcome.status.has_value(), outcome.status ? "" : outcome.status.error().text().c_str());
    const std::vector<Event> events = readSession(path("masked.jackdaw"));
    const auto cameras = bodies<CameraAdded>(events);
    QCOMPARE(cameras[0].ignored.size(), std::size_t{1});
    QCOMPARE(cameras[0].ignored[0].name, std::string("upper.png"));
    QVERIFY(cameras[1].ignored.empty());
    QVERIFY2(bodies<GoldenLabelled>(events) == with<GoldenLabelled>(), "the same labels are left");
    QVERIFY2(bodies<FrameScored>(events) == with<FrameScored>(), "and the same scores");
}

void TestIgnoredRun::aMaskOfAnotherShapeRefusesTheRun()
{
    QVERIFY(writeMask(path("tall.png"), 2 * FakeStreet::kHeight));
    RunSettings settings = m_settings;
    settings.cameras[0].ignoredMask = path("tall.png");
    const FakeOutcome outcome = runFake(settings, path("tall.jackdaw"), {});
    QVERIFY(!outcome.status);
    QVERIFY2(outcome.status.error().message.find("they differ in shape") != std::string::npos,
             outcome.status.error().message.c_str());
    settings.cameras[0].ignoredMask = path("gone.png");
    QCOMPARE(static_cast<int>(runFake(settings, path("gone.jackdaw"), {}).status.error().code),
             static_cast<int>(ErrorCode::NotFound));
    settings.cameras[0].ignoredMask = path("people.csv");
    QVERIFY(!runFake(settings, path("csv.jackdaw"), {}).status);
}

QTEST_GUILESS_MAIN(TestIgnoredRun)
#include "tst_ignored_run.moc"
