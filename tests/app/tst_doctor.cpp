// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include "app/cli/doctor.h"
#include "tests/app/cli_process.h"

using namespace jackdaw::cli;
using namespace jackdaw::testing;

namespace {

/// A machine that lacks nothing but a GPU.
Machine wholeMachine()
{
    Machine machine;
    machine.cpuinfo = "model name\t: Fast 9000\nflags\t\t: avx2\nphysical id\t: 0\ncore id\t\t: 0\n\n"
                      "physical id\t: 0\ncore id\t\t: 0\n\nphysical id\t: 0\ncore id\t\t: 1\n";
    machine.meminfo = "MemTotal:       16000000 kB\nMemAvailable:    8000000 kB\n";
    machine.threads = 3;
    machine.gpus = jackdaw::fail(jackdaw::ErrorCode::NotFound, "There is no NVIDIA driver.", "Install it.");
    machine.libraries = {"2.11.0", "2.11.0", true, "/lib/torch", false, ""};
    machine.video = {"5.1", {{"H.264", true}, {"VP9", true}}, true, true};
    return machine;
}

/// What is found of \p subject.
Finding found(const Machine& machine, const std::string& subject)
{
    for (const Finding& finding : examine(machine))
        if (finding.subject == subject && (finding.state != Finding::State::Good || finding.action.empty()))
            return finding;
    return {Finding::State::Good, subject, {}, {}};
}

} // namespace

class TestDoctor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aProcessorIsNamedWithWhatItHas()
    {
        const Finding finding =
            examineProcessor("model name\t: Fast 9000\nflags\t\t: fpu avx2 avx512f avx512_bf16\n", 16);
        QVERIFY(finding.state == Finding::State::Good);
        QCOMPARE(finding.text, std::string("Fast 9000, 16 threads, with AVX2, AVX-512, bfloat16"));
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

    void aFolderThatCannotBeIsMissing()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        const Finding finding = examineDisk(file.fileName().toStdString() + "/folder", "sessions", 1);
        QVERIFY(finding.state == Finding::State::Missing);
        QVERIFY(!finding.action.empty());
    }

    void aMachineWithoutAGpuIsComplete()
    {
        const auto findings = examine(wholeMachine());
        QVERIFY(isComplete(findings));
        QCOMPARE(findings.front().text, std::string("Fast 9000, 2 cores, 3 threads, with AVX2"));
        QVERIFY(found(wholeMachine(), "GPU").state == Finding::State::Note);
        QCOMPARE(found(wholeMachine(), "memory").text, std::string("8.2 GB of 16.4 GB are free"));
    }

    void aGpuThatLibTorchCannotUseIsNoted()
    {
        Machine machine = wholeMachine();
        machine.gpus = std::vector<std::string>{"NVIDIA H200"};
        machine.libraries.gpuDriver = "580.1";
        QCOMPARE(found(machine, "GPU").text, std::string("NVIDIA H200, driver 580.1"));
        QVERIFY(found(machine, "LibTorch").state == Finding::State::Note);
        QVERIFY(found(machine, "LibTorch").action.find("--gpu") != std::string::npos);
        machine.libraries.hasCudaPart = true;
        QVERIFY(found(machine, "LibTorch").state == Finding::State::Good);
        QVERIFY(isComplete(examine(machine)));
    }

    void aLibTorchThatDoesNotFitIsMissing()
    {
        Machine machine = wholeMachine();
        machine.libraries.libtorchFits = false;
        machine.libraries.libtorch = "2.9.0";
        QVERIFY(found(machine, "LibTorch").state == Finding::State::Missing);
        QVERIFY(found(machine, "LibTorch").text.find("2.9.0") != std::string::npos);
        QVERIFY(!isComplete(examine(machine)));
    }

    void codecsThatAreNotThereAreNamed()
    {
        Machine machine = wholeMachine();
        machine.video.codecs[1].decodes = false;
        machine.video.encodesH264 = false;
        machine.video.capturesDevices = false;
        QVERIFY(found(machine, "cameras").state == Finding::State::Note);
        QVERIFY(isComplete(examine(machine)));
        QVERIFY(jsonOf(examine(machine)).find("no decoder for VP9") != std::string::npos);
        QVERIFY(jsonOf(examine(machine)).find("rendered streets and clips are MPEG-4") != std::string::npos);
        machine.video.codecs[0].decodes = false;
        QVERIFY(found(machine, "video").state == Finding::State::Missing);
        QVERIFY(!isComplete(examine(machine)));
    }

    void hardwareThatDecodesIsNamedAndWhyItDoesNot()
    {
        Machine machine = wholeMachine();
        machine.video.hardware = {{"CUDA", "no driver"}, {"VAAPI", ""}};
        QVERIFY(jsonOf(examine(machine)).find("VAAPI can decode pictures of 720 lines") != std::string::npos);
        machine.video.hardware[1].missing = "no graphics card answers";
        QVERIFY(
            jsonOf(examine(machine)).find("the processor decodes (CUDA: no driver; VAAPI: no graphics card answers)")
            != std::string::npos);
        QVERIFY(isComplete(examine(machine)));
    }

    void littleMemoryIsNoted()
    {
        Machine machine = wholeMachine();
        machine.meminfo = "MemTotal: 2000000 kB\nMemAvailable: 1000000 kB\n";
        QVERIFY(found(machine, "memory").state == Finding::State::Note);
    }

    void asJsonNothingIsLost()
    {
        QProcess process;
        process.start(QStringLiteral(JACKDAW_CLI), {QStringLiteral("doctor"), QStringLiteral("--json")});
        const Ended end = ended(process);
        const QJsonObject json = QJsonDocument::fromJson(end.out.toUtf8()).object();
        QCOMPARE(json.value(QStringLiteral("complete")).toBool(), end.code == 0);
        QVERIFY(json.value(QStringLiteral("findings")).toArray().size() >= 7);
        for (const auto& finding : json.value(QStringLiteral("findings")).toArray())
            QVERIFY(finding.toObject().contains(QStringLiteral("action")));
    }

    void everySubjectIsLookedAt()
    {
        QProcess process;
        process.start(QStringLiteral(JACKDAW_CLI), {QStringLiteral("doctor")});
        const Ended end = ended(process);
        QVERIFY2(end.code == 0 || end.code == 1, end.told());
        for (const char* subject : {"CPU", "memory", "GPU", "LibTorch", "video", "cameras", "disk"})
            QVERIFY2(end.out.contains(QString::fromUtf8(subject)), subject);
        QVERIFY2(end.out.contains(QStringLiteral("H.264")), end.told());
    }
};

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
