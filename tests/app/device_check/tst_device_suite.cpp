// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/check_data.h"
#include "app/device_check/child_process.h"
#include "app/device_check/main_job.h"
#include "app/device_check/suite_parts.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <set>

using namespace jackdaw;
using namespace jackdaw::check;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> namesOf(const std::vector<SuitePart>& parts)
{
    std::vector<std::string> names;
    for (const SuitePart& part : parts)
        names.emplace_back(part.name);
    return names;
}

/// The parts that a program lists.
std::set<std::string> listedBy(const char* program)
{
    QProcess process;
    process.start(QString::fromUtf8(program), {QStringLiteral("--list")});
    process.waitForFinished(-1);
    std::set<std::string> names;
    for (const QByteArray& line : process.readAllStandardOutput().split('\n'))
        if (line.contains(':'))
            names.insert(line.left(line.indexOf(':')).toStdString());
    return names;
}

void touch(const fs::path& file)
{
    fs::create_directories(file.parent_path());
    QFile made(QString::fromStdString(file.string()));
    QVERIFY(made.open(QIODevice::WriteOnly));
}

} // namespace

class TestDeviceSuite : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPartOfEveryProgramIsKnown()
    {
        std::map<std::string, std::set<std::string>> known;
        for (const SuitePart& part : suiteParts())
            QVERIFY2(known[part.program].insert(part.name).second, part.name);
        QVERIFY(known["gpu-check"] == listedBy(JACKDAW_GPU_CHECK));
        QVERIFY(known["network-check"] == listedBy(JACKDAW_NETWORK_CHECK));
        QVERIFY(known["student-check"] == listedBy(JACKDAW_STUDENT_CHECK));
    }

    void theInventoryComesFirstWhateverIsChosen()
    {
        QCOMPARE(namesOf(*chosenSuite("swap,inventory,pools,swap", false)),
                 (std::vector<std::string>{"inventory", "swap", "pools"}));
        const auto usual = chosenSuite("", false);
        const auto all = chosenSuite("", true);
        QVERIFY(usual->front().name == std::string(kInventory));
        QVERIFY(usual->size() < all->size());
        QCOMPARE(all->size(), suiteParts().size());
    }

    void anUnknownPartIsNamed()
    {
        const auto chosen = chosenSuite("pools,dance", false);
        QVERIFY(!chosen);
        QVERIFY(chosen.error().message.find("'dance'") != std::string::npos);
    }

    void theMainJobFitsTheTimeThatThereIs()
    {
        QCOMPARE(jobSizeFor(5.0, true).cameras, 64);
        QCOMPARE(jobSizeFor(5.0, true).windows, 4);
        QCOMPARE(jobSizeFor(10.0, true).windows, 4);
        QCOMPARE(jobSizeFor(2.0, true).windows, 2);
        QVERIFY(jobSizeFor(10.0, false).cameras < 8);
    }

    void aRunIsSummedUpAndHeldAgainstItsBar()
    {
        const auto report = nlohmann::ordered_json::parse(
            R"({"planner": "jackdaw", "mean_accuracy": 0.9, "frames": {"inferred": 90, "dropped": 2}, "cameras": [1, 2]})");
        const auto course = nlohmann::ordered_json::parse(
            R"({"windows": [{"window": 0, "counted": false, "drops": [{"at": 0.5, "camera": "gate", "frames": 9}]},
                            {"window": 1, "drops": [{"at": 2.5, "camera": "gate", "frames": 1},
                                                    {"at": 2.5, "camera": "yard", "frames": 1}]}],
                "uses": [{"kind": "inference", "granted": 0.5, "used": 0.1},
                         {"kind": "retraining", "granted": 0.5, "used": 0.49},
                         {"kind": "retraining", "granted": 0.3, "used": 0.335}]})");
        const Finding finding = findingOf(report, course);
        QVERIFY(finding.values.at("mean_accuracy") == 0.9);
        QVERIFY(!finding.values.contains("cameras"));
        QVERIFY(finding.values.at("drops") == (std::vector<std::string>{"window 1, 2.5 s: 2 frames of gate, yard"}));
        QCOMPARE(finding.bars.size(), std::size_t{2});
        QVERIFY(!finding.bars.front().holds());
        QVERIFY2(!finding.bars.back().holds() && std::abs(finding.bars.back().measured - 3.5) < 1e-9,
                 "inference has nothing to do at times");
        const Finding good =
            findingOf({{"planner", "jackdaw"}, {"frames", {{"dropped", 0}}}}, nlohmann::ordered_json::object());
        QVERIFY(good.bars.front().holds() && good.bars.back().holds());
        QVERIFY(good.values.at("drops").empty());
    }

    void dataIsFoundWhereverItLiesInTheFolder()
    {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        touch(root / "streams" / "other.mp4");
        touch(root / "models" / "osnet.onnx");
        QCOMPARE(findCheckData(root)->video, root / "streams" / "other.mp4");
        QCOMPARE(findCheckData(root)->golden.size(), std::size_t{1});
        touch(root / "scenes.mp4");
        touch(root / "models" / "yolox_nano.onnx");
        touch(root / "nanodet-plus.onnx");
        const auto found = findCheckData(root);
        QCOMPARE(found->video.filename(), fs::path("scenes.mp4"));
        QCOMPARE(found->golden.front().filename(), fs::path("nanodet-plus.onnx"));
        QCOMPARE(found->golden.back().filename(), fs::path("yolox_nano.onnx"));
    }

    void whatIsMissingOfTheDataIsNamed()
    {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        QVERIFY(findCheckData({}).error().action.find("--data") != std::string::npos);
        QVERIFY(findCheckData(root / "gone").error().message.find("gone") != std::string::npos);
        QVERIFY(findCheckData(root).error().message.find("video") != std::string::npos);
        touch(root / "a.mp4");
        QVERIFY(findCheckData(root).error().message.find("golden model") != std::string::npos);
    }

    void howAProgramEndedIsSaid_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("how");
        QTest::newRow("well") << QStringLiteral("exit 0") << 0 << QString();
        QTest::newRow("with a code") << QStringLiteral("echo one >&2; echo because >&2; exit 3") << 3
                                     << QStringLiteral("code 3. It said last: because");
        QTest::newRow("by a signal") << QStringLiteral("kill -SEGV $$") << -1 << QStringLiteral("Segmentation fault");
    }
    void howAProgramEndedIsSaid()
    {
        QFETCH(QString, script);
        QFETCH(int, code);
        QFETCH(QString, how);
        const ChildEnd end = runChild({"/bin/sh", {"-c", script.toStdString()}});
        QCOMPARE(end.exitCode, code);
        QVERIFY2(QString::fromStdString(end.how).contains(how), end.how.c_str());
        QCOMPARE(end.how.empty(), code == 0);
    }

    void aProgramThatHangsIsEnded()
    {
        const ChildEnd end = runChild({"/bin/sh", {"-c", "exec sleep 1000"}, {}, std::chrono::seconds(1)});
        QCOMPARE(end.exitCode, -1);
        QVERIFY(end.how.find("too long") != std::string::npos);
    }

    void aProgramThatIsNotThereIsSaid()
    {
        const ChildEnd end = runChild({"/nowhere/network-check"});
        QCOMPARE(end.exitCode, 127);
        QVERIFY2(end.how.find("network-check") != std::string::npos
                     && end.how.find("No such file") != std::string::npos,
                 end.how.c_str());
    }
};

QTEST_APPLESS_MAIN(TestDeviceSuite)
#include "tst_device_suite.moc"
