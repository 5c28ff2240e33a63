// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/agreement.h"
#include "engine/learning/families.h"
#include "tests/engine/learning/synthetic_scene.h"

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::learning;
using Found = std::vector<std::vector<Detection>>;

namespace {

Detection box(float left, std::uint32_t label = 0)
{
    return {{left, 10.0F, left + 40.0F, 50.0F}, ClassId{label}, 0.5F};
}

} // namespace

class TestAgreement : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatBothHaveIsShared()
    {
        const Found one{{box(0), box(100)}, {box(30)}};
        QCOMPARE(agreement(one, one), 1.0);
        QCOMPARE(agreement(one, Found{{box(0.5F), box(100)}, {box(30)}}), 1.0); // nearly the same place
        QCOMPARE(agreement(one, Found{{box(0), box(100)}, {}}), 0.8);
        QCOMPARE(agreement(one, Found{{box(0), box(100, 1)}, {box(30)}}), 4.0 / 6.0);
        QCOMPARE(agreement(one, Found{{box(10), box(100)}, {box(30)}}), 4.0 / 6.0);
        QCOMPARE(agreement(one, Found{{}, {}}), 0.0);
    }

    void whereThereAreNoBoxesBothAgree()
    {
        QCOMPARE(agreement(Found{{}, {}}, Found{{}, {}}), 1.0);
        QCOMPARE(agreement(Found{}, Found{}), 1.0);
    }

    void onTheCpuNothingIsCompared()
    {
        const auto learner = *makeLearner(PointSettings{}, {"person"});
        const auto weights = learner->initial(1, CameraId{0});
        const std::unique_ptr<Student> student = *learner->prepare(weights);
        const auto compared = agreementWithCpu(*learner, weights, *student, {});
        QVERIFY(compared && !*compared);
    }
};

QTEST_APPLESS_MAIN(TestAgreement)
#include "tst_agreement.moc"
