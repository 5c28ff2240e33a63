// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/window_problem.h"

#include <cstdint>
#include <vector>

namespace jackdaw::scheduling {

/// A share that an inference can be given, with the factor it makes of it.
struct MenuPoint {
    double share = 0.0;
    double factor = 0.0;
};

/// How many shares a menu offers: the curve's own points (each a sampling rate), or also multiples of δ and of a
/// twentieth of the demand.
enum class MenuDetail { Rates, Fine };

/// Shares worth giving to one inference, up to its demand; of those that \p detail names the upper concave hull from
/// (0, 0). On the hull every further bit of share buys less than the one before, so that filling by falling slope is
/// optimal.
std::vector<MenuPoint> inferenceMenu(const InferenceProfile& profile, double quantum, MenuDetail detail);

/// How the instantaneous mean accuracy of all streams depends on the total share of inference, for given models:
/// concave, piecewise linear, and reached exactly at its points.
class InferenceMarket {
public:
    InferenceMarket(const WindowProblem& problem, MenuDetail detail);

    /// Back to the model accuracies at the window's start.
    void reset();
    void setAccuracy(std::size_t stream, double accuracy);
    /// All streams at once.
    void setAccuracies(const std::vector<double>& accuracy);

    /// The points of the curve, from no share to all that can be used.
    std::size_t points() const { return m_total.size(); }
    double shareAt(std::size_t point) const { return m_total[point].share; }
    /// Weighted sum over the streams; floors that are missed cost far more than accuracy earns.
    double valueAt(std::size_t point) const { return m_total[point].value; }

    /// Last point that takes at most \p share.
    std::size_t pointWithin(double share) const;
    /// Value of the best use of \p share, also between two points.
    double value(double share) const;
    /// Upper bound of value(), in less time: straight between two points.
    double valueBound(double share) const;
    /// The shares behind value().
    std::vector<double> shares(double share) const;

private:
    struct Segment {
        double slope = 0.0;
        double gain = 0.0;
        double share = 0.0;
        std::uint32_t stream = 0;
        std::uint32_t index = 0; ///< into the stream's menu: from this point to the next
    };
    struct Total {
        double share = 0.0;
        double value = 0.0;
    };

    const std::vector<MenuPoint>& menuOf(std::size_t stream) const { return m_menus[m_menuOf[stream]]; }
    double worth(std::size_t stream, double factor) const;
    void appendSegments(std::size_t stream, std::vector<Segment>& segments) const;
    void rebuild();
    void sumUp();
    std::vector<double> filled(std::size_t point) const;
    std::vector<double> withRemainder(std::size_t point, double left) const;

    const WindowProblem& m_problem;
    std::vector<std::vector<MenuPoint>> m_menus;
    std::vector<std::size_t> m_menuOf; ///< streams with the same curve share a menu
    std::vector<double> m_accuracy;
    std::vector<Segment> m_segments; ///< by falling slope
    std::vector<Total> m_total;
    std::vector<double> m_startAccuracy;
    std::vector<Segment> m_startSegments;
    std::vector<Total> m_startTotal;
    std::vector<Segment> m_own; ///< scratch of setAccuracy()
    std::vector<Segment> m_merged; ///< scratch of setAccuracy()
};

} // namespace jackdaw::scheduling
