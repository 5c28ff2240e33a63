// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QTemporaryDir>
#include <QTest>

#include "app/cli/doctor.h"
#include "tests/app/cli_process.h"

using namespace jackdaw::cli;
using namespace jackdaw::testing;

class TestDoctor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aProcessorIsNamedWithWhatItHas()
    {
        const Finding finding =
            examineProcessor("model name\t: Fast 9000\nflags\t\t: fpu avx2 avx512f avx512_bf16\n", 16);
        QVERIFY(finding.state == Finding::State::Good);
        QCOMPARE(finding.text, std::string("Fast 9000, 16 threads, with AVX-512, bfloat16"));
    }

    void aProcessorWithoutWideVectorsIsNoted()
    {
        const Finding finding = examineProcessor("model name\t: Old 1\nflags\t\t: fpu sse4_2 avx2x\n", 2);
        QVERIFY(finding.state == Finding::State::Note);
        QVERIFY(!finding.action.empty());
    }

    void aProcessorThatSaysNothingIsNoFault()
    {
        QCOMPARE(examineProcessor("", 1).text, std::string("unknown processor, 1 threads, without AVX2"));
    }

    void aDiskWithLittleRoomIsNoted()
    {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        QVERIFY(examineDisk(path, "sessions", 1).state == Finding::State::Good);
        QVERIFY(examineDisk(path / "not" / "yet" / "there", "sessions", 1).state == Finding::State::Good);
        QVERIFY(examineDisk(path, "sessions", UINTMAX_MAX).state == Finding::State::Note);
    }

    void everySubjectIsLookedAt()
    {
        QProcess process;
        process.start(QStringLiteral(JACKDAW_CLI), {QStringLiteral("doctor")});
        const Ended end = ended(process);
        QVERIFY2(end.code == 0 || end.code == 1, end.told());
        for (const char* subject : {"CPU", "memory", "GPU", "video", "cameras", "disk"})
            QVERIFY2(end.out.contains(QString::fromUtf8(subject)), subject);
        QVERIFY2(end.out.contains(QStringLiteral("H.264")), end.told());
    }
};

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
