// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/run_course.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace jackdaw;
using namespace jackdaw::report;
using namespace std::chrono_literals;

namespace {

/// Events in order, numbered.
class Told {
public:
    Told& at(Nanoseconds time, EventBody body)
    {
        events.push_back({time, events.size(), std::move(body)});
        return *this;
    }
    std::vector<Event> events;
};

FrameIndexed frame(std::uint32_t camera, Nanoseconds due)
{
    FrameIndexed indexed;
    indexed.camera = CameraId{camera};
    indexed.frameTime = due;
    return indexed;
}

/// Two cameras; the counted window begins at 10 s.
Told twoWindows()
{
    Told told;
    told.at(0s, CameraAdded{.camera = CameraId{0}, .name = "gate"});
    told.at(0s, CameraAdded{.camera = CameraId{1}, .name = "yard"});
    told.at(0s, WindowStarted{WindowId{0}, 10s, false});
    told.at(10s, WindowStarted{WindowId{1}, 15s, true});
    return told;
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

} // namespace

class RunCourses : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void framesCountInTheHalfSecondInWhichTheyWereDue()
    {
        Told told = twoWindows();
        told.at(11'100ms, frame(0, 11'000ms)).at(11'800ms, frame(1, 11'400ms)).at(11'900ms, frame(0, 11'600ms));
        told.at(12'000ms, frame(0, 11'600ms)); // the same frame again
        const RunCourse course = courseOf(told.events);
        QCOMPARE(course.windows.size(), std::size_t{2});
        const auto& halves = course.windows[1].halves;
        QCOMPARE(halves[2].inferred, 2U);
        QVERIFY(near(halves[2].largestMilliseconds, 400.0));
        QCOMPARE(halves[3].inferred, 1U);
        QVERIFY(near(halves[3].medianMilliseconds, 300.0));
    }

    void dropsAreNamedByHalfSecondAndCamera()
    {
        Told told = twoWindows();
        told.at(12'600ms, FrameDropped{CameraId{1}, 7}).at(12'900ms, FrameDropped{CameraId{1}, 8});
        told.at(12'950ms, FrameDropped{CameraId{0}, 3}).at(13'000ms, FrameDropped{CameraId{0}, 4});
        const RunCourse course = courseOf(told.events);
        const auto& halves = course.windows[1].halves;
        QVERIFY((halves[5].dropped == std::map<CameraId, std::uint32_t>{{CameraId{0}, 1}, {CameraId{1}, 2}}));
        QVERIFY((halves[6].dropped == std::map<CameraId, std::uint32_t>{{CameraId{0}, 1}}));
        const auto json = nlohmann::json::parse(courseJson(course));
        QVERIFY(json.at("format") == "jackdaw-course");
        const auto& window = json.at("windows").at(1);
        QVERIFY(window.at("start") == 10.0);
        QCOMPARE(window.at("drops").size(), std::size_t{3});
        QVERIFY((window.at("drops").at(1) == nlohmann::json{{"at", 2.5}, {"camera", "yard"}, {"frames", 2}}));
        QVERIFY((window.at("rows").at(5) == nlohmann::json{2.5, 0, 3, 0.0, 0.0, 0.0}));
    }

    void leasesAreMeansOverHalfSecondsUntilTheirJobEnds()
    {
        Told told = twoWindows();
        told.at(10s, JobStarted{JobId{3}, JobKind::Retraining, CameraId{0}, DeviceId{0}, {}});
        told.at(10'250ms, LeaseGranted{JobId{3}, Share{0.4}, Share{0.5}});
        told.at(11'100ms, JobFinished{JobId{3}, GpuSeconds{1}});
        told.at(12s, FrameDropped{CameraId{0}, 1});
        const RunCourse course = courseOf(told.events);
        const auto& halves = course.windows[1].halves;
        const auto granted = [&](std::size_t half) {
            return halves[half].shares.at(JobKind::Retraining).granted.value;
        };
        QVERIFY(near(granted(0), 0.25));
        QVERIFY(near(granted(1), 0.5));
        QVERIFY(near(granted(2), 0.1));
        QVERIFY(near(granted(3), 0.0));
        QVERIFY(near(halves[1].shares.at(JobKind::Retraining).requested.value, 0.4));
    }

    void aHalfSecondThatIsCutShortIsAMeanOverWhatThereWasOfIt()
    {
        Told told = twoWindows();
        told.at(10s, JobStarted{JobId{3}, JobKind::Retraining, CameraId{0}, DeviceId{0}, {}});
        told.at(10s, LeaseGranted{JobId{3}, Share{0.4}, Share{0.5}});
        told.at(10'700ms, WindowStarted{WindowId{2}, 5s, true});
        told.at(11'300ms, FrameDropped{CameraId{0}, 1});
        const RunCourse course = courseOf(told.events);
        for (const std::size_t window : {1U, 2U})
            for (const std::size_t half : {0U, 1U}) {
                const auto& shares = course.windows[window].halves[half].shares.at(JobKind::Retraining);
                QVERIFY2(near(shares.granted.value, 0.5), std::to_string(shares.granted.value).c_str());
                QVERIFY(near(shares.requested.value, 0.4));
            }
    }

    void whatIsUsedIsHeldAgainstWhatIsGrantedOverTenSecondsOfCountedWindows()
    {
        Told told = twoWindows();
        told.at(10s, JobStarted{JobId{3}, JobKind::Retraining, CameraId{0}, DeviceId{0}, {}});
        told.at(10s, LeaseGranted{JobId{3}, Share{0.4}, Share{0.5}});
        for (int second = 1; second <= 21; ++second) {
            DeviceSample sample{DeviceId{0}, 1s, {}};
            if (second > 10)
                sample.jobs = {{JobId{3}, Share{0.4}, Share{0.5}, Share{second <= 15 ? 0.5 : 0.3}}};
            // In order of time with what came before.
            told.at(second <= 10 ? 10s : second * 1s, sample);
        }
        const RunCourse course = courseOf(told.events);
        QCOMPARE(course.uses.size(), std::size_t{1});
        const RunCourse::Use& use = course.uses.front();
        QVERIFY(use.kind == JobKind::Retraining && use.from == 10s && use.to == 20s);
        QVERIFY(near(use.shares.granted.value, 0.5));
        QVERIFY(near(use.used.value, 0.4));
    }

    void anEmptySessionHasACourseWithoutWindows()
    {
        QVERIFY(courseOf({}).windows.empty());
        QVERIFY(nlohmann::json::parse(courseJson({})).at("windows").empty());
    }
};

QTEST_APPLESS_MAIN(RunCourses)
#include "tst_run_course.moc"
