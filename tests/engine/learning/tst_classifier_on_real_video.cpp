// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/families.h"
#include "engine/vision/accuracy.h"
#include "engine/vision/classification.h"
#include "tests/support/real_scenes.h"
#include "tests/support/shared_data.h"

#include <algorithm>

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::learning;
using namespace jackdaw::testing;

namespace {

std::shared_ptr<const Weights> trained(const Learner& learner, std::shared_ptr<const Weights> start,
                                       const LabelledFrames& learned, LabelledFrames rehearsal, double epochs,
                                       std::uint32_t step)
{
    return retrained(learner, std::move(start), learned, std::move(rehearsal),
                     {.name = "whole", .epochs = epochs, .learningRate = 2e-3, .rehearsal = 4}, step);
}

vision::NamedObjects namesOf(const Learner& learner, const std::shared_ptr<const Weights>& weights,
                             const LabelledFrames& tested, bool bySource = false)
{
    auto student = learner.prepare(weights);
    vision::NamedObjects sum;
    for (const LabelledFrame& frame : tested) {
        vision::NamedObjects named;
        if (bySource)
            named = vision::matchNames((*student)->detect(frame.picture).value(), frame.labels, kSceneClasses.size());
        else
            named.counts = (*student)->judge(frame).value().golden;
        vision::add(sum.counts, named.counts);
        sum.uncovered += named.uncovered;
    }
    return sum;
}

double accuracyOf(const vision::NamedObjects& named)
{
    return vision::f1(named.counts).value_or(Accuracy{0}).value;
}

double coverageOf(const vision::NamedObjects& named)
{
    const double covered = vision::objectsIn(named.counts);
    return covered / std::max(1.0, covered + named.uncovered);
}

} // namespace

class TestClassifierOnRealVideo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useThreads(1); }

    /// Eight scenes, one after the other, as eight windows of a camera; golden labels.
    void aRetrainedClassifierIsTenPointsBetterThanAStaticOne()
    {
        JACKDAW_NEED_SHARED_DATA(shared);
        const auto learner = *makeLearner(ClassifierSettings{}, kSceneClasses);
        const auto scenes = realScenes(*learner, shared);
        QCOMPARE(scenes.size(), std::size_t{8});
        RehearsalMemory memory;
        std::shared_ptr<const Weights> first;
        std::shared_ptr<const Weights> newest = learner->initial(1, CameraId{0});
        double unchanged = 0.0;
        double retrained = 0.0;
        for (std::uint32_t i = 0; i < scenes.size(); ++i) {
            const RealScene& scene = scenes[i];
            newest = trained(*learner, newest, scene.learned, memory.sample(4, 1, 0, i), i == 0 ? 20 : 10, i);
            QVERIFY(newest);
            memory.keep(scene.learned, 4);
            first = first ? first : newest;
            const double before = accuracyOf(namesOf(*learner, first, scene.tested));
            const double after = accuracyOf(namesOf(*learner, newest, scene.tested));
            const auto regions = namesOf(*learner, newest, scene.tested, true);
            qInfo("window %u: static %.2f, retrained %.2f; of what moves %.2f, coverage %.2f", i, before, after,
                  accuracyOf(regions), coverageOf(regions));
            unchanged += before / static_cast<double>(scenes.size());
            retrained += after / static_cast<double>(scenes.size());
        }
        qInfo("mean: static %.3f, retrained %.3f", unchanged, retrained);
        QVERIFY(retrained >= unchanged + 0.10);
    }

    /// Crops of vehicles whose type people named: a classifier that knows one crossing is shown another.
    void aClassifierLearnsTheVehiclesOfAnotherCrossing()
    {
        JACKDAW_NEED_SHARED_DATA(shared);
        const auto folder = shared / "real" / "videos";
        const auto learner = *makeLearner(ClassifierSettings{}, kSceneClasses);
        const auto scene = [&](const std::string& name) {
            return scenesOf(labelledFrames(*learner, folder / (name + ".mp4"), folder / (name + ".cvat.xml"))).at(0);
        };
        const RealScene road = scene("jamcam-03601-20190628-1400");
        const auto first = trained(*learner, learner->initial(1, CameraId{0}), road.learned, {}, 30, 0);
        QVERIFY(first);
        for (const char* name : {"jamcam-06514-20190628-1401", "jamcam-03601-20190702-1000"}) {
            const RealScene crossing = scene(name);
            const auto second = trained(*learner, first, crossing.learned, road.learned, 15, 1);
            QVERIFY(second);
            const double before = accuracyOf(namesOf(*learner, first, crossing.tested));
            const double after = accuracyOf(namesOf(*learner, second, crossing.tested));
            qInfo("%s: static %.3f, retrained %.3f", name, before, after);
            QVERIFY(after >= before + 0.10);
        }
    }

    void aDetectorThatIsNotRetrainedFindsMostObjects()
    {
        JACKDAW_NEED_SHARED_DATA(shared);
        ClassifierSettings settings;
        settings.source = shared / "real" / "models" / "nanodet_m.onnx";
        const auto learner = *makeLearner(settings, kSceneClasses);
        const auto scenes = realScenes(*learner, shared);
        const auto weights = trained(*learner, learner->initial(1, CameraId{0}), scenes[1].learned, {}, 10, 0);
        QVERIFY(weights);
        const auto named = namesOf(*learner, weights, scenes[1].tested, true);
        qInfo("coverage %.3f, accuracy %.3f", coverageOf(named), accuracyOf(named));
        QVERIFY(coverageOf(named) > 0.4);
        QVERIFY(accuracyOf(named) > 0.6);
    }
};

QTEST_GUILESS_MAIN(TestClassifierOnRealVideo)
#include "tst_classifier_on_real_video.moc"
