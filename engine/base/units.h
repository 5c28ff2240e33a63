// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cmath>
#include <compare>
#include <cstdint>

namespace jackdaw {

/// Session time and durations. Every instant in the house is a count of nanoseconds since the session began.
using Nanoseconds = std::chrono::nanoseconds;

/// A double with a unit: values of different units neither compare nor add.
template <class Unit>
struct Quantity {
    double value = 0.0;

    constexpr auto operator<=>(const Quantity&) const = default;
    constexpr Quantity& operator+=(Quantity other)
    {
        value += other.value;
        return *this;
    }
    constexpr Quantity& operator-=(Quantity other)
    {
        value -= other.value;
        return *this;
    }
    friend constexpr Quantity operator+(Quantity a, Quantity b) { return {a.value + b.value}; }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return {a.value - b.value}; }
    friend constexpr Quantity operator*(Quantity a, double factor) { return {a.value * factor}; }
    friend constexpr Quantity operator*(double factor, Quantity a) { return {a.value * factor}; }
    friend constexpr Quantity operator/(Quantity a, double divisor) { return {a.value / divisor}; }
    /// The ratio of two quantities of one unit is a plain number.
    friend constexpr double operator/(Quantity a, Quantity b) { return a.value / b.value; }
};

/// One second of a whole device (a CPU counts as one device).
using GpuSeconds = Quantity<struct GpuSecondsUnit>;
/// Fraction of one device; the shares of all jobs on one device sum to at most 1.
using Share = Quantity<struct ShareUnit>;
/// Accuracy between 0 and 1, as defined in vision/accuracy.h.
using Accuracy = Quantity<struct AccuracyUnit>;

constexpr double toSeconds(Nanoseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

/// Rounds to the nearest nanosecond. \p seconds must be finite and below 292 years.
inline Nanoseconds fromSeconds(double seconds)
{
    return Nanoseconds{std::llround(seconds * 1e9)};
}

} // namespace jackdaw
