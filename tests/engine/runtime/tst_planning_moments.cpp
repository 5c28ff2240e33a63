// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/engine.h"
#include "tests/engine/runtime/made_up_run.h"
#include "tests/engine/runtime/recording.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;

namespace {

constexpr std::uint32_t kCameras = 3;

/// Position of the first event from \p from on that \p isWanted; events.size() if there is none.
template <class Predicate>
std::size_t find(const std::vector<Event>& events, std::size_t from, Predicate isWanted)
{
    const auto found = std::find_if(events.begin() + static_cast<std::ptrdiff_t>(from), events.end(), isWanted);
    return static_cast<std::size_t>(found - events.begin());
}

template <class T>
bool is(const Event& event)
{
    return std::holds_alternative<T>(event.body);
}

} // namespace

/// When a run plans, and what it then knows.
class TestPlanningMoments : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::vector<Event> m_events;

private Q_SLOTS:

    void initTestCase()
    {
        RunSettings settings = madeUpSettings(m_folder.path().toStdString(), kCameras);
        settings.planner = "thief";
        QVERIFY(writeMadeUpRun(settings));
        profiling::CostTable costs = handMadeCosts(settings);
        // Labelling is slow: the cameras cannot all be sampled at once.
        costs.set("label/file", 0.06);
        QVERIFY(costs.save(settings.costTable));
        auto engine = Engine::start(settings, std::filesystem::path(m_folder.path().toStdString()) / "run.jackdaw");
        QVERIFY2(engine, engine ? "" : engine.error().text().c_str());
        const Status ended = (*engine)->wait();
        QVERIFY2(ended, ended ? "" : ended.error().text().c_str());
        (*engine)->poll(m_events, 1000000);
        QVERIFY(!m_events.empty());
    }

    void aWindowIsPlannedAtItsStartWithWhatHistorySays()
    {
        const auto windows = bodies<WindowStarted>(m_events);
        QCOMPARE(windows.size(), std::size_t{kWindows});
        for (std::size_t i = 0; i < m_events.size(); ++i) {
            const auto* window = std::get_if<WindowStarted>(&m_events[i].body);
            if (!window || !window->counted)
                continue;
            const std::size_t at = find(m_events, i, is<PlanComputed>);
            QVERIFY(at < m_events.size() && m_events[at].time == m_events[i].time);
            const auto& plan = std::get<PlanComputed>(m_events[at].body);
            QVERIFY(plan.window == window->window && toSeconds(window->length - plan.remaining) < 0.2);
            QCOMPARE(plan.jobs.size(), std::size_t{3 * kCameras}); // inference, retraining and scoring of each
            QVERIFY2(std::any_of(plan.jobs.begin(), plan.jobs.end(),
                                 [](const PlannedJob& job) { return job.configuration && job.share > Share{0}; }),
                     "nothing was expected of any retraining");
        }
    }

    void aSampleThatIsLabelledAndProfiledIsPlannedAtOnce()
    {
        std::size_t profiles = 0;
        for (std::size_t i = 0; i < m_events.size(); ++i) {
            const auto* estimated = std::get_if<ProfileEstimated>(&m_events[i].body);
            if (!estimated)
                continue;
            ++profiles;
            const std::size_t at = find(m_events, i, is<PlanComputed>);
            QVERIFY(at < m_events.size() && m_events[at].time == m_events[i].time);
            QCOMPARE(std::get<PlanComputed>(m_events[at].body).reason,
                     "The sample of camera " + std::to_string(estimated->camera.value) + " is labelled and profiled.");
        }
        QVERIFY2(profiles >= kCameras, std::to_string(profiles).c_str());
    }

    void aRetrainingStartsWhileOtherCamerasAreStillSampled()
    {
        const std::size_t window = find(m_events, 0, [](const Event& event) {
            const auto* started = std::get_if<WindowStarted>(&event.body);
            return started && started->counted;
        });
        const std::size_t retraining = find(m_events, window, [](const Event& event) {
            const auto* started = std::get_if<JobStarted>(&event.body);
            return started && started->kind == JobKind::Retraining;
        });
        const std::size_t estimates = static_cast<std::size_t>(
            std::count_if(m_events.begin() + static_cast<std::ptrdiff_t>(window),
                          m_events.begin() + static_cast<std::ptrdiff_t>(retraining), is<ProfileEstimated>));
        QVERIFY(retraining < m_events.size());
        QVERIFY2(estimates >= 1 && estimates < kCameras, std::to_string(estimates).c_str());
    }

    void noRetrainingStartsBeforeItsCameraIsSampled()
    {
        std::vector<bool> sampled(kCameras, false);
        for (const Event& event : m_events) {
            if (const auto* window = std::get_if<WindowStarted>(&event.body); window && window->counted)
                sampled.assign(kCameras, false);
            if (const auto* estimated = std::get_if<ProfileEstimated>(&event.body))
                sampled[estimated->camera.value] = true;
            const auto* started = std::get_if<JobStarted>(&event.body);
            if (started && started->kind == JobKind::Retraining && started->configuration)
                QVERIFY(sampled[started->camera.value]);
        }
    }
};

QTEST_GUILESS_MAIN(TestPlanningMoments)
#include "tst_planning_moments.moc"
