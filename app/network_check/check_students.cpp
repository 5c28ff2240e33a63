// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network_check/bench_networks.h"
#include "app/network_check/network_parts.h"

#include <cmath>
#include <optional>

namespace jackdaw::check {
namespace {

constexpr int kBatches = 60;
constexpr double kLeastTrainingRatio = 2.5; ///< of graphs to single operations

/// A student's job and what is expected of it on a whole H200.
struct Student {
    std::string name;
    std::int64_t batch = 0;
    TensorJob* job = nullptr;
    std::optional<Bar> bar; ///< for pictures per second; steps are the product's to be held against bars
    double leastRatio = 0.0; ///< 0: none
};

class StudentCheck {
public:
    StudentCheck(Bench& bench, DrivenDevice& device, const Say& say) : m_bench(bench), m_device(device), m_say(say) { }

    /// Graphs and single operations on the whole device.
    Status whole(const Student& student)
    {
        if (const auto sizes = m_device->partition({Share{1.0}}); !sizes)
            return tl::unexpected(sizes.error());
        const auto graph = duration(student, true);
        const auto eager = duration(student, false);
        if (!graph || !eager)
            return tl::unexpected((graph ? eager : graph).error());
        const double pictures = static_cast<double>(student.batch) / *graph * 1e6;
        Finding finding{
            student.name,
            {{"graph_us", *graph}, {"eager_us", *eager}, {"ratio", *eager / *graph}, {"pictures_per_s", pictures}},
            {}};
        if (student.bar) {
            finding.bars.push_back(*student.bar);
            finding.bars.back().aim += student.name;
            finding.bars.back().measured = pictures / 1e3;
        }
        if (student.leastRatio > 0.0)
            finding.bars.push_back({"single operations by graph: " + student.name, *eager / *graph, Bar::Kind::AtLeast,
                                    student.leastRatio, ""});
        m_say(finding);
        return {};
    }

    /// In pools of several sizes.
    Status bySpace(const Student& student)
    {
        Finding finding{student.name + ", by multiprocessors (us)", nlohmann::ordered_json::object(), {}};
        for (const double first : {0.2, 0.4, 0.6, 0.8}) {
            const auto sizes = m_device->partition({Share{first}, Share{1.0 - first}});
            const auto took = sizes ? duration(student, true) : tl::unexpected(sizes.error());
            if (!took)
                return tl::unexpected(took.error());
            const double multiprocessors = sizes->front().value * m_bench.gpu->info().multiprocessors;
            finding.values[std::to_string(std::lround(multiprocessors))] = *took;
        }
        m_say(finding);
        return {};
    }

private:
    Result<double> duration(const Student& student, bool isGraph)
    {
        return durationOf(m_device, {}, m_bench.repetitions(kBatches),
                          [&] { return isGraph ? student.job->batch() : student.job->eagerBatch(); });
    }

    Bench& m_bench;
    DrivenDevice& m_device;
    const Say& m_say;
};

Bar leastThousands(double limit)
{
    return {"pictures of ", 0.0, Bar::Kind::AtLeast, limit, "k/s"};
}

} // namespace

Status checkStudents(Bench& bench, const Say& say)
{
    const auto device = deviceForTensors(bench);
    if (!device)
        return tl::unexpected(device.error());
    const BenchNetworks networks(bench);
    TrainingJob classifier(networks, networks.classifier, 32);
    TrainingJob detector(networks, networks.detector, 8);
    std::vector<std::unique_ptr<InferenceJob>> inferences;
    std::vector<Student> students{
        {"ResNet-18 training, batch 32", 32, &classifier.job, std::nullopt, kLeastTrainingRatio},
        {"point detector training, batch 8", 8, &detector.job, std::nullopt, kLeastTrainingRatio}};
    for (const Topology* topology : {&networks.classifier, &networks.detector}) {
        for (const std::int64_t batch : {1, 8, 64}) {
            inferences.push_back(std::make_unique<InferenceJob>(networks, *topology, batch));
            const double thousands = topology->findsPoints ? 105.0 : 220.0;
            students.push_back({topology->name + " inference, batch " + std::to_string(batch), batch,
                                &inferences.back()->job,
                                batch == 64 ? std::optional(leastThousands(thousands)) : std::nullopt});
        }
    }
    StudentCheck check(bench, **device, say);
    for (const Student& student : students) {
        if (const Status measured = check.whole(student); !measured)
            return measured;
    }
    const bool hasPools = (**device)->info().mostPools > 1;
    for (std::size_t i = 0; i < students.size() && hasPools; ++i) {
        if (const Status measured = check.bySpace(students[i]); !measured)
            return measured;
    }
    return {};
}

} // namespace jackdaw::check
