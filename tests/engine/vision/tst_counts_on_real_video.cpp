// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/engine/vision/counted_scenes.h"
#include "tests/support/shared_data.h"

#include <cstdio>

using namespace jackdaw;
using namespace jackdaw::testing;
using namespace jackdaw::vision;
using Path = std::filesystem::path;

namespace {

constexpr double kSourceRate = 25.0; ///< frames per second

/// What the counter makes of every \p step-th frame of \p labels, per line of \p scene.
std::vector<Ways> counted(const LabelFile& labels, const CountedScene& scene, std::int64_t step)
{
    Counter counter({scene.lines, {}}, kVehicles.size());
    std::vector<Ways> ways(scene.lines.size());
    for (const auto& [frame, objects] : labels.frames) {
        if (frame % step != 0)
            continue;
        const SeenBoxes seen{fromSeconds(static_cast<double>(frame) / kSourceRate), Nanoseconds{0},
                             toDetections(objects)};
        for (const Crossing& crossing : counter.see(seen, kScenePicture))
            ways[crossing.line].add(crossing.forward);
    }
    return ways;
}

struct Miscount {
    int people = 0;
    int missed = 0; ///< of either way
    int extra = 0;
};

Miscount tell(const char* what, const CountedScene& scene, const std::vector<Ways>& people,
              const std::vector<Ways>& found)
{
    Miscount error;
    for (std::size_t i = 0; i < scene.lines.size(); ++i) {
        std::printf("scene %d, %-5s  people %d forward %d backward, %s %d and %d\n", scene.scene,
                    scene.lines[i].name.c_str(), people[i].forward, people[i].backward, what, found[i].forward,
                    found[i].backward);
        for (const auto& [truth, number] :
             {std::pair(people[i].forward, found[i].forward), std::pair(people[i].backward, found[i].backward)}) {
            error.people += truth;
            error.missed += std::max(0, truth - number);
            error.extra += std::max(0, number - truth);
        }
    }
    return error;
}

} // namespace

/// Counts on real scenes, held against people's tracks.
class TestCountsOnRealVideo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void peoplesOwnBoxesAreCountedAsTheirTracksAre();
    void theGoldenModelsBoxesComeNearPeoplesCounts();

private:
    static Miscount over(const Path& shared, const char* what, bool golden, std::int64_t step);
};

Miscount TestCountsOnRealVideo::over(const Path& shared, const char* what, bool golden, std::int64_t step)
{
    Miscount sum;
    for (const CountedScene& scene : countedScenes()) {
        const auto people = readLabels(shared / "real/videos" / (scene.clip + ".cvat.xml"));
        const auto boxes = golden ? readLabels(shared / "real/golden" / (scene.clip + ".csv"), 0.3F) : people;
        if (!people || !boxes)
            return {};
        std::vector<Ways> truth;
        for (const CountingLine& line : scene.lines)
            truth.push_back(countTracks(*people, line));
        const Miscount error = tell(what, scene, truth, counted(*boxes, scene, step));
        sum.people += error.people;
        sum.missed += error.missed;
        sum.extra += error.extra;
    }
    std::printf("%s: of %d crossings %d missed, %d too many\n", what, sum.people, sum.missed, sum.extra);
    return sum;
}

/// Boxes without their tracks, at 25, 5 and 2.5 frames a second.
void TestCountsOnRealVideo::peoplesOwnBoxesAreCountedAsTheirTracksAre()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    for (const std::int64_t step : {1, 5, 10}) {
        const Miscount error = over(shared, "people's boxes", false, step);
        QVERIFY(error.people > 20);
        QVERIFY(error.missed + error.extra <= 2);
    }
}

/// At 5 frames a second.
void TestCountsOnRealVideo::theGoldenModelsBoxesComeNearPeoplesCounts()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const Miscount error = over(shared, "golden model", true, 5);
    QVERIFY(error.people > 20);
    QVERIFY(error.missed + error.extra <= error.people / 4);
}

QTEST_GUILESS_MAIN(TestCountsOnRealVideo)
#include "tst_counts_on_real_video.moc"
