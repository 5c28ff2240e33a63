// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/device_shares.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace jackdaw::runtime {
namespace {

/// No claim on the device: the job runs when no other one is ready. Preparation, whose share falls with its turn, comes
/// before what nobody waits for, with ten thousand cameras still.
constexpr Share kLeftOver{1e-15};
constexpr Share kLeftOverInTurn{1e-11};

/// Sorted by: the step of the plan that retrains it, what is left to do before it, the gain that it is to bring.
using Precedence = std::tuple<std::size_t, double, double>;

Precedence precedence(const scheduling::StreamProblem& stream, std::size_t number, const scheduling::Plan& plan)
{
    const auto retrains = [number](const scheduling::PlanStep& step) {
        return step.allocation.retraining(number) > Share{0};
    };
    const auto step = std::find_if(plan.steps.begin(), plan.steps.end(), retrains) - plan.steps.begin();
    double gain = 0.0;
    for (const scheduling::RetrainingOption& option : stream.options)
        gain = std::max(gain, option.finalAccuracy.value - stream.startAccuracy.value);
    return {static_cast<std::size_t>(step), stream.preparation.total().value, -gain};
}

} // namespace

std::vector<std::size_t> preparationOrder(const scheduling::WindowProblem& problem, const scheduling::Plan& plan)
{
    std::vector<std::pair<Precedence, std::size_t>> order;
    for (std::size_t v = 0; v < problem.streams.size(); ++v)
        order.emplace_back(precedence(problem.streams[v], v, plan), v);
    std::sort(order.begin(), order.end());
    std::vector<std::size_t> turns(order.size());
    for (std::size_t turn = 0; turn < order.size(); ++turn)
        turns[order[turn].second] = turn;
    return turns;
}

std::vector<compute::ShareRequest> shareRequests(const std::vector<CameraShares>& cameras)
{
    std::vector<compute::ShareRequest> requests;
    for (const CameraShares& camera : cameras) {
        const Share retraining = camera.planned.retraining;
        const Share preparation = std::max(retraining, kLeftOverInTurn / static_cast<double>(1 + camera.turn));
        const Share moved = camera.moving ? std::min(camera.moved, camera.planned.inference) : Share{0};
        requests.push_back({camera.inference, camera.planned.inference - moved, true});
        if (camera.moving)
            requests.push_back({*camera.moving, moved, true, false, true});
        requests.push_back({camera.scoring, std::max(camera.scored, kLeftOver)});
        requests.push_back({camera.sampling, camera.samples ? preparation : kLeftOver});
        if (camera.profiling)
            requests.push_back({*camera.profiling, preparation});
        if (camera.retraining)
            requests.push_back({*camera.retraining, retraining});
    }
    return requests;
}

} // namespace jackdaw::runtime
