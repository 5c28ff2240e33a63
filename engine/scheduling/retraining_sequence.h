// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/job_groups.h"
#include "engine/scheduling/plan.h"
#include "engine/scheduling/window_problem.h"

#include <cstdint>
#include <vector>

namespace jackdaw::scheduling {

/// A share that a serving job can be given, with what it makes of it.
struct MenuPoint {
    double share = 0.0;
    Served served;
};

/// How many shares a menu offers: the curves' own points (each a sampling rate), or also multiples of δ and of a
/// twentieth of the demand. Where several ways may serve, those of a fraction of each one's demand.
enum class MenuDetail { Rates, Fine };

using ServingMenu = std::vector<MenuPoint>;

/// Menus of one profile: the shares worth giving to a serving job, up to its demand; of those that \p detail names the
/// upper concave hull from (0, 0). On the hull every further bit of share buys less than the one before, so that
/// filling by falling slope is optimal. Where something else may serve, what is worth giving depends on how accurate
/// the student's model is: there is a menu per accuracy, made when it is first asked for.
class ServingMenus {
public:
    ServingMenus(const InferenceProfile& profile, double quantum, MenuDetail detail);

    /// Whether they are those of \p profile, too; with many accuracies each keeps its own.
    bool serve(const InferenceProfile& profile) const
    {
        return m_profile->alternatives.empty() && *m_profile == profile;
    }
    /// Number of the menu for a student's model of accuracy \p model.
    std::size_t numberFor(double model);
    const ServingMenu& menu(std::size_t number) const { return m_menus[number]; }

private:
    ServingMenu hullFor(double model) const;

    const InferenceProfile* m_profile;
    std::vector<MenuPoint> m_offers; ///< by rising share
    std::vector<double> m_models; ///< one per menu
    std::vector<ServingMenu> m_menus;
};

/// How the instantaneous mean accuracy of all streams depends on the total share of the jobs that serve (inferences and
/// further jobs), for given models: concave, piecewise linear, and reached exactly at its points.
class ServingMarket {
public:
    ServingMarket(const std::vector<JobGroup>& groups, double quantum, MenuDetail detail);

    /// Back to the model accuracies at the window's start.
    void reset();
    void setAccuracy(std::size_t stream, double accuracy);
    /// All streams at once; further jobs have none.
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
    /// The shares behind value(), per group.
    std::vector<double> shares(double share) const;

private:
    struct Segment {
        double slope = 0.0;
        double gain = 0.0;
        double share = 0.0;
        std::uint32_t group = 0;
        std::uint32_t index = 0; ///< into the group's menu: from this point to the next
    };
    struct Total {
        double share = 0.0;
        double value = 0.0;
    };

    const ServingMenu& menuOf(std::size_t group) const { return m_menus[m_menusOf[group]].menu(m_menuOf[group]); }
    double worth(std::size_t group, const Served& served) const;
    void takeAccuracy(std::size_t group, double accuracy);
    void appendSegments(std::size_t group, std::vector<Segment>& segments) const;
    void rebuild();
    void sumUp();
    std::vector<double> filled(std::size_t point) const;
    std::vector<double> withRemainder(std::size_t point, double left) const;

    const std::vector<JobGroup>& m_groups;
    std::vector<ServingMenus> m_menus;
    std::vector<std::size_t> m_menusOf; ///< groups with the same curve share their menus
    std::vector<std::size_t> m_menuOf; ///< number of the group's menu at its accuracy
    std::vector<double> m_accuracy;
    std::vector<Segment> m_segments; ///< by falling slope
    std::vector<Total> m_total;
    std::vector<double> m_startAccuracy;
    std::vector<std::size_t> m_startMenu;
    std::vector<Segment> m_startSegments;
    std::vector<Total> m_startTotal;
    std::vector<Segment> m_own; ///< scratch of setAccuracy()
    std::vector<Segment> m_merged; ///< scratch of setAccuracy()
};

/// One retraining of a sequence.
struct SequencedRetraining {
    std::size_t stream = 0;
    std::size_t option = 0; ///< as in StreamAllocation
    double cost = 0.0; ///< GPU-seconds, preparation included
    double accuracy = 0.0; ///< after the swap
    bool operator==(const SequencedRetraining&) const = default;
};

/// How the coupled window goes when retrainings run in a given order and everything is shared out anew at each
/// completion.
///
/// Why a sequence is enough: where r(R) is linear and a job may take any share, every schedule can be rearranged into
/// one that trains one model after the other with the same total retraining share at every instant; each model is then
/// ready no later. What is left to choose at each completion is how much of the capacity x goes to retraining. While
/// retraining k runs, an instant costs V - A(G - x) against the accuracy V that all retrainings together will reach,
/// and the retraining takes g / x; so the phase costs g (V - A(G - x)) / x. A is concave and piecewise linear, so the
/// least is at one of A's points. Where r is not linear, or a job must fit on one device, \p width retrainings run side
/// by side.
class SequenceEvaluator {
public:
    SequenceEvaluator(const WindowProblem& problem, const std::vector<JobGroup>& groups, MenuDetail detail);

    /// Retrainings that run side by side, >= 1, and the largest share that one may take.
    void setWidth(std::size_t width) { m_width = width; }
    std::size_t width() const { return m_width; }
    /// Raises V above what is reached: presses on where the window is too short for the sequence.
    void setPressure(double pressure) { m_pressure = pressure; }
    double pressure() const { return m_pressure; }

    /// Integral of the weighted sum of accuracies over the window and the seconds that carry over; missed floors cost
    /// (see ServingMarket). A retraining that cannot end in time or does not pay is left out. The steps are written
    /// to \p steps if given.
    double evaluate(const std::vector<SequencedRetraining>& sequence, std::vector<PlanStep>* steps = nullptr);

private:
    struct Job {
        SequencedRetraining what;
        double remaining = 0.0;
    };
    struct Phase {
        std::size_t point = 0;
        double share = 0.0; ///< of each retraining
        double duration = 0.0;
        double value = 0.0;
    };

    void prepare(const std::vector<SequencedRetraining>& sequence);
    bool choosePhase(double left, Phase& phase) const;
    bool choosePoint(double left, Phase& phase) const;
    bool scanPoints(double left, Phase& phase) const;
    bool pays(const Phase& phase, double left) const;
    double leastRemaining() const;
    /// Of the retrainings that run, with the same share each.
    struct Pace {
        double together = 0.0; ///< sum of their speeds
        double duration = 0.0; ///< until the first of them ends
    };
    Pace paceAt(double share, double least) const;
    std::size_t active() const;
    void write(double now, const Phase* phase, std::vector<PlanStep>& steps) const;
    void progress(const Phase& phase);

    const WindowProblem& m_problem;
    const std::vector<JobGroup>& m_groups;
    double m_gpus;
    double m_largestJob;
    std::size_t m_width = 1;
    double m_pressure = 0.0;
    ServingMarket m_market; ///< with the models deployed at the instant
    ServingMarket m_goal; ///< with all models retrained
    std::vector<double> m_goalAccuracy;
    bool m_isOneCurve; ///< all retrainings are equally fast
    bool m_anyShare; ///< linear throughput, and one device: a retraining may take all there is
    double m_goalValue = 0.0;
    std::vector<Job> m_jobs; ///< not ended yet, in order
};

} // namespace jackdaw::scheduling
