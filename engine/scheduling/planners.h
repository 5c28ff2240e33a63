// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/planner.h"

#include <array>
#include <optional>

namespace jackdaw::scheduling {

/// Of planners that choose what serves a camera, λ, jointly with its retraining (Ekya, NSDI'22, §3.1).
inline constexpr ServingChoice kEveryWay{true, true, true};

/// One way of serving each, with boxes that stand and, where that is better, moved along.
inline constexpr std::array kSingleWays{ServingChoice{true, false, false}, ServingChoice{true, false, true},
                                        ServingChoice{false, true, false}, ServingChoice{false, true, true}};

/// Equal shares: \p fraction of each for inference, the rest for option number \p configuration; a stream without that
/// option is not retrained, and its retraining share goes to all.
Allocation uniformAllocation(const WindowProblem& problem, std::size_t configuration, double fraction);

/// The paper's baseline: every stream has the same share, \p fraction of it for inference, the rest for retraining with
/// configuration \p configuration. What is not used for retraining any more is split equally (Ekya, NSDI'22, §6.1). A
/// stream that does not offer the configuration is not retrained.
class UniformPlanner final : public Planner {
public:
    UniformPlanner(std::size_t configuration, double fraction) :
        m_configuration(configuration), m_fraction(fraction) { }

    std::string name() const override;
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return FreedShare::EqualSplit; }
    bool usesEstimates() const override { return false; }

private:
    std::size_t m_configuration;
    double m_fraction;
};

/// Never retrains; inferences get equal shares up to what they can use.
class InferenceOnlyPlanner final : public Planner {
public:
    std::string name() const override { return "inference-only"; }
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return FreedShare::Unused; }
    bool usesEstimates() const override { return false; }
};

/// Never retrains; one way of serving for all, with equal shares up to what that way can use. Where boxes may be moved
/// along they are if that is better at the share. A teacher that may not serve a camera leaves it without anything.
class OneWayPlanner final : public Planner {
public:
    /// \p choice: the student or the teacher.
    explicit OneWayPlanner(const ServingChoice& choice) : m_choice(choice) { }

    std::string name() const override;
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return FreedShare::Unused; }
    ServingChoice servingChoice() const override { return m_choice; }
    bool usesEstimates() const override { return false; }

private:
    ServingChoice m_choice;
};

/// The paper's first ablation (Ekya, NSDI'22, §6.3): every stream keeps an equal share with a fixed fraction for
/// inference, and only the configuration adapts.
class FixedResourcesPlanner final : public Planner {
public:
    explicit FixedResourcesPlanner(double fraction) : m_fraction(fraction) { }

    std::string name() const override;
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return FreedShare::EqualSplit; }

private:
    double m_fraction;
};

/// The paper's second ablation: every stream retrains with the same configuration, and only the shares adapt, by the
/// thief. Without a number it is the configuration that is best on average at equal shares.
class FixedConfigurationPlanner final : public Planner {
public:
    FixedConfigurationPlanner(std::optional<std::size_t> configuration, const PlannerOptions& options) :
        m_configuration(configuration), m_options(options)
    {
    }

    std::string name() const override;
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return FreedShare::Replanned; }

private:
    std::optional<std::size_t> m_configuration;
    PlannerOptions m_options;
};

/// Algorithms 1 and 2 of Ekya (NSDI'22, §4.2), first as printed. Where the printed text fails it does the
/// following:
///  - a victim that has less than δ gives what it has (printed: the pair ends, so nothing moves where the fair share is
///    below δ);
///  - passes over all pairs of jobs repeat until one gains nothing (printed: one pass);
///  - where stealing δ gains nothing, 2δ, 4δ, … and all of the victim's share are tried: a retraining that does not end
///    within the window is worth nothing until it has enough;
///  - the search starts from the fair split, from inference alone, from inference at its demand with the rest on one
///    retraining, and from the best uniform allocation; the best end wins (printed: the fair split alone);
///  - where several ways may serve a camera it starts, too, from each way alone and from the best that all ways
///    together make of all, three quarters, half and a quarter of the capacity, the rest on one retraining: between two
///    ways lies a stretch of share that gains nothing;
///  - of up to 16 such cameras, amounts are tried, too, that bring the thief up, or the victim down, to a share at
///  which
///    another way or rate begins to pay;
///  - "do not retrain" is one of the candidates;
///  - floors that cannot be met: the allocation that lacks least wins, and the plan says how much is missing;
///  - inference never keeps more than it can use;
///  - with FreedShare::Replanned, retrainings also steal whole shares from each other where the share is worth more if
///    it is handed on when the retraining ends (see HandOver).
class ThiefPlanner final : public Planner {
public:
    explicit ThiefPlanner(const PlannerOptions& options) : m_options(options) { }

    std::string name() const override { return "thief"; }
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return FreedShare::Replanned; }
    ServingChoice servingChoice() const override { return kEveryWay; }

private:
    PlannerOptions m_options;
};

/// What the published code does (the simulator published with Ekya), for comparison. Three rounds; in each, every
/// stream first picks its configuration alone at its present shares, then the jobs steal with these configurations
/// fixed, from the fair split on: every ordered pair of jobs, every amount 0, δ, 2δ, … of what the victim has, each
/// scored by the whole coupled window with freed shares split equally; after each pair the best allocation seen holds.
/// The last round counts, even if an earlier one was better. Inference may hold more than it can use.
class ThiefReferencePlanner final : public Planner {
public:
    explicit ThiefReferencePlanner(const PlannerOptions& options) : m_options(options) { }

    std::string name() const override { return "thief-reference"; }
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return FreedShare::EqualSplit; }

private:
    PlannerOptions m_options;
};

/// Optimum of the decoupled problem (eq. 1) on the grid of shares 0, δ, 2δ, …: per stream the best value for every
/// number of quanta, over all splits and configurations, then a multiple-choice knapsack by dynamic programming
/// (Kellerer, Pferschy, Pisinger: Knapsack Problems, ch. 11). Floors come first: the allocation that lacks least wins.
/// Where δ is larger than the smallest inference demand the grid is made finer by a whole number, so that inference
/// need not take a whole δ; where several ways may serve a camera, fine enough for the least share that one needs and
/// for 16 parts of each camera's, but no finer than 512 parts of the capacity.
class ExactPlanner final : public Planner {
public:
    explicit ExactPlanner(const PlannerOptions& options) : m_options(options) { }

    std::string name() const override { return "exact"; }
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return FreedShare::Replanned; }
    ServingChoice servingChoice() const override { return kEveryWay; }

private:
    PlannerOptions m_options;
};

/// The grid's step and how many of them the capacity has.
struct QuantaGrid {
    double quantum = 0.0;
    std::size_t units = 0;
};
QuantaGrid quantaGrid(const WindowProblem& problem);

/// Plans the whole window under the coupled model: what is retrained with what, in which order, and how the capacity is
/// divided anew at every completion. Local search over sequences (SequenceSearch) from the optimum of the decoupled
/// problem and from priced starts; the best of the result and of the simple plans, scored exactly, wins. The plan's
/// later steps are what it intends at its completions.
class JackdawPlanner final : public Planner {
public:
    explicit JackdawPlanner(const PlannerOptions& options) : m_options(options) { }

    std::string name() const override { return "jackdaw"; }
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return FreedShare::Replanned; }
    ServingChoice servingChoice() const override { return kEveryWay; }

private:
    PlannerOptions m_options;
};

} // namespace jackdaw::scheduling
