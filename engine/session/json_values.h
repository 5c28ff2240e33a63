// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

/// How the plain values of events are written in JSON: enumerations by name, numbers with every bit.
namespace jackdaw::session {

/// Names of an enumeration's values, in order.
inline constexpr std::array<std::string_view, 5> enumNames(JobKind)
{
    return {"inference", "labelling", "profiling", "retraining", "evaluation"};
}
inline constexpr std::array<std::string_view, 2> enumNames(ClockKind)
{
    return {"wall", "device"};
}
inline constexpr std::array<std::string_view, 2> enumNames(Task)
{
    return {"detection", "classification"};
}
inline constexpr std::array<std::string_view, 3> enumNames(Server)
{
    return {"student", "teacher", "both"};
}
inline constexpr std::array<std::string_view, 4> enumNames(ScorePair)
{
    return {"student-golden", "golden-human", "student-human", "fresh-golden"};
}
inline constexpr std::array<std::string_view, 9> enumNames(VideoFaultKind)
{
    return {"damaged",       "cut-off", "time-jump", "time-restart", "size-change",
            "files-skipped", "frozen",  "covered",   "clips-stopped"};
}
inline constexpr std::array<std::string_view, 3> enumNames(Severity)
{
    return {"info", "warning", "error"};
}
inline constexpr std::array<std::string_view, 6> enumNames(AlertTopic)
{
    return {"other", "low-accuracy", "camera", "drift", "storage", "device"};
}
inline constexpr std::array<std::string_view, 3> enumNames(ReviewVerdict)
{
    return {"begun", "accepted", "corrected"};
}
inline constexpr std::array<std::string_view, 2> enumNames(CorrectionUse)
{
    return {"scores", "trains"};
}
inline constexpr std::array<std::string_view, 3> enumNames(RunOutcome)
{
    return {"finished", "stopped", "failed"};
}

template <class T>
concept NamedEnum = std::is_enum_v<T> && requires(T value)
{
    enumNames(value);
};

/// Non-finite numbers have no place in JSON and are written as these texts.
inline constexpr std::string_view kNotANumber = "nan";
inline constexpr std::string_view kInfinity = "inf";
inline constexpr std::string_view kMinusInfinity = "-inf";

/// The shortest text that is read back as the same bits (JSON readers parse doubles, so a float's text must survive
/// that detour).
template <std::floating_point Number>
std::string numberText(Number number)
{
    if (std::isnan(number))
        return '"' + std::string(kNotANumber) + '"';
    if (std::isinf(number))
        return '"' + std::string(number > 0 ? kInfinity : kMinusInfinity) + '"';
    std::array<char, 40> digits{};
    char* const begin = digits.data();
    auto written = std::to_chars(begin, begin + digits.size(), number);
    double back = 0.0;
    std::from_chars(begin, written.ptr, back);
    if (static_cast<Number>(back) != number)
        written = std::to_chars(begin, begin + digits.size(), static_cast<double>(number));
    std::string text(begin, written.ptr);
    // "-0" would be read as the integer 0.
    return text == "-0" ? "-0.0" : text;
}

} // namespace jackdaw::session
