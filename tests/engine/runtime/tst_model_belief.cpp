// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/model_belief.h"

#include <QTest>

#include <cmath>

using namespace jackdaw;
using namespace jackdaw::runtime;

namespace {

/// F1 of \p accuracy on \p objects.
SeenModel seen(double accuracy, double objects)
{
    return {2.0 * objects * accuracy, 2.0 * objects * (1.0 - accuracy)};
}

double accuracyOf(const SeenModel& model)
{
    return model.right / (model.right + model.wrong);
}

double objectsOf(const SeenModel& model)
{
    return (model.right + model.wrong) / 2.0;
}

} // namespace

/// What is believed of a model.
class TestModelBelief : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void withoutWholeFramesTheHeldOutPartIsBelieved()
    {
        const scheduling::Estimate heldOut{0.5, 0.3, 0.7};
        QCOMPARE(ModelBelief().estimate(heldOut).value, 0.5);
        QCOMPARE(ModelBelief().estimate(heldOut).low, 0.3);
    }

    void wholeFramesCountForMoreThanTheHeldOutPart()
    {
        ModelBelief belief;
        for (int frame = 0; frame < 10; ++frame)
            belief.see({{8, 1, 1}});
        const auto estimate = belief.estimate({0.4, 0.2, 0.6});
        QVERIFY(estimate.value > 0.85 && estimate.value < 8.0 / 9.0);
        QVERIFY(estimate.low < estimate.value && estimate.value < estimate.high);
        QVERIFY(estimate.high - estimate.low < 0.2);
    }

    void modelsThatAreAlikeTellWhatOneIsLikeThatWasNotSeen()
    {
        const SeenModel common = commonModel({seen(0.70, 40), seen(0.72, 40), seen(0.71, 40), {}});
        QVERIFY(std::abs(accuracyOf(common) - 0.71) < 1e-9);
        QVERIFY(std::abs(objectsOf(common) - 50.0) < 1e-9);
        ModelBelief unseen;
        unseen.consider(common);
        QVERIFY(std::abs(unseen.estimate({0.4, 0.2, 0.6}).value - 0.71) < 0.04);
    }

    void theMoreModelsDifferTheLessTheyTellOfAnother()
    {
        const SeenModel alike = commonModel({seen(0.6, 100), seen(0.7, 100), seen(0.8, 100)});
        const SeenModel different = commonModel({seen(0.2, 100), seen(0.7, 100), seen(0.9, 100)});
        QVERIFY(objectsOf(different) < objectsOf(alike));
        QVERIFY(objectsOf(different) < 5.0);
    }

    void littleThatWasSeenSaysTheSameWithLess()
    {
        const SeenModel common = commonModel({seen(0.7, 0.1), seen(0.7, 0.2)});
        QVERIFY(std::abs(accuracyOf(common) - 0.7) < 1e-9);
    }

    void oneModelTellsNothingOfOthers()
    {
        QCOMPARE(commonModel({seen(0.7, 40)}), SeenModel());
        QCOMPARE(commonModel({}), SeenModel());
        QCOMPARE(commonModel({{}, {}}), SeenModel());
        QCOMPARE(commonModel({seen(1.0, 40), seen(1.0, 40)}), SeenModel());
    }

    void aWindowLaterItCountsHalfAndASwapMovesItByItsGain()
    {
        ModelBelief belief;
        belief.restore(seen(0.6, 40));
        belief.age();
        QVERIFY(std::abs(objectsOf(belief.atBorder()) - 20.0) < 1e-9);
        belief.deployed(0.1);
        QVERIFY(std::abs(accuracyOf(belief.atBorder()) - 0.7) < 1e-9);
        QVERIFY(std::abs(objectsOf(belief.atBorder()) - 10.0) < 1e-9);
    }
};

QTEST_GUILESS_MAIN(TestModelBelief)
#include "tst_model_belief.moc"
