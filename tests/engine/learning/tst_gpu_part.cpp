// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tensors/library.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// What the CPU computes is the same to the bit whether LibTorch's part for GPUs is in the process or not. LibTorch
/// looks only once for what it has, so that each case is a process of its own.
class TestGpuPart : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_alone = results({});
        QCOMPARE(m_alone.out.count('\n'), 5);
        QVERIFY2(m_alone.said.isEmpty(), m_alone.said.constData());
    }

    void aPartForGpusChangesNothing_data()
    {
        QTest::addColumn<QString>("library");
        QTest::addColumn<bool>("findsOne");
        QTest::newRow("one that finds a GPU") << QStringLiteral(GPU_PART_STAND_IN) << true;
        if (jackdaw::tensors::libTorch().hasCudaPart)
            QTest::newRow("LibTorch's own") << QStringLiteral("own") << false;
        else
            qInfo("LibTorch's own part is not installed here: the stand-in alone is tried.");
    }
    void aPartForGpusChangesNothing()
    {
        QFETCH(QString, library);
        QFETCH(bool, findsOne);
        const Results beside = results(library);
        if (findsOne)
            QCOMPARE(beside.said, QByteArray("opened\n"));
        QVERIFY(!beside.said.isEmpty());
        QCOMPARE(beside.out, m_alone.out);
    }

private:
    struct Results {
        QByteArray out;
        QByteArray said;
    };

    Results results(const QString& library) const
    {
        QProcess process;
        QStringList words{m_folder.filePath(QStringLiteral("network.onnx"))};
        if (!library.isEmpty())
            words << library;
        process.start(QStringLiteral(CPU_RESULTS), words);
        process.waitForFinished(-1);
        Results results{process.readAllStandardOutput(), process.readAllStandardError()};
        if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
            results.out += "ended with code " + QByteArray::number(process.exitCode()) + ": " + results.said;
        return results;
    }

    QTemporaryDir m_folder;
    Results m_alone;
};

QTEST_APPLESS_MAIN(TestGpuPart)
#include "tst_gpu_part.moc"
