// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/events.h"

#include <QtTest>

#include <set>
#include <string>

using namespace jackdaw;

namespace {

template <std::size_t... Index>
std::vector<EventBody> oneOfEach(std::index_sequence<Index...>)
{
    return {EventBody(std::in_place_index<Index>)...};
}

const std::vector<EventBody>& bodies()
{
    static const auto all = oneOfEach(std::make_index_sequence<std::variant_size_v<EventBody>>{});
    return all;
}

} // namespace

class Events : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasANameOfItsOwn();
    void namesBelongToTheirKinds();
    void transitionsAreWhatAResumedRunMustKnow();
};

void Events::everyKindHasANameOfItsOwn()
{
    std::set<std::string_view> names;
    for (const EventBody& body : bodies()) {
        QVERIFY(!kindName(body).empty());
        names.insert(kindName(body));
    }
    QCOMPARE(names.size(), bodies().size());
}

void Events::namesBelongToTheirKinds()
{
    QCOMPARE(kindName(SessionStarted{}), std::string_view("SessionStarted"));
    QCOMPARE(kindName(CameraAdded{}), std::string_view("CameraAdded"));
    QCOMPARE(kindName(CameraLost{}), std::string_view("CameraLost"));
    QCOMPARE(kindName(CameraRecovered{}), std::string_view("CameraRecovered"));
    QCOMPARE(kindName(FrameIndexed{}), std::string_view("FrameIndexed"));
    QCOMPARE(kindName(FrameDropped{}), std::string_view("FrameDropped"));
    QCOMPARE(kindName(FrameScored{}), std::string_view("FrameScored"));
    QCOMPARE(kindName(GoldenLabelled{}), std::string_view("GoldenLabelled"));
    QCOMPARE(kindName(WindowStarted{}), std::string_view("WindowStarted"));
    QCOMPARE(kindName(WindowClosed{}), std::string_view("WindowClosed"));
    QCOMPARE(kindName(ProfileStarted{}), std::string_view("ProfileStarted"));
    QCOMPARE(kindName(ProfilePoint{}), std::string_view("ProfilePoint"));
    QCOMPARE(kindName(ProfileEstimated{}), std::string_view("ProfileEstimated"));
    QCOMPARE(kindName(PlanComputed{}), std::string_view("PlanComputed"));
    QCOMPARE(kindName(ServingChosen{}), std::string_view("ServingChosen"));
    QCOMPARE(kindName(VideoFault{}), std::string_view("VideoFault"));
    QCOMPARE(kindName(CrossingCounted{}), std::string_view("CrossingCounted"));
    QCOMPARE(kindName(ZoneCounted{}), std::string_view("ZoneCounted"));
    QCOMPARE(kindName(LabelCorrected{}), std::string_view("LabelCorrected"));
    QCOMPARE(kindName(LeaseGranted{}), std::string_view("LeaseGranted"));
    QCOMPARE(kindName(JobStarted{}), std::string_view("JobStarted"));
    QCOMPARE(kindName(JobProgress{}), std::string_view("JobProgress"));
    QCOMPARE(kindName(JobFinished{}), std::string_view("JobFinished"));
    QCOMPARE(kindName(JobFailed{}), std::string_view("JobFailed"));
    QCOMPARE(kindName(JobInterrupted{}), std::string_view("JobInterrupted"));
    QCOMPARE(kindName(WeightsSwapped{}), std::string_view("WeightsSwapped"));
    QCOMPARE(kindName(WeightsRejected{}), std::string_view("WeightsRejected"));
    QCOMPARE(kindName(DeviceSample{}), std::string_view("DeviceSample"));
    QCOMPARE(kindName(CostMeasured{}), std::string_view("CostMeasured"));
    QCOMPARE(kindName(Alert{}), std::string_view("Alert"));
    QCOMPARE(kindName(Note{}), std::string_view("Note"));
    QCOMPARE(kindName(SessionClosed{}), std::string_view("SessionClosed"));
}

void Events::transitionsAreWhatAResumedRunMustKnow()
{
    std::set<std::string> transitions;
    for (const EventBody& body : bodies()) {
        if (isTransition(body))
            transitions.emplace(kindName(body));
    }
    const std::set<std::string> expected = {"SessionStarted", "CameraAdded",    "WindowStarted",
                                            "WindowClosed",   "WeightsSwapped", "WeightsRejected",
                                            "SessionClosed",  "ResumeState",    "LabelCorrected"};
    QVERIFY(transitions == expected);
}

QTEST_GUILESS_MAIN(Events)
#include "tst_events.moc"
