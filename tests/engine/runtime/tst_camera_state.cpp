// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/camera_state.h"

#include <QTest>

#include <map>
#include <set>
#include <utility>

using namespace jackdaw::runtime;

namespace {

using Transition = std::pair<CameraState, CameraStep>;

/// All that may happen, written down once more; ARCHITECTURE.md has the same table in words.
const std::map<Transition, CameraState>& allowed()
{
    using S = CameraState;
    using E = CameraStep;
    static const std::map<Transition, CameraState> table = {
        {{S::NoStudent, E::FirstTrainingStarted}, S::FirstTraining},
        {{S::NoStudent, E::StudentDeployed}, S::Settled},
        {{S::NoStudent, E::FeedLost}, S::Lost},
        {{S::FirstTraining, E::FirstTrainingFailed}, S::NoStudent},
        {{S::FirstTraining, E::StudentDeployed}, S::Settled},
        {{S::FirstTraining, E::FeedLost}, S::Lost},
        {{S::Settled, E::RoundBegan}, S::Sampling},
        {{S::Settled, E::FeedLost}, S::Lost},
        {{S::Sampling, E::ProfileStarted}, S::Profiling},
        {{S::Sampling, E::Offered}, S::Ready},
        {{S::Sampling, E::RoundEnded}, S::Settled},
        {{S::Sampling, E::FeedLost}, S::Lost},
        {{S::Profiling, E::Offered}, S::Ready},
        {{S::Profiling, E::RoundEnded}, S::Settled},
        {{S::Profiling, E::FeedLost}, S::Lost},
        {{S::Ready, E::RetrainingStarted}, S::Retraining},
        {{S::Ready, E::RoundEnded}, S::Settled},
        {{S::Ready, E::FeedLost}, S::Lost},
        {{S::Retraining, E::RoundEnded}, S::Settled},
        {{S::Retraining, E::FeedLost}, S::Lost},
        {{S::Lost, E::FeedBack}, S::NoStudent},
        {{S::Lost, E::FeedBackWithStudent}, S::Settled},
    };
    return table;
}

} // namespace

class TestCameraState : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTransitionOfTheTableIsTaken()
    {
        for (const auto& [transition, next] : allowed())
            QVERIFY(stateAfter(transition.first, transition.second) == next);
    }

    void everythingElseIsForbidden()
    {
        int forbidden = 0;
        for (const CameraState state : kCameraStates) {
            for (const CameraStep step : kCameraSteps) {
                if (allowed().contains({state, step}))
                    continue;
                ++forbidden;
                QVERIFY2(!stateAfter(state, step), std::string(name(state)).c_str());
            }
        }
        QCOMPARE(forbidden, static_cast<int>(kCameraStates.size() * kCameraSteps.size() - allowed().size()));
    }

    void everyStateIsReachedFromTheFirst()
    {
        std::set<CameraState> reached{CameraState::NoStudent};
        for (std::size_t before = 0; before != reached.size();) {
            before = reached.size();
            for (const auto& [transition, next] : allowed()) {
                if (reached.contains(transition.first))
                    reached.insert(next);
            }
        }
        QCOMPARE(reached.size(), kCameraStates.size());
    }

    void aCameraHasAStudentFromItsFirstDeploymentUntilItIsLost()
    {
        for (const auto& [transition, next] : allowed()) {
            const bool gains = transition.second == CameraStep::StudentDeployed
                || transition.second == CameraStep::FeedBackWithStudent;
            const bool loses = transition.second == CameraStep::FeedLost;
            QCOMPARE(hasStudent(next), (hasStudent(transition.first) || gains) && !loses);
        }
    }

    void statesHaveNamesOfTheirOwn()
    {
        std::set<std::string_view> names;
        for (const CameraState state : kCameraStates)
            names.insert(name(state));
        QCOMPARE(names.size(), kCameraStates.size());
        QVERIFY(!names.contains(""));
    }
};

QTEST_GUILESS_MAIN(TestCameraState)
#include "tst_camera_state.moc"
