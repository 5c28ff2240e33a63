// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/scripted_source.h"
#include "widgets/workbench/workbench.h"

#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;

/// Going from window to window.
class TestTransport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachPressReachesTheNextWindow_data();
    void eachPressReachesTheNextWindow();
};

void TestTransport::eachPressReachesTheNextWindow_data()
{
    QTest::addColumn<double>("late");
    QTest::addColumn<bool>("isKnown");
    QTest::newRow("windows begin where others end") << 0.0 << false;
    QTest::newRow("windows begin a moment later") << 0.02 << false;
    QTest::newRow("the whole session is known") << 0.02 << true;
}

void TestTransport::eachPressReachesTheNextWindow()
{
    QFETCH(double, late);
    QFETCH(bool, isKnown);
    const auto source = std::make_shared<ScriptedSource>(Script{.windowsLate = late});
    Workbench workbench;
    SessionController& controller = workbench.controller();
    controller.open(source);
    Landmarks::Values known;
    for (int window = 0; isKnown && window < 6; ++window)
        known.windows.push_back({fromSeconds(window * (40.0 + late)), fromSeconds((window + 1) * 40.0), {}, {}});
    for (int window = 1; window < 5; ++window) {
        for (int i = 0; i < 12; ++i)
            controller.tick();
        workbench.session().landmarks().show(known);
        workbench.registry().trigger(CommandId::NextEvent);
        const double wanted = window * (40.0 + (isKnown ? late : 0.0));
        QVERIFY2(std::abs(toSeconds(controller.now()) - wanted) < 0.1,
                 qPrintable(QStringLiteral("window %1 at %2 s").arg(window).arg(toSeconds(controller.now()))));
    }
}

QTEST_MAIN(TestTransport)
#include "tst_transport.moc"
