// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "engine/profiling/cost_table.h"
#include "engine/profiling/neighbours.h"

#include <cmath>
#include <fstream>

using namespace jackdaw;
using namespace jackdaw::profiling;

namespace {

std::filesystem::path pathIn(const QTemporaryDir& folder, const char* name)
{
    return std::filesystem::path(folder.path().toStdString()) / name;
}

Result<CostTable> loadText(const std::string& text)
{
    const QTemporaryDir folder;
    const auto file = pathIn(folder, "costs.json");
    std::ofstream(file) << text;
    return CostTable::load(file);
}

std::string tableWith(const std::string& format, const std::string& version, const std::string& device,
                      const std::string& batches)
{
    return "{\"format\": " + format + ", \"version\": " + version + ", \"device\": " + device
        + ", \"batches\": " + batches + "}";
}

} // namespace

class TestCostTable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsSavedIsLoaded()
    {
        const QTemporaryDir folder;
        CostTable table({{"infer/1x288x352/w32d1", 0.0031}, {"train/whole/4x288x352", 1.0 / 3.0}});
        table.device = "a processor, 1 thread, \"quoted\"";
        QVERIFY(table.save(pathIn(folder, "costs.json")));
        const auto loaded = CostTable::load(pathIn(folder, "costs.json"));
        QVERIFY(loaded);
        QCOMPARE(loaded->lines(), table.lines());
        QCOMPARE(loaded->device, table.device);
    }

    void linesOfPartsSayHowFastAShapeIsInThem()
    {
        CostTable table({{"train/whole", 0.001}, {"infer", 0.002}, {"label/of@2x", 0.006}});
        table.set(CostTable::lineOf("train/whole", Share{0.125}), 0.002);
        table.set(CostTable::lineOf("train/whole", Share{0.5}), 0.00125);
        const QTemporaryDir folder;
        QVERIFY(table.save(pathIn(folder, "costs.json")));
        for (const CostTable& each :
             {table, *CostTable::load(pathIn(folder, "costs.json")), CostTable(table.lines())}) {
            QCOMPARE(each.lines(), table.lines());
            QCOMPARE(each.cost("train/whole")->value, 0.001);
            QCOMPARE(each.partsOf("train/whole").size(), std::size_t{2});
            QVERIFY(std::abs(each.speed("train/whole", Share{1.0}) - 1.0) < 1e-12);
            const auto beside = [](double busy) { return besideNeighbours("train/whole", Share{busy}); };
            QVERIFY(std::abs(each.speed("train/whole", Share{0.125}) - 0.5 * beside(0.875)) < 1e-12);
            QVERIFY(std::abs(each.speed("train/whole", Share{0.25}) - 0.6 * beside(0.75)) < 1e-12);
            const auto curve = each.speedOf({"train/whole", "infer"});
            QVERIFY(std::abs(curve->progress(Share{0.5}) - 0.8 * beside(0.5)) < 1e-12);
            QVERIFY(!each.speedOf({"infer"}));
            QVERIFY2(each.speed("infer", Share{0.1}) == 1.0, "where nobody measured, no part is slower");
            QVERIFY2(each.partsOf("label/of").empty(), "a name may hold the sign");
            QCOMPARE(CostTable::shapeOf("label/of@2x"), std::string("label/of@2x"));
        }
    }

    void onlyPartsOfADeviceAreParts()
    {
        for (const char* whole : {"infer@1.0000", "infer@0.0000", "infer@-0.5", "infer@0.5x", "infer@nan"})
            QCOMPARE(CostTable::shapeOf(whole), std::string(whole));
        QCOMPARE(CostTable::shapeOf("infer@0.9999"), std::string("infer"));
    }

    void memoryIsKeptByShapeAndMayBeMissing()
    {
        const QTemporaryDir folder;
        CostTable table({{"train/whole", 0.001}, {"infer", 0.002}});
        table.setMemory("train/whole", 123'456'789'012);
        table.deviceMemory = 143'000'000'000;
        QVERIFY(table.save(pathIn(folder, "costs.json")));
        const auto loaded = CostTable::load(pathIn(folder, "costs.json"));
        QVERIFY(loaded);
        QCOMPARE(loaded->memory("train/whole"), std::uint64_t{123'456'789'012});
        QCOMPARE(loaded->memory("infer"), std::uint64_t{0});
        QCOMPARE(loaded->deviceMemory, std::uint64_t{143'000'000'000});
        CostTable other;
        other.takeMemory(*loaded);
        QCOMPARE(other.memory("train/whole"), loaded->memory("train/whole"));
        QCOMPARE(other.deviceMemory, loaded->deviceMemory);
        const std::string head =
            "{\"format\": \"jackdaw-cost-table\", \"version\": 1, \"device\": \"d\", \"batches\": {}";
        QCOMPARE(loadText(head + "}")->deviceMemory, std::uint64_t{0});
        const auto wrong = loadText(head + ", \"memory\": {\"infer\": -1}}");
        QVERIFY(!wrong);
        QVERIFY2(wrong.error().text().find("/memory/infer") != std::string::npos, wrong.error().text().c_str());
    }

    void aCostIsFoundByShape()
    {
        CostTable table;
        table.set("infer", 0.25);
        QVERIFY(table.contains("infer"));
        QCOMPARE(table.cost("infer")->value, 0.25);
        const auto missing = table.cost("train/upper");
        QVERIFY(!missing);
        QVERIFY(missing.error().message.find("train/upper") != std::string::npos);
        QVERIFY(missing.error().action.find("jackdaw-cli calibrate") != std::string::npos);
    }

    void aFaultIsNamedByItsPointer_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        const std::string format = "\"jackdaw-cost-table\"";
        const auto row = [](const char* name, const std::string& text, const char* named) {
            QTest::newRow(name) << QString::fromStdString(text) << QString::fromUtf8(named);
        };
        row("not JSON", "{\"format\": ", "line 1, column 12");
        row("empty", "", "line 1, column 1");
        row("a list", "[]", "the whole text: found an array of 0");
        row("no format", "{}", "/format");
        row("other format", tableWith("\"x\"", "1", "\"d\"", "{}"), "/format");
        row("format is a number", tableWith("3", "1", "\"d\"", "{}"), "/format");
        row("version is text", tableWith(format, "\"1\"", "\"d\"", "{}"), "/version");
        row("version 0", tableWith(format, "0", "\"d\"", "{}"), "/version");
        row("newer version", tableWith(format, "2", "\"d\"", "{}"), "/version");
        row("device is a number", tableWith(format, "1", "1", "{}"), "/device");
        row("batches is a list", tableWith(format, "1", "\"d\"", "[]"), "/batches");
        row("seconds are text", tableWith(format, "1", "\"d\"", R"({"a/b": "1"})"), "/batches/a~1b");
        row("seconds are negative", tableWith(format, "1", "\"d\"", R"({"a": -1})"), "/batches/a");
        row("seconds are zero", tableWith(format, "1", "\"d\"", R"({"a": 0})"), "/batches/a");
        row("seconds are milliseconds", tableWith(format, "1", "\"d\"", R"({"a": 36000})"), "/batches/a");
    }

    void aFaultIsNamedByItsPointer()
    {
        QFETCH(QString, text);
        QFETCH(QString, named);
        const auto loaded = loadText(text.toStdString());
        QVERIFY(!loaded);
        const QString message = QString::fromStdString(loaded.error().message);
        QVERIFY2(message.contains(named), qPrintable(message));
        QVERIFY(message.contains(QStringLiteral("costs.json")));
        QVERIFY(!loaded.error().action.empty());
    }

    void aMissingFileIsNamed()
    {
        const auto loaded = CostTable::load("nowhere/costs.json");
        QCOMPARE(loaded.error().code, ErrorCode::NotFound);
        QVERIFY(loaded.error().message.find("nowhere/costs.json") != std::string::npos);
    }

    void aTableThatCannotBeWrittenIsNamed()
    {
        const auto saved = CostTable({{"a", 1.0}}).save("nowhere/costs.json");
        QCOMPARE(saved.error().code, ErrorCode::Io);
        QVERIFY(saved.error().message.find("nowhere/costs.json") != std::string::npos);
    }

    void aMeaninglessTableIsNotSavedOverAGoodOne()
    {
        const QTemporaryDir folder;
        const auto file = pathIn(folder, "costs.json");
        QVERIFY(CostTable({{"a", 1.0}}).save(file));
        QVERIFY(!CostTable({{"a", -1.0}}).save(file));
        QCOMPARE(CostTable::load(file)->cost("a")->value, 1.0);
    }

    void measuringRunsTheBatchAndGivesItsMedian()
    {
        int calls = 0;
        const double seconds = measureBatch([&calls] {
            ++calls;
            const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(20);
            while (std::chrono::steady_clock::now() < end) { }
        });
        QVERIFY(calls >= 8);
        QVERIFY(seconds >= 0.02);
    }
};

QTEST_GUILESS_MAIN(TestCostTable)
#include "tst_cost_table.moc"
