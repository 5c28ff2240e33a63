// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/planner.h"

#include "engine/scheduling/planner_wrappers.h"
#include "engine/scheduling/planners.h"

#include <charconv>
#include <cmath>
#include <optional>

namespace jackdaw::scheduling {
namespace {

std::string listOfNames()
{
    std::string list;
    for (const PlannerInfo& info : knownPlanners())
        list += (list.empty() ? "" : ", ") + info.name;
    return list;
}

struct PlannerCall {
    std::string_view name;
    std::vector<double> arguments;
};

std::optional<double> numberFrom(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

/// "name" or "name(a,b)"; nothing where the parentheses or numbers are wrong.
std::optional<PlannerCall> parseCall(std::string_view text)
{
    const std::size_t open = text.find('(');
    if (open == std::string_view::npos)
        return PlannerCall{text, {}};
    if (text.back() != ')')
        return std::nullopt;
    PlannerCall call{text.substr(0, open), {}};
    std::string_view rest = text.substr(open + 1, text.size() - open - 2);
    while (true) {
        const std::size_t comma = rest.find(',');
        const std::optional<double> value = numberFrom(rest.substr(0, comma));
        if (!value)
            return std::nullopt;
        call.arguments.push_back(*value);
        if (comma == std::string_view::npos)
            return call;
        rest.remove_prefix(comma + 1);
    }
}

tl::unexpected<Error> unknown(std::string_view name)
{
    return fail(ErrorCode::InvalidInput, "There is no planner \"" + std::string(name) + "\".",
                "Use one of " + listOfNames() + ".");
}

/// "teacher-only", "student-only", and both with "(moved)".
std::optional<ServingChoice> onlyWay(std::string_view name)
{
    for (const ServingChoice& way : kSingleWays)
        if (name == OneWayPlanner(way).name())
            return way;
    return std::nullopt;
}

Result<std::unique_ptr<Planner>> makeUniform(const PlannerCall& call)
{
    const std::string form =
        "uniform(c,x) with the configuration's number c, from 0, and the inference fraction x, 0 to 1";
    if (call.arguments.size() != 2)
        return fail(ErrorCode::InvalidInput, "The planner uniform needs two parameters.", "Write " + form + ".");
    const double c = call.arguments[0];
    const double x = call.arguments[1];
    if (c < 0.0 || c != std::floor(c) || c > 1e6 || x < 0.0 || x > 1.0)
        return fail(ErrorCode::InvalidInput, "The parameters of the planner uniform are out of range.",
                    "Write " + form + ".");
    return std::make_unique<UniformPlanner>(static_cast<std::size_t>(c), x);
}

Result<std::unique_ptr<Planner>> makeFixedResources(const PlannerCall& call)
{
    const double fraction = call.arguments.empty() ? 0.5 : call.arguments[0];
    if (call.arguments.size() > 1 || fraction < 0.0 || fraction > 1.0)
        return fail(ErrorCode::InvalidInput, "The parameters of the planner fixed-res are wrong.",
                    "Write fixed-res or fixed-res(x) with the inference fraction x, 0 to 1.");
    return std::make_unique<FixedResourcesPlanner>(fraction);
}

Result<std::unique_ptr<Planner>> makeFixedConfiguration(const PlannerCall& call, const PlannerOptions& options)
{
    if (call.arguments.empty())
        return std::make_unique<FixedConfigurationPlanner>(std::nullopt, options);
    const double c = call.arguments[0];
    if (call.arguments.size() > 1 || c < 0.0 || c != std::floor(c) || c > 1e6)
        return fail(ErrorCode::InvalidInput, "The parameters of the planner fixed-config are wrong.",
                    "Write fixed-config or fixed-config(c) with the configuration's number c, from 0.");
    return std::make_unique<FixedConfigurationPlanner>(static_cast<std::size_t>(c), options);
}

Result<std::unique_ptr<Planner>> makeUnplaced(std::string_view name, const PlannerOptions& options);

constexpr std::string_view kPessimistic = "(pessimistic)";

Result<std::unique_ptr<Planner>> makePessimistic(std::string_view name, const PlannerOptions& options)
{
    auto inner = makeUnplaced(name, options);
    if (!inner)
        return inner;
    if (!(*inner)->usesEstimates())
        return fail(ErrorCode::InvalidInput,
                    "The planner " + std::string(name) + " does not look at estimates and has no pessimistic variant.",
                    "Write for example jackdaw(pessimistic).");
    return std::make_unique<PessimisticPlanner>(*std::move(inner));
}

Result<std::unique_ptr<Planner>> makeUnplaced(std::string_view name, const PlannerOptions& options)
{
    if (name.ends_with(kPessimistic) && !name.substr(0, name.size() - kPessimistic.size()).ends_with(kPessimistic))
        return makePessimistic(name.substr(0, name.size() - kPessimistic.size()), options);
    if (const auto way = onlyWay(name))
        return std::make_unique<OneWayPlanner>(*way);
    const std::optional<PlannerCall> call = parseCall(name);
    if (!call)
        return unknown(name);
    if (call->name == "uniform")
        return makeUniform(*call);
    if (call->name == "fixed-res")
        return makeFixedResources(*call);
    if (call->name == "fixed-config")
        return makeFixedConfiguration(*call, options);
    if (!call->arguments.empty())
        return unknown(name);
    if (call->name == "inference-only")
        return std::make_unique<InferenceOnlyPlanner>();
    if (call->name == "thief")
        return std::make_unique<ThiefPlanner>(options);
    if (call->name == "thief-reference")
        return std::make_unique<ThiefReferencePlanner>(options);
    if (call->name == "jackdaw")
        return std::make_unique<JackdawPlanner>(options);
    if (call->name == "exact")
        return std::make_unique<ExactPlanner>(options);
    return unknown(name);
}

bool allows(const ServingChoice& choice, const ServingCurve& curve)
{
    const bool withoutStudent = curve.server == Server::Teacher;
    const bool withoutTeacher = curve.server == Server::Student;
    return (choice.student || withoutStudent) && (choice.teacher || withoutTeacher) && (choice.moved || !curve.moved);
}

} // namespace

WindowProblem withChoice(WindowProblem problem, const ServingChoice& choice)
{
    for (StreamProblem& stream : problem.streams) {
        std::vector<ServingCurve>& others = stream.inference.alternatives;
        std::erase_if(others, [&](const ServingCurve& curve) { return !allows(choice, curve); });
        if (!choice.student)
            stream.inference = {Share{0.0}, {1.0}, {0.0}, {}, std::move(others)};
    }
    return problem;
}

std::vector<PlannerInfo> knownPlanners()
{
    return {
        {"uniform(c,x)",
         "equal shares; configuration number c for every stream; fraction x of each share for inference"},
        {"inference-only", "never retrains"},
        {"student-only", "never retrains; every student with an equal share, its boxes stand until the next frame"},
        {"student-only(moved)", "the same where its boxes are moved along with the picture, if that is better"},
        {"teacher-only",
         "never retrains; the golden model serves every camera at the rate that an equal share affords"},
        {"teacher-only(moved)", "the same where its boxes are moved along with the picture, if that is better"},
        {"fixed-res(x)", "ablation: shares as under uniform, every stream's best configuration; x is 0.5 if not given"},
        {"fixed-config(c)",
         "ablation: configuration number c for all, shares by the thief; c is the best on average if not given"},
        {"thief", "the thief scheduler: jobs steal shares from each other as long as the mean window accuracy rises"},
        {"thief-reference", "the thief scheduler as its published code behaves"},
        {"exact", "optimum of the decoupled problem by dynamic programming"},
        {"jackdaw", "best sequence of retrainings under the coupled model, shared out anew at every completion"},
        {"jackdaw(pessimistic)",
         "the same with every estimate at the bad end of its interval; thief and exact have this variant too"},
    };
}

Result<std::unique_ptr<Planner>> makePlanner(std::string_view name, const PlannerOptions& options)
{
    auto planner = makeUnplaced(name, options);
    if (!planner)
        return planner;
    auto served = std::make_unique<LeastFirstPlanner>(*std::move(planner));
    return std::make_unique<NameOrderPlanner>(std::make_unique<PlacingPlanner>(std::move(served)));
}

} // namespace jackdaw::scheduling
