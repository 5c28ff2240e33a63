// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/window_problem.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <unordered_set>
#include <utility>

namespace jackdaw::scheduling {
namespace {

/// Rounding must not push a share of exactly demand / k beyond the last point, where the curve falls to 0.
constexpr double kTolerance = 1e-9;

/// The published simulators divide by share + 1e-6; the reference values follow from it.
constexpr double kShareGuard = 1e-6;

double interpolate(const std::vector<double>& xs, const std::vector<double>& ys, double x)
{
    const auto above = std::upper_bound(xs.begin(), xs.end(), x);
    if (above == xs.begin())
        return ys.front();
    if (above == xs.end())
        return ys.back();
    const auto i = static_cast<std::size_t>(above - xs.begin());
    const double t = (x - xs[i - 1]) / (xs[i] - xs[i - 1]);
    return ys[i - 1] + t * (ys[i] - ys[i - 1]);
}

double throughOrigin(const std::vector<double>& xs, const std::vector<double>& ys, double x)
{
    if (x < xs.front())
        return ys.front() * x / xs.front();
    return interpolate(xs, ys, x);
}

constexpr std::size_t kMostStreams = 10'000;
constexpr std::size_t kMostFurtherJobs = 10'000; ///< with the streams' jobs no more than JobIndex can number
constexpr std::size_t kMostOptions = 10'000;
constexpr std::size_t kMostAlternatives = 100;

Status wrong(const std::string& path, const std::string& expected)
{
    return fail(ErrorCode::InvalidInput, path + " must be " + expected + ".");
}

bool within(double value, double low, double high)
{
    return std::isfinite(value) && value >= low && value <= high;
}

bool positive(double value)
{
    return std::isfinite(value) && value > 0.0;
}

Status checkAccuracy(const Estimate& estimate, const std::string& path)
{
    if (!within(estimate.value, 0.0, 1.0))
        return wrong(path, "between 0 and 1");
    if (!(estimate.low <= estimate.value && estimate.value <= estimate.high))
        return wrong(path, "inside its own interval");
    return {};
}

bool increasing(const std::vector<double>& values)
{
    double last = 0.0;
    for (const double value : values) {
        if (!positive(value) || value <= last)
            return false;
        last = value;
    }
    return true;
}

/// Points of a curve, increasing, with a factor each.
Status checkPoints(const std::vector<double>& points, const std::string& name, const std::vector<double>& factor,
                   const std::string& path)
{
    if (points.empty() || !increasing(points))
        return wrong(name, "a list of at least one number, above 0 and increasing");
    if (points.size() != factor.size())
        return wrong(path + ".factor", "as long as " + name);
    for (std::size_t i = 0; i < factor.size(); ++i)
        if (!within(factor[i], 0.0, 1.0))
            return wrong(path + ".factor[" + std::to_string(i) + "]", "between 0 and 1");
    return {};
}

Status checkAlternative(const ServingCurve& curve, const std::string& path)
{
    if (!positive(curve.fullRateDemand.value) || curve.fullRateDemand.value > 1e6)
        return wrong(path + ".fullRateDemand", "above 0 and at most 1000000");
    if (!within(curve.moving.value, 0.0, 1e6))
        return wrong(path + ".moving", "0 or more");
    if (!curve.moved && curve.moving.value > 0.0)
        return wrong(path + ".moving", "0 where boxes are not moved");
    if (Status status = checkPoints(curve.subsampling, path + ".subsampling", curve.factor, path); !status)
        return status;
    if (curve.offset.size() != (curve.server == Server::Both ? curve.factor.size() : 0))
        return wrong(path + ".offset", "as long as factor where both serve, and empty else");
    for (std::size_t i = 0; i < curve.offset.size(); ++i)
        if (!within(curve.offset[i] + curve.factor[i], 0.0, 1.0) || curve.offset[i] < 0.0)
            return wrong(path + ".offset[" + std::to_string(i) + "]", "0 or more, and at most 1 together with factor");
    return {};
}

Status checkProfile(const InferenceProfile& profile, const std::string& path)
{
    if (!within(profile.fullRateDemand.value, 0.0, 1e6))
        return wrong(path + ".fullRateDemand", "0 or more");
    const bool byShare = !profile.shares.empty();
    const std::vector<double>& points = byShare ? profile.shares : profile.subsampling;
    if (Status status = checkPoints(points, path + (byShare ? ".shares" : ".subsampling"), profile.factor, path);
        !status)
        return status;
    if (profile.alternatives.size() > kMostAlternatives)
        return wrong(path + ".alternatives", "a list of at most " + std::to_string(kMostAlternatives));
    const auto inTurn = std::count_if(profile.alternatives.begin(), profile.alternatives.end(),
                                      [](const ServingCurve& curve) { return curve.server == Server::Both; });
    if (inTurn > 1)
        return wrong(path + ".alternatives", "a list with at most one where both serve");
    for (std::size_t i = 0; i < profile.alternatives.size(); ++i)
        if (Status status =
                checkAlternative(profile.alternatives[i], path + ".alternatives[" + std::to_string(i) + "]");
            !status)
            return status;
    return {};
}

Status checkOption(const RetrainingOption& option, const std::string& path)
{
    if (!positive(option.gpuSeconds.value))
        return wrong(path + ".gpuSeconds", "above 0");
    if (!(option.gpuSeconds.low <= option.gpuSeconds.value && option.gpuSeconds.value <= option.gpuSeconds.high))
        return wrong(path + ".gpuSeconds", "inside its own interval");
    if (!within(option.memoryBytes, 0.0, 1e18))
        return wrong(path + ".memoryBytes", "0 or more");
    return checkAccuracy(option.finalAccuracy, path + ".finalAccuracy");
}

Status checkPlace(const JobPlace& place, const std::string& path)
{
    if (!within(place.moveCost.value, 0.0, 1e9))
        return wrong(path + ".moveCost", "0 or more");
    return {};
}

Status checkPreparation(const StreamProblem& stream, const std::string& path)
{
    if (!within(stream.preparation.labelling.value, 0.0, 1e9))
        return wrong(path + ".preparation.labelling", "0 or more");
    if (!within(stream.preparation.profiling.value, 0.0, 1e9))
        return wrong(path + ".preparation.profiling", "0 or more");
    if (stream.running && stream.preparation.total().value > 0.0)
        return wrong(path + ".preparation", "0 where a retraining runs");
    return {};
}

Status checkThroughput(const ThroughputCurve& curve, const std::string& path)
{
    if (curve.share.size() != curve.speed.size())
        return wrong(path + ".speed", "as long as " + path + ".share");
    if (!increasing(curve.share))
        return wrong(path + ".share", "above 0 and increasing");
    double last = 0.0;
    for (const double speed : curve.speed) {
        if (!positive(speed) || speed < last)
            return wrong(path + ".speed", "above 0 and never falling");
        last = speed;
    }
    return {};
}

Status checkStream(const StreamProblem& stream, const std::string& path)
{
    if (Status status = checkAccuracy(stream.startAccuracy, path + ".startAccuracy"); !status)
        return status;
    if (!within(stream.floor.value, 0.0, 1.0))
        return wrong(path + ".floor", "between 0 and 1");
    if (!positive(stream.weight))
        return wrong(path + ".weight", "above 0");
    if (!within(stream.inferenceMemoryBytes, 0.0, 1e18))
        return wrong(path + ".inferenceMemoryBytes", "0 or more");
    if (stream.options.size() > kMostOptions)
        return wrong(path + ".options", "a list of at most " + std::to_string(kMostOptions));
    for (std::size_t i = 0; i < stream.options.size(); ++i)
        if (Status status = checkOption(stream.options[i], path + ".options[" + std::to_string(i) + "]"); !status)
            return status;
    if (stream.running)
        if (Status status = checkOption(*stream.running, path + ".running"); !status)
            return status;
    if (Status status = checkPreparation(stream, path); !status)
        return status;
    for (const auto& [place, name] :
         {std::pair{&stream.inferencePlace, ".inferencePlace"}, std::pair{&stream.retrainingPlace, ".retrainingPlace"}})
        if (Status status = checkPlace(*place, path + name); !status)
            return status;
    if (Status status = checkThroughput(stream.throughput, path + ".throughput"); !status)
        return status;
    return checkProfile(stream.inference, path + ".inference");
}

/// Slopes that never rise; rounding of a curve that was computed is allowed.
bool concave(const InferenceProfile& curve)
{
    double share = 0.0;
    double gain = 0.0;
    double slope = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < curve.shares.size(); ++i) {
        const double next = (curve.factor[i] - gain) / (curve.shares[i] - share);
        if (next < -kTolerance || next > slope + kTolerance)
            return false;
        slope = next;
        share = curve.shares[i];
        gain = curve.factor[i];
    }
    return true;
}

Status checkUtility(const InferenceProfile& utility, const std::string& path)
{
    if (utility.shares.empty() && utility.factor.empty() && utility.subsampling.empty())
        return {};
    if (utility.shares.empty() || !utility.subsampling.empty())
        return wrong(path, "a curve over shares");
    if (!utility.alternatives.empty())
        return wrong(path + ".alternatives", "empty: nothing else does a further job");
    if (Status status = checkProfile(utility, path); !status)
        return status;
    if (!concave(utility))
        return wrong(path + ".factor", "concave over the shares and never falling");
    return {};
}

Status checkOwners(const WindowProblem& problem, const JobProblem& job, const std::string& path)
{
    if (job.owners.empty())
        return wrong(path + ".owners", "a list of at least one camera");
    const std::unordered_set<CameraId> different(job.owners.begin(), job.owners.end());
    if (different.size() != job.owners.size() || ownersOf(problem, job).size() != job.owners.size())
        return wrong(path + ".owners", "cameras of the problem's streams, each once");
    return {};
}

Status checkFurtherJobs(const WindowProblem& problem)
{
    if (problem.furtherJobs.size() > kMostFurtherJobs)
        return wrong("furtherJobs", "a list of at most " + std::to_string(kMostFurtherJobs) + " jobs");
    double least = 0.0;
    for (std::size_t i = 0; i < problem.furtherJobs.size(); ++i) {
        const JobProblem& job = problem.furtherJobs[i];
        const std::string path = "furtherJobs[" + std::to_string(i) + "]";
        if (Status status = checkOwners(problem, job, path); !status)
            return status;
        if (!within(job.least.value, 0.0, 1e6))
            return wrong(path + ".least", "0 or more");
        if (!within(job.memoryBytes, 0.0, 1e18))
            return wrong(path + ".memoryBytes", "0 or more");
        if (Status status = checkUtility(job.utility, path + ".utility"); !status)
            return status;
        if (Status status = checkPlace(job.place, path + ".place"); !status)
            return status;
        least += job.least.value;
    }
    if (least >= problem.totalGpus())
        return wrong("furtherJobs", "content with less than the capacity, their least shares taken together");
    return {};
}

Status checkDevices(const std::vector<DeviceCapacity>& devices)
{
    if (devices.empty())
        return wrong("devices", "a list of at least one device");
    for (std::size_t i = 0; i < devices.size(); ++i) {
        const std::string path = "devices[" + std::to_string(i) + "]";
        if (!positive(devices[i].gpus) || devices[i].gpus > 1e6)
            return wrong(path + ".gpus", "above 0 and at most 1000000");
        if (!within(devices[i].memoryBytes, 0.0, 1e18))
            return wrong(path + ".memoryBytes", "0 or more");
    }
    return {};
}

} // namespace

