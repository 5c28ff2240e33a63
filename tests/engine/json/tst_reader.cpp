// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/json/reader.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace jackdaw;
using namespace jackdaw::json;

namespace {

std::string toldOf(const Faults& faults)
{
    return faults.error("file", "a.json").message;
}

} // namespace

class TestReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneFaultIsASentence();
    void severalFaultsHaveALineEach();
    void keysThatNobodyAskedForAreNamedWithTheNearest();
    void pointersAreEscaped();
    void aPlaceIsFaultyForWhatIsWithinIt();
    void aFractionTooLargeToBeExactIsNoWholeNumber();
    void aPlaceIsNotFaultyForItsNeighbour();
    void whatIsAbsentGivesItsFallbackOnce();
    void aKeyGivenTwiceIsAFault();
    void brokenTextNamesLineColumnAndPointer();
    void aThousandFaultsAreEnough();
};

void TestReader::oneFaultIsASentence()
{
    Faults faults;
    const auto document = json::parse(R"({"count": 2.5})", faults);
    Object root(Place(*document, faults));
    QCOMPARE(root.integer("count", 1, 9), 1);
    QCOMPARE(
        toldOf(faults),
        std::string("The file a.json cannot be used, /count: found the number 2.5, expected a whole number >= 1 and "
                    "<= 9."));
    QCOMPARE(faults.error("file", "a.json", "Write another.").action, std::string("Write another."));
}

void TestReader::aFractionTooLargeToBeExactIsNoWholeNumber()
{
    Faults faults;
    const auto document = json::parse(R"({"exact": 9007199254740992.0, "large": 9007199254740994.0})", faults);
    Object root(Place(*document, faults));
    QCOMPARE(root.integer("exact", 1, INT64_MAX), std::int64_t{9007199254740992});
    root.integer("large", 1, INT64_MAX);
    QVERIFY2(toldOf(faults).find("/large: found the number 9.007199254740994e+15, expected a whole number")
                 != std::string::npos,
             toldOf(faults).c_str());
    QVERIFY(toldOf(faults).find("/exact") == std::string::npos);
}

void TestReader::severalFaultsHaveALineEach()
{
    Faults faults;
    const auto document = json::parse(R"({"speeds": [1, "2", -3], "name": ""})", faults);
    Object root(Place(*document, faults));
    QCOMPARE(root.numbers("speeds", 1, 5, {0.0, 10.0}), (std::vector<double>{1.0, 10.0, 10.0}));
    QCOMPARE(root.text("name", 20), std::string());
    QCOMPARE(root.number("weight", {0.0, 4.0, true}), 4.0);
    const std::string told = toldOf(faults);
    QCOMPARE(std::count(told.begin(), told.end(), '\n'), std::ptrdiff_t{4});
    for (const char* line : {"\n  /speeds/1: found the text \"2\"", "\n  /speeds/2: found the number -3",
                             "\n  /name: found the text \"\"", "\n  /weight: found nothing, expected a number > 0"})
        QVERIFY2(told.find(line) != std::string::npos, told.c_str());
}

void TestReader::keysThatNobodyAskedForAreNamedWithTheNearest()
{
    Faults faults;
    const auto document = json::parse(R"({"windwos": 3})", faults);
    Object root(Place(*document, faults));
    root.integer("windows", 1, 9, 2);
    root.boolean("loop", false);
    root.finish();
    QVERIFY2(toldOf(faults).find("/windwos: found an unknown key") != std::string::npos, toldOf(faults).c_str());
    QVERIFY2(toldOf(faults).find("the nearest is \"windows\"") != std::string::npos, toldOf(faults).c_str());
}

void TestReader::pointersAreEscaped()
{
    Faults faults;
    const auto document = json::parse(R"({"a/~b": {"c": true}})", faults);
    const Place root(*document, faults);
    QCOMPARE(root.members().size(), std::size_t{1});
    Object inner(root.members().front().second);
    inner.number("c", {0.0, 1.0});
    QCOMPARE(faults.list().front().pointer, std::string("/a~1~0b/c"));
}

void TestReader::aPlaceIsFaultyForWhatIsWithinIt()
{
    Faults faults;
    const auto document = json::parse(R"({"a": {"b": [1, true]}})", faults);
    Object root(Place(*document, faults));
    Object inner = root.object("a", true);
    QVERIFY(!root.faulty());
    inner.numbers("b", 1, 2, {0.0, 1.0});
    QVERIFY(root.faulty() && root.faulty("a") && inner.faulty("b"));
    root.refuse("a", "something else");
    QCOMPARE(faults.list().size(), std::size_t{1});
}

void TestReader::aPlaceIsNotFaultyForItsNeighbour()
{
    Faults faults;
    faults.add("/cameras/10", "nothing", "a camera");
    QVERIFY(faults.isFaulty("/cameras/10") && faults.isFaulty("/cameras"));
    QVERIFY(!faults.isFaulty("/cameras/1"));
}

void TestReader::whatIsAbsentGivesItsFallbackOnce()
{
    Faults faults;
    const auto document = json::parse(R"({"device": 3})", faults);
    Object root(Place(*document, faults));
    Object device = root.object("device", true);
    QCOMPARE(device.integer("threads", 1, 8, 4), 4);
    QCOMPARE(device.text("kind", 10), std::string());
    device.finish();
    QCOMPARE(faults.list().size(), std::size_t{1});
    QVERIFY(!root.optionalNumber("speed", {0.0, 1.0}));
}

void TestReader::aKeyGivenTwiceIsAFault()
{
    Faults faults;
    QVERIFY(json::parse(R"({"a": [{"b": 1, "b": 2}]})", faults));
    QCOMPARE(faults.list().front().pointer, std::string("/a/0/b"));
}

void TestReader::brokenTextNamesLineColumnAndPointer()
{
    Faults faults;
    QVERIFY(!json::parse("{\"a\":\n [1, 2,, 3]}", faults));
    QCOMPARE(faults.list().front().pointer, std::string("/a/2"));
    QVERIFY2(toldOf(faults).find("line 2, column 8") != std::string::npos, toldOf(faults).c_str());
    Faults deep;
    QVERIFY(!json::parse(std::string(100'000, '['), deep));
    QVERIFY2(toldOf(deep).find("nested deeper than 64 levels") != std::string::npos, toldOf(deep).c_str());
}

void TestReader::aThousandFaultsAreEnough()
{
    Faults faults;
    const auto document = json::parse(
        "[" +
            [] {
                std::string list = "true";
                for (int i = 0; i < 5000; ++i)
                    list += ",true";
                return list;
            }()
            + "]",
        faults);
    for (const Place& element : Place(*document, faults).elements(0, 10'000))
        element.number({0.0, 1.0});
    QCOMPARE(faults.list().size(), std::size_t{1000});
    QVERIFY(toldOf(faults).size() < 10'000);
}

QTEST_GUILESS_MAIN(TestReader)
#include "tst_reader.moc"
