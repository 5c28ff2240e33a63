// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/parts.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <set>
#include <sstream>

using namespace jackdaw;
using namespace jackdaw::check;

namespace {

constexpr Nanoseconds kHour{3'600'000'000'000};

/// Parts on a fake GPU, and what came of them.
class Check {
public:
    explicit Check(cuda::FakeGpuSettings settings = {}) : gpu(std::make_shared<cuda::FakeGpu>(std::move(settings)))
    {
        defineTwins(*gpu);
    }

    void run(const std::string& parts, Nanoseconds until = kHour,
             const Subject& subject = {"Fake", "none", "13.0", true})
    {
        Bench bench{gpu, *Kernels::load(*gpu), true};
        const std::filesystem::path file = m_folder.filePath(QStringLiteral("out.jsonl")).toStdString();
        {
            auto report = Report::open(file, subject, m_words);
            runParts(*chosenParts(deviceParts(), parts), bench, *report, until);
            report->printSummary();
            failures = report->failures();
            bars = report->bars();
        }
        std::ifstream in(file);
        for (std::string line; std::getline(in, line);)
            lines.push_back(nlohmann::json::parse(line));
    }
    std::string words() const { return m_words.str(); }

    std::shared_ptr<cuda::FakeGpu> gpu;
    std::vector<nlohmann::json> lines;
    std::vector<Bar> bars;
    std::size_t failures = 0;

private:
    QTemporaryDir m_folder;
    std::ostringstream m_words;
};

} // namespace

class TestDeviceCheck : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPartRunsOnTheFakeAndLeavesNothingBehind()
    {
        Check check;
        check.run("");
        QCOMPARE(check.failures, std::size_t{0});
        std::set<std::string> parts;
        for (const auto& line : check.lines) {
            parts.insert(line.at("part"));
            QVERIFY(line.at("device") == "Fake");
            QVERIFY(line.at("fake").get<bool>() && line.at("values").is_object());
        }
        QCOMPARE(parts.size(), deviceParts().size());
        QCOMPARE(check.gpu->alive(), std::size_t{0});
        QVERIFY(check.gpu->misuses().empty());
    }

    void whatIsExactOnAGpuIsExactOnTheFake()
    {
        Check check;
        check.run("pools,graphs,swap");
        QVERIFY(check.bars.size() >= 6);
        for (const Bar& bar : check.bars)
            QVERIFY2(bar.holds(), bar.aim.c_str());
    }

    void everyPartRunsWhereThereAreNoPoolsOrFewAtoms()
    {
        for (const auto& [atoms, hasPools] : {std::pair{cuda::Atoms{15, 8, 12}, false},
                                              {cuda::Atoms{1, 20, 0}, true},
                                              {cuda::Atoms{2, 4, 0}, true},
                                              {cuda::Atoms{3, 2, 1}, true}}) {
            Check check({.atoms = atoms, .hasPools = hasPools});
            check.run("");
            QVERIFY2(check.failures == 0, check.words().c_str());
            QVERIFY(check.gpu->misuses().empty());
        }
    }

    void aPartThatFailsEndsAlone()
    {
        Check check;
        check.gpu->setFailure([](const std::string& call) {
            return call == "cuStreamBeginCapture" ? cuda::abi::Outcome::NotSupported : cuda::abi::Outcome::Success;
        });
        check.run("graphs,pools");
        QCOMPARE(check.failures, std::size_t{1});
        QVERIFY(check.words().find("cuStreamBeginCapture") != std::string::npos);
        QVERIFY(check.lines.front().at("part") == "graphs");
        QVERIFY(check.lines.front().contains("error"));
        QVERIFY(check.lines.back().at("part") == "pools");
        QCOMPARE(check.gpu->alive(), std::size_t{0});
    }

    void whateverCallFailsThePartsEndAndLeaveNothingBehind()
    {
        for (std::size_t number = 0; number < 200; number += 4) {
            Check check;
            std::size_t count = 0;
            // Loading the kernels takes the first few calls.
            check.gpu->setFailure([&count, number](const std::string&) {
                return ++count > 10 && count % 211 == number ? cuda::abi::Outcome::InvalidValue
                                                             : cuda::abi::Outcome::Success;
            });
            check.run("");
            QCOMPARE(check.gpu->alive(), std::size_t{0});
            QVERIFY(check.gpu->misuses().empty());
        }
    }

    void partsForWhichThereIsNoTimeAreNamed()
    {
        Check check;
        check.run("pools,swap", Nanoseconds{0});
        QCOMPARE(check.failures, std::size_t{2});
        QVERIFY(check.words().find("no time left") != std::string::npos);
    }

    void barsAreJudgedOnAGpuAlone()
    {
        for (const auto& [isFake, isSmall] : {std::pair{true, true}, {false, true}, {false, false}}) {
            Check check;
            check.run("pools", kHour, {"Some GPU", "1.2", "13.0", isFake, isSmall});
            const bool isJudged = !isFake && !isSmall;
            QCOMPARE(check.words().find(" bars hold") != std::string::npos, isJudged);
            QCOMPARE(check.lines.front().at("bars").at(0).contains("holds"), isJudged);
        }
    }

    void aBarHoldsUpToItsLimit()
    {
        QVERIFY((Bar{"", 1.5, Bar::Kind::AtMost, 1.5, ""}.holds()));
        QVERIFY((!Bar{"", 1.6, Bar::Kind::AtMost, 1.5, ""}.holds()));
        QVERIFY((Bar{"", 1.5, Bar::Kind::AtLeast, 1.5, ""}.holds()));
        QVERIFY((!Bar{"", 1.4, Bar::Kind::AtLeast, 1.5, ""}.holds()));
    }

    void anUnknownPartIsNamed()
    {
        const auto parts = chosenParts(deviceParts(), "pools,dance");
        QVERIFY(!parts);
        QVERIFY(parts.error().message.find("'dance'") != std::string::npos);
    }

    void theKernelsAreInTheProgramWhereTheyWereCompiled()
    {
#ifdef JACKDAW_HAS_KERNELS
        QVERIFY(kernelImage().size() > 1000);
#else
        QVERIFY(kernelImage().empty());
#endif
    }
};

QTEST_APPLESS_MAIN(TestDeviceCheck)
#include "tst_device_check.moc"
