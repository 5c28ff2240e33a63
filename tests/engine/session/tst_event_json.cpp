// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/event_json.h"

#include "tests/engine/session/sample_events.h"
#include "tests/support/property_seed.h"

#include <QtTest>

#include <bit>
#include <nlohmann/json.hpp>

using namespace jackdaw;
using namespace jackdaw::session;

class EventJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { jackdaw::testing::usePropertyParameters("seed=20261121 max_success=100"); }
    void everyKindComesBackAsItWas_data();
    void everyKindComesBackAsItWas();
    void floatsKeepEveryBit();
    void nonFiniteNumbersComeBack();
    void anUnknownFieldIsIgnored();
    void aMissingFieldIsNamed();
    void aMistypedFieldIsNamed();
    void aNumberOutOfRangeIsNamed();
    void aKindOfANewerVersionStaysWhatItIs();
    void aNameOfANewerVersionMakesTheEventUnknown();
    void fieldsThatCameLaterHaveTheirOldValue();
    void predictionsOfOlderSessionsAreTheStudents();
    void anAccuracyThatRestedOnNoObjectIsNone();
    void fieldsOfCamerasThatCameLaterHaveTheirDefault();
    void aBeliefThatWasAListOfNumbersIsLeftAlone();
    void brokenTextIsAnError();
    void aLongPlanTraceStaysCompact();
    void textThatIsNotUtf8IsMended();
};

void EventJson::everyKindComesBackAsItWas_data()
{
    QTest::addColumn<std::size_t>("index");
    for (const EventBody& body : emptyBodies())
        QTest::newRow(std::string(kindName(body)).c_str()) << body.index();
}

void EventJson::everyKindComesBackAsItWas()
{
    QFETCH(std::size_t, index);
    QVERIFY(rc::check([index] {
        const EventBody body = sample::arbitraryBody(index);
        const auto back = fromJson(kindName(body), toJson(body));
        if (!back)
            RC_FAIL(back.error().text());
        RC_ASSERT(back->index() == index);
        RC_ASSERT(*back == body);
        RC_ASSERT(toJson(*back) == toJson(body));
    }));
}

void EventJson::floatsKeepEveryBit()
{
    QVERIFY(rc::check([] {
        const auto bits = *rc::gen::arbitrary<std::uint32_t>();
        const auto value = std::bit_cast<float>(bits);
        RC_PRE(!std::isnan(value));
        FrameIndexed frame;
        frame.predictions.push_back({{value, -value, 0, 1}, ClassId{3}, value});
        const auto back = fromJson("FrameIndexed", toJson(frame));
        RC_ASSERT(std::bit_cast<std::uint32_t>(std::get<FrameIndexed>(*back).predictions.at(0).score) == bits);
    }));
    QVERIFY(rc::check([] {
        const auto bits = *rc::gen::arbitrary<std::uint64_t>();
        const auto value = std::bit_cast<double>(bits);
        RC_PRE(!std::isnan(value));
        const auto back = fromJson("JobProgress", toJson(JobProgress{JobId{1}, value}));
        RC_ASSERT(std::bit_cast<std::uint64_t>(std::get<JobProgress>(*back).fraction) == bits);
    }));
}

void EventJson::nonFiniteNumbersComeBack()
{
    PlanComputed plan;
    plan.expected.value = std::nan("");
    plan.trace.push_back({});
    plan.trace.back().score = std::nanf("");
    plan.trace.back().bestBefore = -std::numeric_limits<float>::infinity();
    const auto back = fromJson("PlanComputed", toJson(plan));
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    const auto& read = std::get<PlanComputed>(*back);
    QVERIFY(std::isnan(read.expected.value));
    QVERIFY(std::isnan(read.trace.at(0).score));
    QCOMPARE(read.trace.at(0).bestBefore, -std::numeric_limits<float>::infinity());
}

void EventJson::anUnknownFieldIsIgnored()
{
    const auto back = fromJson("Note", R"({"text":"seen","colour":"red"})");
    QVERIFY(back.has_value());
    QCOMPARE(std::get<Note>(*back).text, std::string("seen"));
}

void EventJson::aMissingFieldIsNamed()
{
    const auto back = fromJson("FrameDropped", R"({"camera":1})");
    QVERIFY(!back);
    QCOMPARE(back.error().code, ErrorCode::Corrupt);
    QVERIFY(back.error().message.find("FrameDropped") != std::string::npos);
    QVERIFY(back.error().message.find("/frame is missing") != std::string::npos);
}

void EventJson::aMistypedFieldIsNamed()
{
    const auto back = fromJson("FrameIndexed", R"({"camera":1,"frame":2,"sourceTime":3,"frameTime":4,"weights":5,
        "predictions":[[1,2,3,4,0,0.5],[1,2,"x",4,0,0.5]]})");
    QVERIFY(!back);
    QVERIFY2(back.error().message.find("/predictions/1/2 is not a number") != std::string::npos,
             back.error().message.c_str());
}

void EventJson::aNumberOutOfRangeIsNamed()
{
    for (const char* camera : {"-1", "4294967296", "1.5"}) {
        const auto back = fromJson("CameraRecovered", std::string(R"({"camera":)") + camera + "}");
        QVERIFY(!back);
        QVERIFY(back.error().message.find("/camera is not a whole number between 0 and 4294967295")
                != std::string::npos);
    }
}

void EventJson::aKindOfANewerVersionStaysWhatItIs()
{
    const std::string text = R"({"camera":3,"spouse":4})";
    const auto back = fromJson("CameraMarried", text);
    QVERIFY(back.has_value());
    QVERIFY(std::get<UnknownEvent>(*back) == (UnknownEvent{"CameraMarried", text}));
    QCOMPARE(toJson(*back), text);
}