double InferenceProfile::factorAt(Share share) const
{
    if (factor.empty())
        return 0.0;
    if (shares.empty() && fullRateDemand.value <= 0.0)
        return factor.front();
    if (share.value <= 0.0)
        return 0.0;
    if (!shares.empty())
        return throughOrigin(shares, factor, share.value);
    const double k = fullRateDemand.value / (share.value + kShareGuard);
    if (k > subsampling.back() * (1.0 + kTolerance))
        return 0.0;
    return interpolate(subsampling, factor, k);
}

double ServingCurve::everyAt(Share share) const
{
    const double left = std::max(0.0, share.value - moving.value);
    return std::clamp(fullRateDemand.value / (left + kShareGuard), subsampling.front(), subsampling.back());
}

double ServingCurve::valueAt(const std::vector<double>& values, Share share) const
{
    const double left = share.value - moving.value;
    if (left <= 0.0 || fullRateDemand.value / (left + kShareGuard) > subsampling.back() * (1.0 + kTolerance))
        return 0.0;
    return interpolate(subsampling, values, everyAt(share));
}

double ServingCurve::factorAt(Share share) const
{
    return valueAt(factor, share);
}

double ServingCurve::offsetAt(Share share) const
{
    return offset.empty() ? 0.0 : valueAt(offset, share);
}

