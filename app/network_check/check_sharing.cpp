// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network_check/bench_networks.h"
#include "app/network_check/network_parts.h"

#include <array>
#include <numeric>

namespace jackdaw::check {
namespace {

constexpr Nanoseconds kLength{1'000'000'000};
constexpr int kSmallPart = 100;

Nanoseconds lengthFor(const Bench& bench)
{
    return bench.isSmall ? kLength / kSmallPart : kLength;
}

Status sayNoPools(const Say& say, DrivenDevice& device)
{
    say({"no pools", {{"device", device->info().name}}, {}});
    return {};
}

/// A student that serves and one that learns, as the bars have them.
struct ClassifierPair {
    explicit ClassifierPair(Bench& bench) : networks(bench) { }

    BenchNetworks networks;
    InferenceJob inference{networks, networks.classifier, 8};
    TrainingJob training{networks, networks.classifier, 32};
    const std::array<std::function<compute::Work()>, 2> jobs{[this] { return inference.job.batch(); },
                                                             [this] { return training.job.batch(); }};
};

/// Two jobs alone on the whole device, alone in their pools, and together.
class PairCheck {
public:
    PairCheck(const Bench& bench, DrivenDevice& device, const std::array<std::function<compute::Work()>, 2>& jobs) :
        m_bench(bench), m_device(device), m_jobs(jobs)
    {
    }

    Status measureWhole()
    {
        if (const auto sizes = m_device->partition({Share{1.0}}); !sizes)
            return tl::unexpected(sizes.error());
        for (std::size_t job = 0; job < m_jobs.size(); ++job) {
            const auto rate = rates({{{0, 0}, m_jobs[job]}});
            if (!rate)
                return tl::unexpected(rate.error());
            m_whole[job] = rate->front();
        }
        return {};
    }

    Result<Finding> measure(double first)
    {
        const auto sizes = m_device->partition({Share{first}, Share{1.0 - first}});
        const LaneJob inference{{0, 0}, m_jobs[0]};
        const LaneJob training{{1, 0}, m_jobs[1]};
        const auto inferenceAlone = sizes ? rates({inference}) : tl::unexpected(sizes.error());
        const auto trainingAlone = inferenceAlone ? rates({training}) : inferenceAlone;
        const auto both = trainingAlone ? rates({inference, training}) : trainingAlone;
        if (!both)
            return tl::unexpected(both.error());
        const double sum = both->at(0) / m_whole[0] + both->at(1) / m_whole[1];
        const double inferenceKeeps = both->at(0) / inferenceAlone->front();
        const double trainingKeeps = both->at(1) / trainingAlone->front();
        Finding finding{
            "inference beside a training",
            {{"inference_share", sizes->front().value},
             {"inference_per_s", both->at(0)},
             {"training_per_s", both->at(1)},
             {"inference_keeps", inferenceKeeps},
             {"training_keeps", trainingKeeps},
             {"sum_of_progress", sum}},
            {{"training beside inference, of alone in its pool", trainingKeeps, Bar::Kind::AtLeast, 0.85, ""},
             {"inference beside training, of alone in its pool", inferenceKeeps, Bar::Kind::AtLeast, 0.65, ""},
             {"sum of progress of the pair", sum, Bar::Kind::AtLeast, 1.35, ""}}};
        return finding;
    }

private:
    Result<std::vector<double>> rates(const std::vector<LaneJob>& jobs)
    {
        return ratesTogether(m_bench, m_device, jobs, lengthFor(m_bench));
    }

    const Bench& m_bench;
    DrivenDevice& m_device;
    const std::array<std::function<compute::Work()>, 2>& m_jobs;
    std::array<double, 2> m_whole{};
};

} // namespace

Status checkPair(Bench& bench, const Say& say)
{
    const auto device = deviceForTensors(bench);
    if (!device)
        return tl::unexpected(device.error());
    if ((**device)->info().mostPools < 2)
        return sayNoPools(say, **device);
    const ClassifierPair pair(bench);
    PairCheck check(bench, **device, pair.jobs);
    Status done = check.measureWhole();
    for (const double first : {0.2, 0.4, 0.6}) {
        const auto finding = done ? check.measure(first) : tl::unexpected(done.error());
        if (!finding)
            return tl::unexpected(finding.error());
        say(*finding);
    }
    return done;
}

Status checkTrainings(Bench& bench, const Say& say)
{
    const auto device = deviceForTensors(bench);
    if (!device)
        return tl::unexpected(device.error());
    const BenchNetworks networks(bench);
    for (const Topology* topology : {&networks.classifier, &networks.detector}) {
        std::vector<std::unique_ptr<TrainingJob>> trainings;
        std::vector<LaneJob> jobs;
        Finding finding{
            topology->name + ", steps per second by number of trainings", nlohmann::ordered_json::object(), {}};
        double alone = 0.0;
        for (std::uint32_t lane = 0; lane < (**device)->info().lanesPerPool; ++lane) {
            trainings.push_back(
                std::make_unique<TrainingJob>(networks, *topology, topology->findsPoints ? 8 : 32, lane));
            jobs.push_back({{0, lane}, [job = &trainings.back()->job] { return job->batch(); }});
            const auto rates = ratesTogether(bench, **device, jobs, lengthFor(bench));
            if (!rates)
                return tl::unexpected(rates.error());
            const double sum = std::accumulate(rates->begin(), rates->end(), 0.0);
            finding.values[std::to_string(jobs.size())] = sum;
            alone = jobs.size() == 1 ? sum : alone;
            if (jobs.size() == 3)
                finding.bars.push_back({"three trainings side by side by one after the other: " + topology->name,
                                        sum / alone, Bar::Kind::AtLeast, 1.8, ""});
        }
        say(finding);
    }
    return {};
}

Status checkCameras(Bench& bench, const Say& say)
{
    const auto device = deviceForTensors(bench);
    if (!device)
        return tl::unexpected(device.error());
    const BenchNetworks networks(bench);
    for (const std::size_t cameras : {std::size_t{16}, std::size_t{64}}) {
        for (const std::size_t streams : {std::size_t{1}, std::size_t{8}, std::size_t{16}}) {
            std::vector<std::unique_ptr<InferenceNetwork>> students;
            std::vector<tensors::TensorWork> works;
            for (std::size_t i = 0; i < (networks.isOnCpu ? std::min<std::size_t>(cameras, 4) : cameras); ++i) {
                students.push_back(std::make_unique<InferenceNetwork>(networks.detector, 1, networks.device, i));
                works.push_back([student = students.back().get()] { student->infer(); });
            }
            TensorJob round(bench, std::move(works), streams);
            const auto took = durationOf(**device, {}, bench.repetitions(100), [&] { return round.batch(); });
            if (!took)
                return tl::unexpected(took.error());
            const double thousands = static_cast<double>(students.size()) / *took * 1e3;
            Finding finding{std::to_string(cameras) + " cameras, " + std::to_string(streams) + " branches",
                            {{"round_us", *took}, {"pictures_per_s", thousands * 1e3}},
                            {}};
            if (streams == 16)
                finding.bars.push_back({"pictures of " + std::to_string(cameras) + " cameras with own weights",
                                        thousands, Bar::Kind::AtLeast, 50.0, "k/s"});
            say(finding);
        }
    }
    return {};
}

Status checkNetworkRepartition(Bench& bench, const Say& say)
{
    const auto device = deviceForTensors(bench);
    if (!device)
        return tl::unexpected(device.error());
    if ((**device)->info().mostPools < 2)
        return sayNoPools(say, **device);
    const ClassifierPair pair(bench);
    const auto finding = repartition(bench, **device, Share{0.3}, pair.jobs);
    if (finding)
        say(*finding);
    return finding.map([](const Finding&) {});
}

} // namespace jackdaw::check