void EventJson::aNameOfANewerVersionMakesTheEventUnknown()
{
    const std::string text = R"({"job":1,"kind":"merging","camera":2,"device":0,"configuration":null})";
    const auto back = fromJson("JobStarted", text);
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(std::get<UnknownEvent>(*back) == (UnknownEvent{"JobStarted", text}));
    QVERIFY(!fromJson("JobStarted", R"({"job":1,"kind":7,"camera":2,"device":0,"configuration":null})"));
}

void EventJson::fieldsThatCameLaterHaveTheirOldValue()
{
    const auto closed = fromJson("SessionClosed", R"({"reason":"finished"})");
    QVERIFY(closed.has_value());
    QVERIFY(std::get<SessionClosed>(*closed) == (SessionClosed{"finished", RunOutcome::Finished, {}}));
    QCOMPARE(toJson(*closed), std::string(R"({"reason":"finished"})"));
    const SessionClosed failed{"The disk is full.", RunOutcome::Failed, "Free some space."};
    QVERIFY(std::get<SessionClosed>(*fromJson("SessionClosed", toJson(failed))) == failed);
}

void EventJson::predictionsOfOlderSessionsAreTheStudents()
{
    FrameIndexed indexed;
    indexed.frame = 7;
    FrameScored scored;
    scored.frame = 7;
    for (const EventBody& body : {EventBody(indexed), EventBody(scored)}) {
        const std::string text = toJson(body);
        QVERIFY2(text.find("server") == std::string::npos, text.c_str());
        QVERIFY(*fromJson(kindName(body), text) == body);
    }
    indexed.server = Server::Teacher;
    indexed.age = Nanoseconds{200};
    scored.server = Server::Teacher;
    for (const EventBody& body : {EventBody(indexed), EventBody(scored)})
        QVERIFY(toJson(body).find("teacher") != std::string::npos);
}

void EventJson::anAccuracyThatRestedOnNoObjectIsNone()
{
    const auto back = fromJson("WindowClosed", R"({"window":2,"cameras":[{"camera":1,
        "studentGolden":{"value":0,"balanced":0,"ap50":0,"count":0,"frames":12,"interval":{"low":0,"high":0}},
        "goldenHuman":{"value":0.5,"balanced":0.5,"ap50":0,"count":3,"frames":2,"interval":{"low":0,"high":1}},
        "studentHuman":null,"retrained":true,"configuration":0,"framesDue":60,"framesDropped":0,
        "charged":[1,2,3,4,5]}]})");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    const CameraWindow& camera = std::get<WindowClosed>(*back).cameras.at(0);
    QVERIFY(!camera.studentGolden && !camera.studentHuman);
    QCOMPARE(camera.goldenHuman->count, 3U);
    QVERIFY(camera.empty == EmptyFrames{} && !camera.coverage);
}

void EventJson::fieldsOfCamerasThatCameLaterHaveTheirDefault()
{
    const auto back = fromJson("CameraAdded", R"({"camera":1,"name":"gate","source":"gate.mp4","width":352,"height":288,
        "framesPerSecond":5,"speed":0.2,"offset":0,"hasHumanLabels":false})");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(std::get<CameraAdded>(*back).target == kDefaultTarget);
}

void EventJson::aBeliefThatWasAListOfNumbersIsLeftAlone()
{
    ResumeState state;
    state.cameras.push_back({.camera = CameraId{3}, .hash = "abc", .lost = true});
    std::string json = toJson(state);
    const std::string field = "\"hash\":";
    QVERIFY(json.find(field) != std::string::npos);
    json.insert(json.find(field), "\"start\":[0.25,0.125,0.5],");
    const auto body = fromJson("ResumeState", json);
    QVERIFY2(body, body ? "" : body.error().message.c_str());
    QVERIFY(std::get<ResumeState>(*body) == state);
}

void EventJson::brokenTextIsAnError()
{
    for (const char* text : {"", "{", "[]", "null", "{\"text\":", "\xff\xfe", "{\"text\":\"\xc3\x28\"}"})
        QVERIFY2(!fromJson("Note", text), text);
}

void EventJson::aLongPlanTraceStaysCompact()
{
    PlanComputed plan;
    for (std::uint16_t i = 0; i < 10'000; ++i)
        plan.trace.push_back({3,
                              i,
                              3,
                              4,
                              MoveVerdict::Worse,
                              0.1F,
                              0.7F + static_cast<float>(i) * 1e-5F,
                              0.712345F,
                              {0.2F + static_cast<float>(i) * 1e-5F, ConfigurationId{17}},
                              {0.3F - static_cast<float>(i) * 1e-5F, std::nullopt}});
    QVERIFY(plan.trace.size() * sizeof(PlanMove) <= 500'000);
    const std::string json = toJson(plan);
    QVERIFY2(json.size() < 800'000, std::to_string(json.size()).c_str());
    QCOMPARE(std::get<PlanComputed>(*fromJson("PlanComputed", json)), plan);
}

void EventJson::textThatIsNotUtf8IsMended()
{
    const auto back = fromJson("Note", toJson(Note{"caf\xe9 at the gate"}));
    QVERIFY(back.has_value());
    QCOMPARE(std::get<Note>(*back).text, std::string("caf\xef\xbf\xbd at the gate"));
}

QTEST_GUILESS_MAIN(EventJson)
#include "tst_event_json.moc"
