// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tensors/lane_tensors.h"

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::tensors;

class TestLaneTensors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPartThatDoesNotFitIsNamedWithTheLoadersWords()
    {
        const Status opened = openCuda("libthere_is_none.so");
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Unsupported);
        QVERIFY(opened.error().message.find("libthere_is_none.so") != std::string::npos);
        QVERIFY(!opened.error().detail.empty());
    }

    void aLibraryThatBringsNoGpuIsSaid()
    {
        const Status opened = openCuda(ANOTHER_LIBRARY);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Unsupported);
        QVERIFY(opened.error().message.find("no GPU") != std::string::npos);
    }

    void thisMachinesPartOpensOrSaysWhatIsMissing()
    {
        if (const Status opened = openCuda(); !opened)
            QVERIFY(!opened.error().message.empty() && !opened.error().action.empty());
    }
};

QTEST_APPLESS_MAIN(TestLaneTensors)
#include "tst_lane_tensors.moc"
