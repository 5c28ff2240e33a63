// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/demo_gain.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace jackdaw::cli {
namespace {

/// An interval over fewer windows says little: over one it is a point.
constexpr std::uint32_t kFewestWindows = 3;

/// "63.4 % (60.1 to 66.0)".
std::string percent(const MeanWithInterval& value)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.1f %% (%.1f to %.1f)", 100.0 * value.mean, 100.0 * value.interval.low,
                  100.0 * value.interval.high);
    return text.data();
}

std::string points(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f points", 100.0 * value);
    return text.data();
}

std::string gained(const DemoGain& gain)
{
    if (!gain.gain)
        return "Too little was scored to say what retraining brought.";
    if (gain.windows < kFewestWindows)
        return "The difference is " + points(gain.gain->mean) + "; so few windows cannot tell it from chance.";
    const auto& [low, high] = gain.gain->interval;
    if (low > 0.0)
        return "Retraining gained " + points(gain.gain->mean) + " over " + std::to_string(gain.windows) + " windows.";
    if (high < 0.0)
        return "Retraining lost " + points(-gain.gain->mean) + " over " + std::to_string(gain.windows) + " windows.";
    return "What retraining brought cannot be told from chance here (" + points(gain.gain->mean) + ").";
}

/// The run in real time suffers from whatever else the machine does; the one without retraining, in device time, does
/// not.
std::string disturbed(const DemoGain& gain)
{
    constexpr double kNoticed = 0.02;
    if (gain.dropped < kNoticed)
        return {};
    std::array<char, 160> text{};
    std::snprintf(text.data(), text.size(),
                  " %.0f %% of the frames were dropped, since this machine is busy or slow; the run without retraining "
                  "drops none for that.",
                  100.0 * gain.dropped);
    return text.data();
}

} // namespace

std::string demoEnding(const DemoGain& gain, const std::filesystem::path& sessionFile)
{
    std::string text = "\nF1 against the truth, mean over cameras and windows, 95 % interval:\n";
    if (gain.baseline)
        text += "  without retraining  " + percent(*gain.baseline) + "\n";
    if (gain.accuracy)
        text += "  " + gain.planner + std::string(20 - std::min<std::size_t>(gain.planner.size(), 18), ' ')
            + percent(*gain.accuracy) + "\n";
    text += gained(gain) + disturbed(gain)
        + " Next, look at any second of it again (jackdaw SESSION), or run a video of your own"
        + " (jackdaw-cli run --video FILE --golden DETECTOR.onnx).\n";
    return text + "session: " + sessionFile.string() + "\n";
}

} // namespace jackdaw::cli
