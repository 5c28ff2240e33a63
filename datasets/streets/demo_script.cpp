// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/demo_script.h"

#include "datasets/scenario/scenario.h"

#include <array>

namespace jackdaw::datasets {

namespace {

/// One retraining window of one camera: weights of person, car, bus, truck; density, daylight, haze.
struct Scene {
    std::array<double, 4> mix;
    double density;
    double daylight;
    double haze;
};
using Script = std::array<Scene, kDemoWindows>;

constexpr double kChangeSeconds = 5.0;
/// Labelled frames per window, and the part of the window over which they are spread: after the change, so that they
/// show the new scene, and early, so that time is left to train.
constexpr int kDemoTrainingFrames = 24;
constexpr double kDemoTrainingSpan = 0.3;
/// The film outlasts the run, so that no camera ends in its last window.
constexpr double kSpareSeconds = 4.0;

// From noon into the night and out of it.
constexpr Script kHighStreet{{{{.30, .55, .10, .05}, 1.0, 1.00, 0.0},
                              {{.45, .35, .10, .10}, 1.2, 0.75, 0.0},
                              {{.50, .20, .25, .05}, 1.3, 0.42, 0.1},
                              {{.15, .60, .20, .05}, 1.0, 0.10, 0.2},
                              {{.10, .45, .05, .40}, 0.9, 0.05, 0.5},
                              {{.20, .30, .10, .40}, 1.0, 0.45, 0.3},
                              {{.45, .35, .10, .10}, 1.1, 0.95, 0.0}}};
// Weather: fog comes and goes, then rain at dusk.
constexpr Script kCrossroads{{{{.25, .50, .15, .10}, 1.0, 0.90, 0.0},
                              {{.20, .30, .10, .40}, 1.2, 0.85, 0.5},
                              {{.15, .20, .15, .50}, 1.0, 0.70, 0.8},
                              {{.45, .30, .20, .05}, 1.3, 0.95, 0.1},
                              {{.40, .20, .35, .05}, 1.2, 0.60, 0.3},
                              {{.20, .55, .20, .05}, 1.0, 0.30, 0.6},
                              {{.15, .65, .10, .10}, 0.9, 0.12, 0.7}}};
// People: from a quiet morning over the rush to the night buses.
constexpr Script kBusStop{{{{.15, .60, .10, .15}, 1.0, 0.55, 0.1},
                           {{.55, .20, .20, .05}, 1.5, 0.80, 0.0},
                           {{.65, .10, .20, .05}, 1.6, 1.00, 0.0},
                           {{.20, .30, .05, .45}, 1.1, 0.90, 0.3},
                           {{.25, .50, .15, .10}, 1.0, 0.45, 0.0},
                           {{.45, .20, .30, .05}, 1.2, 0.18, 0.1},
                           {{.20, .40, .35, .05}, 0.9, 0.04, 0.2}}};
// Freight: cars by day, trucks by night, coaches at dawn.
constexpr Script kBridge{{{{.10, .75, .05, .10}, 1.0, 1.00, 0.0},
                          {{.10, .60, .05, .25}, 1.1, 0.60, 0.0},
                          {{.05, .35, .05, .55}, 0.9, 0.30, 0.2},
                          {{.05, .15, .10, .70}, 0.9, 0.08, 0.1},
                          {{.15, .30, .40, .15}, 1.0, 0.40, 0.6},
                          {{.20, .35, .35, .10}, 1.1, 0.75, 0.4},
                          {{.10, .70, .05, .15}, 1.2, 1.00, 0.1}}};

/// A scene holds for its window and changes over at the border.
std::vector<StreetPhase> phasesOf(const Script& script)
{
    std::vector<StreetPhase> phases;
    for (std::size_t i = 0; i < script.size(); ++i) {
        const Scene& scene = script[i];
        const double start = static_cast<double>(i) * kDemoWindowSeconds;
        const double end = start + kDemoWindowSeconds;
        for (const double at : {start + kChangeSeconds / 2.0, end - kChangeSeconds / 2.0})
            phases.push_back({at, {scene.mix.begin(), scene.mix.end()}, scene.density, scene.daylight, scene.haze});
    }
    return phases;
}

} // namespace

std::vector<StreetCamera> demoCameras(std::uint64_t seed)
{
    std::vector<StreetCamera> cameras{{"high-street", "High Street", {}},
                                      {"crossroads", "Crossroads", {}},
                                      {"bus-stop", "Bus stop", {}},
                                      {"bridge", "Bridge", {}}};
    const std::array scripts{kHighStreet, kCrossroads, kBusStop, kBridge};
    for (std::size_t i = 0; i < cameras.size(); ++i) {
        auto& street = cameras[i].street;
        street.framesPerSecond = 10;
        street.seconds = kDemoWindows * kDemoWindowSeconds + kSpareSeconds;
        street.seed = seed;
        street.kind = demoKinds()[i];
        street.camera = static_cast<std::uint32_t>(i);
        street.phases = phasesOf(scripts[i]);
    }
    return cameras;
}

runtime::RunSettings demoScenario(const std::vector<StreetCamera>& cameras, std::uint64_t seed)
{
    runtime::RunSettings settings = defaultSettings();
    settings.name = "Four streets";
    settings.seed = seed;
    settings.windows = kDemoWindows;
    settings.windowLength = fromSeconds(kDemoWindowSeconds);
    settings.labelling.scoringInterval = 2.0;
    // Truth costs nothing: as many frames as there is time to train on.
    settings.labelling.trainingFrames = kDemoTrainingFrames;
    settings.labelling.trainingSpan = kDemoTrainingSpan;
    addFilms(settings, cameras);
    return settings;
}

} // namespace jackdaw::datasets
