// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/student_check/comparison.h"
#include "engine/learning/agreement.h"
#include "tests/support/shared_data.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace jackdaw;
using namespace jackdaw::check;

namespace {

Detection box(float left, float score, std::uint32_t label = 1)
{
    return {{left, 0.0F, left + 100.0F, 100.0F}, ClassId{label}, score};
}

/// What student-check found, line by line.
std::vector<nlohmann::json> runCheck(const QStringList& arguments, int& code)
{
    QTemporaryDir folder;
    const QString out = folder.filePath(QStringLiteral("out.jsonl"));
    QProcess process;
    process.start(QStringLiteral(JACKDAW_STUDENT_CHECK),
                  QStringList{QStringLiteral("--fake")} + arguments + QStringList{out});
    process.waitForFinished(-1);
    code = process.exitCode();
    QFile file(out);
    std::vector<nlohmann::json> lines;
    if (file.open(QIODevice::ReadOnly))
        for (const QByteArray& line : file.readAll().trimmed().split('\n'))
            lines.push_back(nlohmann::json::parse(line.toStdString()));
    return lines;
}

} // namespace

class TestStudentCheck : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void boxesThatBothFoundAreCountedFromBothSides()
    {
        const Found one{{box(0, 0.9F), box(300, 0.5F)}, {}};
        const Found other{{box(1, 0.8F)}, {box(0, 0.7F)}};
        QCOMPARE(learning::agreement(one, one), 1.0);
        QCOMPARE(learning::agreement(one, other), 0.5);
        QVERIFY(std::abs(scoresApart(one, other) - 0.1) < 1e-6);
    }

    void anotherClassOrPlaceIsAnotherBox()
    {
        QCOMPARE(learning::agreement(Found{{box(0, 0.9F)}}, Found{{box(0, 0.9F, 2)}}), 0.0);
        QCOMPARE(learning::agreement(Found{{box(0, 0.9F)}}, Found{{box(20, 0.9F)}}), 0.0);
    }

    void withoutDataEveryPartFailsAndSaysWhatToDo()
    {
        int code = 0;
        const auto lines = runCheck({}, code);
        QCOMPARE(code, 1);
        QCOMPARE(lines.size(), std::size_t{5});
        for (const auto& line : lines)
            QVERIFY(line.at("error").get<std::string>().find("--data") != std::string::npos);
    }

    void bothSidesAgreeWhereBothAreTheCpu()
    {
        JACKDAW_NEED_SHARED_DATA(shared);
        int code = 0;
        const auto lines =
            runCheck({QStringLiteral("--data"), QString::fromStdString((shared / "real").string())}, code);
        QCOMPARE(code, 0);
        std::set<std::string> parts;
        std::size_t bars = 0;
        for (const auto& line : lines) {
            parts.insert(line.at("part"));
            QVERIFY(!line.at("libtorch").get<std::string>().empty());
            for (const auto& bar : line.at("bars")) {
                QVERIFY2(bar.contains("at_least") ? bar.at("measured") == 1.0 : bar.at("measured") == 0.0,
                         line.dump().c_str());
                ++bars;
            }
        }
        QCOMPARE(parts, (std::set<std::string>{"golden", "points", "detectors", "classifiers", "golden-ways"}));
        QVERIFY2(bars >= 16, std::to_string(bars).c_str());
    }
};

QTEST_GUILESS_MAIN(TestStudentCheck)
#include "tst_student_check.moc"
