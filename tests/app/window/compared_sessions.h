// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/random.h"
#include "engine/session/session_file.h"

#include <QDir>
#include <QString>
#include <QTemporaryDir>

#include <string>

namespace jackdaw::testing {

/// A run as its session tells of it, without pictures: what of it counts for comparisons.
struct ComparedScript {
    std::string planner = "thief";
    std::uint64_t seed = 1;
    std::uint32_t cameras = 4;
    std::uint32_t windows = 6; ///< counted ones
    double level = 0.5; ///< about which its accuracies lie
    std::string golden = "label files";
    bool finishes = true;
    Nanoseconds late{0}; ///< by which windows begin after their instants, as by the clock on the wall
};

/// Writes the session into \p folder; its file.
inline QString writeCompared(const QTemporaryDir& folder, const QString& name, const ComparedScript& script)
{
    constexpr Nanoseconds kLength = std::chrono::seconds(20);
    const QString file = QDir(folder.path()).filePath(name + QStringLiteral(".jackdaw"));
    auto writer = session::SessionWriter::create(file.toStdString());
    if (!writer)
        return {};
    const auto put = [&](Nanoseconds time, EventBody body) {
        (*writer)->append(time, std::move(body), session::SessionWriter::Until::Queued);
    };
    RandomStream random(script.seed, static_cast<std::uint32_t>(script.level * 1000), RandomPurpose::Test);
    SessionStarted started;
    started.name = name.toStdString();
    started.planner = script.planner;
    started.clock = ClockKind::Device;
    started.seed = script.seed;
    started.windows = script.windows + 1;
    started.windowLength = kLength;
    started.golden = script.golden;
    started.costTable = {{"train/whole", 0.1}};
    started.devices = {"CPU"};
    put(Nanoseconds{0}, started);
    for (std::uint32_t i = 0; i < script.cameras; ++i)
        put(Nanoseconds{0}, CameraAdded{CameraId{i}, "street " + std::to_string(i)});
    for (std::uint32_t w = 0; w <= script.windows; ++w) {
        put(w * kLength + script.late, WindowStarted{WindowId{w}, kLength, w > 0});
        WindowClosed closed{WindowId{w}, {}};
        for (std::uint32_t i = 0; i < script.cameras; ++i) {
            CameraWindow camera;
            camera.camera = CameraId{i};
            const double value = script.level + random.uniform(-0.06, 0.06) - 0.01 * i;
            camera.studentGolden =
                MeasuredAccuracy{Accuracy{value}, Accuracy{value * 0.9}, std::nullopt, 12, 4, {0, 1}};
            camera.charged = {{JobKind::Inference, GpuSeconds{2.0}}, {JobKind::Retraining, GpuSeconds{1.5}}};
            closed.cameras.push_back(camera);
        }
        put((w + 1) * kLength + script.late, closed);
    }
    if (script.finishes)
        put((script.windows + 1) * kLength + script.late, SessionClosed{"finished", RunOutcome::Finished});
    return (*writer)->close() ? file : QString();
}

} // namespace jackdaw::testing
