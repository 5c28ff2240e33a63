// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/families.h"
#include "tests/support/real_scenes.h"
#include "tests/support/shared_data.h"

#include <algorithm>

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::learning;
using namespace jackdaw::testing;

class TestOnnxOnRealVideo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useThreads(1); }

    /// Scenes one after the other, as windows of a camera; golden labels. The last one, which comes again, is left out.
    void aRetrainedDetectorIsNearerToTheGoldenModel()
    {
        JACKDAW_NEED_SHARED_DATA(shared);
        const auto learner = *makeLearner(OnnxSettings{shared / "real/models/yolox_nano.onnx"}, kSceneClasses);
        const auto scenes = realScenes(*learner, shared);
        QCOMPARE(scenes.size(), std::size_t{8});
        const auto given = learner->initial(1, CameraId{0});
        const TrainingConfiguration lastLayers{
            .name = "last layers", .layers = TrainedLayers::Upper, .epochs = 6, .learningRate = 5e-4};
        const TrainingConfiguration threshold{.name = "threshold", .layers = TrainedLayers::Threshold, .epochs = 1};
        RehearsalMemory memory;
        auto newest = given;
        double sums[3]{};
        for (std::uint32_t i = 0; i < 7; ++i) {
            const RealScene& scene = scenes[i];
            const auto rehearsal = memory.sample(4 * i, 1, 0, i);
            newest = retrained(*learner, newest, scene.learned, rehearsal, lastLayers, i);
            const auto moved = retrained(*learner, given, scene.learned, rehearsal, threshold, i);
            memory.keep(scene.learned, 4);
            const double accuracies[]{accuracyOf(*learner, given, scene.tested),
                                      accuracyOf(*learner, moved, scene.tested),
                                      accuracyOf(*learner, newest, scene.tested)};
            qInfo("scene %u: as it comes %.3f, another threshold %.3f, last layers %.3f", i, accuracies[0],
                  accuracies[1], accuracies[2]);
            for (std::size_t k = 0; k < 3 && i > 0; ++k)
                sums[k] += accuracies[k] / 6.0;
        }
        qInfo("mean: as it comes %.3f, another threshold %.3f, last layers %.3f", sums[0], sums[1], sums[2]);
        QVERIFY(sums[0] >= 0.70);
        QVERIFY(std::max(sums[1], sums[2]) >= 0.75);
    }
};

QTEST_GUILESS_MAIN(TestOnnxOnRealVideo)
#include "tst_onnx_on_real_video.moc"