double ServingCurve::accuracyAt(double model, Share share) const
{
    return offsetAt(share) + (server == Server::Teacher ? 1.0 : model) * factorAt(share);
}

double Served::rise(double from, double to) const
{
    if (hasBoth())
        return student > 0.0 ? (with(to) - with(from)) / student : 0.0;
    double parity = teacher > 0.0 ? 1.0 : 0.0;
    if (teacher > 0.0 && teacher < student)
        parity = teacher / student;
    return std::max(to, parity) - std::max(from, parity);
}

std::optional<std::size_t> InferenceProfile::bestAt(double model, Share share) const
{
    std::optional<std::size_t> best;
    double most = model * factorAt(share);
    for (std::size_t i = 0; i < alternatives.size(); ++i) {
        const double accuracy = alternatives[i].accuracyAt(model, share);
        if (accuracy <= most)
            continue;
        most = accuracy;
        best = i;
    }
    return best;
}

Served InferenceProfile::servedAt(Share share) const
{
    Served served{factorAt(share), 0.0};
    for (const ServingCurve& other : alternatives) {
        if (other.server == Server::Both) {
            served.bothOffset = other.offsetAt(share);
            served.bothSlope = other.factorAt(share);
            continue;
        }
        double& best = other.server == Server::Student ? served.student : served.teacher;
        best = std::max(best, other.factorAt(share));
    }
    return served;
}

