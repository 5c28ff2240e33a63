// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/streets/demo_script.h"
#include "engine/learning/families.h"
#include "tests/support/real_scenes.h"
#include "tests/support/shared_data.h"

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::learning;
using namespace jackdaw::testing;

namespace {

/// A picture every three seconds.
LabelledFrames picturesOf(const Learner& learner, const datasets::StreetSettings& street)
{
    LabelledFrames frames;
    datasets::StreetRenderer renderer(street);
    const auto length = static_cast<std::int64_t>(street.seconds * street.framesPerSecond);
    for (std::int64_t index = 0; index < length; index += std::int64_t{3} * street.framesPerSecond) {
        auto picture = renderer.render(index);
        frames.push_back(*learner.keep(picture.frame, std::move(picture.truth)));
    }
    return frames;
}

} // namespace

class TestBaseWeights : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useThreads(1); }

    /// Eight scenes of real cameras, golden labels: each as the second window of a camera whose first was the scene
    /// before.
    void realScenesThatNobodyTrainedOnAreSeenAtOnceAndLearnedInThreeEpochs()
    {
        JACKDAW_NEED_SHARED_DATA(shared);
        const auto learner = *makeLearner(PointSettings{}, kSceneClasses);
        const auto scenes = realScenes(*learner, shared);
        QCOMPARE(scenes.size(), std::size_t{8});
        const auto base = learner->initial(1, CameraId{0});
        double atOnce = 0.0;
        double afterThree = 0.0;
        for (std::uint32_t i = 1; i < 7; ++i) {
            const auto& learnedBefore = scenes[i - 1].learned;
            const auto before = retrained(*learner, base, learnedBefore, {}, {.name = "first", .epochs = 12}, 0);
            RehearsalMemory memory;
            memory.keep(learnedBefore, 4);
            const auto after = retrained(*learner, before, scenes[i].learned, memory.sample(4, 1, 0, 1),
                                         {.name = "whole", .epochs = 3}, 1);
            const double accuracies[]{accuracyOf(*learner, base, scenes[i].tested),
                                      accuracyOf(*learner, before, scenes[i].tested),
                                      accuracyOf(*learner, after, scenes[i].tested)};
            qInfo("scene %u: base weights %.3f, student of the scene before %.3f, after three epochs %.3f", i,
                  accuracies[0], accuracies[1], accuracies[2]);
            atOnce += accuracies[0] / 6.0;
            afterThree += accuracies[2] / 6.0;
        }
        qInfo("mean: base weights %.3f, after three epochs %.3f", atOnce, afterThree);
        QVERIFY(atOnce >= 0.20);
        QVERIFY(afterThree >= 0.40);
    }

    /// Pictures of the renderer, before a film compresses them.
    void theDemosStreetsAreSeenBeforeAnyTraining()
    {
        const auto learner = *makeLearner(PointSettings{}, kSceneClasses);
        const auto base = learner->initial(1, CameraId{0});
        double mean = 0.0;
        const auto cameras = datasets::demoCameras(1);
        for (const datasets::StreetCamera& camera : cameras) {
            const double accuracy = accuracyOf(*learner, base, picturesOf(*learner, camera.street));
            qInfo("%s: %.3f", camera.name.c_str(), accuracy);
            mean += accuracy / static_cast<double>(cameras.size());
        }
        qInfo("mean: %.3f", mean);
        QVERIFY(mean >= 0.45);
    }
};

QTEST_GUILESS_MAIN(TestBaseWeights)
#include "tst_base_weights.moc"
