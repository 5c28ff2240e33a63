// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/demo_gain.h"

#include <QString>
#include <QTest>

using namespace jackdaw;
using namespace jackdaw::cli;

namespace {

MeanWithInterval around(double mean, double half)
{
    return {mean, {mean - half, mean + half}};
}

QString ending(const std::optional<MeanWithInterval>& gain)
{
    const DemoGain demo{"thief", around(0.7, 0.02), around(0.5, 0.02), gain, 6, 0.0};
    return QString::fromStdString(demoEnding(demo, "sessions/demo.jackdaw"));
}

} // namespace

class TestDemoGain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothAccuraciesStandBesideEachOther()
    {
        const QString text = ending(around(0.2, 0.05));
        QVERIFY(text.contains(QStringLiteral("without retraining  50.0 % (48.0 to 52.0)")));
        QVERIFY(text.contains(QStringLiteral("thief               70.0 % (68.0 to 72.0)")));
    }

    void theLastLineNamesTheSession()
    {
        QVERIFY(ending(around(0.2, 0.05)).endsWith(QStringLiteral("\nsession: sessions/demo.jackdaw\n")));
        QVERIFY(ending(std::nullopt).endsWith(QStringLiteral("\nsession: sessions/demo.jackdaw\n")));
    }

    void aGainIsOneOnlyIfItIsAboveChance()
    {
        QVERIFY(ending(around(0.2, 0.05)).contains(QStringLiteral("Retraining gained 20.0 points over 6 windows.")));
        QVERIFY(ending(around(0.02, 0.05)).contains(QStringLiteral("cannot be told from chance here (2.0 points)")));
        QVERIFY(ending(around(-0.2, 0.05)).contains(QStringLiteral("Retraining lost 20.0 points")));
        QVERIFY(ending(std::nullopt).contains(QStringLiteral("Too little was scored")));
    }

    void oneWindowIsNoGain()
    {
        const DemoGain demo{"thief", around(0.7, 0.0), around(0.6, 0.0), around(0.1, 0.0), 1, 0.0};
        const QString text = QString::fromStdString(demoEnding(demo, "demo.jackdaw"));
        QVERIFY(!text.contains(QStringLiteral("gained")));
        QVERIFY(text.contains(QStringLiteral("The difference is 10.0 points; so few windows cannot tell")));
    }

    void framesThatWereDroppedAreNotConcealed()
    {
        DemoGain demo{"thief", around(0.5, 0.02), around(0.6, 0.02), around(-0.1, 0.02), 6, 0.46};
        QVERIFY(QString::fromStdString(demoEnding(demo, "demo.jackdaw"))
                    .contains(QStringLiteral("46 % of the frames were dropped")));
        demo.dropped = 0.01;
        QVERIFY(!QString::fromStdString(demoEnding(demo, "demo.jackdaw")).contains(QStringLiteral("dropped")));
    }

    void itSaysWhatToTryNext()
    {
        const QString text = ending(around(0.2, 0.05));
        QVERIFY(text.contains(QStringLiteral("jackdaw SESSION")));
        QVERIFY(text.contains(QStringLiteral("jackdaw-cli run --video")));
    }
};

QTEST_GUILESS_MAIN(TestDemoGain)

#include "tst_demo_gain.moc"