Serving InferenceProfile::servingAt(double model, Share share) const
{
    if (const auto best = bestAt(model, share)) {
        const ServingCurve& curve = alternatives[*best];
        return {curve.server, curve.moved, curve.everyAt(share)};
    }
    return {Server::Student, false, everyAt(share)};
}

double InferenceProfile::everyAt(Share share) const
{
    if (subsampling.empty())
        return 1.0;
    return std::clamp(fullRateDemand.value / (share.value + kShareGuard), subsampling.front(), subsampling.back());
}

double ThroughputCurve::at(double allocated) const
{
    if (allocated <= 0.0)
        return 0.0;
    return share.empty() ? allocated : throughOrigin(share, speed, allocated);
}

double WindowProblem::totalGpus() const
{
    double total = 0.0;
    for (const DeviceCapacity& device : devices)
        total += device.gpus;
    return total;
}

std::optional<std::size_t> streamOf(const WindowProblem& problem, std::size_t job)
{
    return job < 2 * problem.streams.size() ? std::optional(job / 2) : std::nullopt;
}

std::vector<std::size_t> ownersOf(const WindowProblem& problem, const JobProblem& job)
{
    std::vector<std::size_t> owners;
    for (std::size_t v = 0; v < problem.streams.size(); ++v)
        if (std::find(job.owners.begin(), job.owners.end(), problem.streams[v].camera) != job.owners.end())
            owners.push_back(v);
    return owners;
}

std::string jobName(const WindowProblem& problem, std::size_t job)
{
    const std::optional<std::size_t> stream = streamOf(problem, job);
    if (!stream)
        return problem.furtherJobs[job - furtherJob(problem, 0)].name;
    return (job == inferenceJob(*stream) ? "inference of " : "retraining of ") + problem.streams[*stream].name;
}

const RetrainingOption& optionOf(const StreamProblem& stream, std::size_t option)
{
    return option == kOptionRunning ? *stream.running : stream.options[option];
}

std::optional<ConfigurationId> configurationOf(const StreamProblem& stream, std::optional<std::size_t> option)
{
    return option ? std::optional(optionOf(stream, *option).configuration) : std::nullopt;
}

bool isLinear(const WindowProblem& problem)
{
    return problem.throughput.isLinear()
        && std::all_of(problem.streams.begin(), problem.streams.end(),
                       [](const StreamProblem& stream) { return stream.throughput.isLinear(); });
}

double totalWeight(const WindowProblem& problem)
{
    double sum = 0.0;
    for (const StreamProblem& stream : problem.streams)
        sum += stream.weight;
    return sum;
}

bool hasAlternatives(const WindowProblem& problem)
{
    return std::any_of(problem.streams.begin(), problem.streams.end(),
                       [](const StreamProblem& stream) { return !stream.inference.alternatives.empty(); });
}

std::size_t mostOptions(const WindowProblem& problem)
{
    std::size_t most = 0;
    for (const StreamProblem& stream : problem.streams)
        most = std::max(most, stream.options.size());
    return most;
}

double workOf(const StreamProblem& stream, std::size_t option)
{
    return stream.preparation.total().value + optionOf(stream, option).gpuSeconds.value;
}

double saturationShare(const InferenceProfile& profile)
{
    double most = 0.0;
    if (!profile.shares.empty())
        most = profile.shares.back();
    else if (!profile.factor.empty())
        most = profile.fullRateDemand.value / profile.subsampling.front();
    for (const ServingCurve& other : profile.alternatives)
        most = std::max(most, other.moving.value + other.fullRateDemand.value / other.subsampling.front());
    return most;
}

Status validate(const WindowProblem& problem)
{
    if (problem.streams.empty() || problem.streams.size() > kMostStreams)
        return wrong("streams", "a list of 1 to " + std::to_string(kMostStreams) + " streams");
    if (!positive(problem.seconds) || problem.seconds > 1e9)
        return wrong("seconds", "above 0 and at most 1e9");
    if (!positive(problem.quantum.value))
        return wrong("quantum", "above 0");
    if (Status status = checkDevices(problem.devices); !status)
        return status;
    if (Status status = checkThroughput(problem.throughput, "throughput"); !status)
        return status;
    std::unordered_set<CameraId> seen;
    for (std::size_t v = 0; v < problem.streams.size(); ++v) {
        const std::string path = "streams[" + std::to_string(v) + "]";
        if (!seen.insert(problem.streams[v].camera).second)
            return wrong(path + ".camera", "different from the other streams' cameras");
        if (Status status = checkStream(problem.streams[v], path); !status)
            return status;
    }
    return checkFurtherJobs(problem);
}

} // namespace jackdaw::scheduling
