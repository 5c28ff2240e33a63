// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/scenario/scenario_summary.h"

#include "engine/runtime/check_settings.h"
#include "engine/runtime/suppliers.h"
#include "engine/video/live_address.h"
#include "engine/video/video_reader.h"
#include "engine/vision/golden_model.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <tuple>
#include <utility>

namespace jackdaw::datasets {
namespace {

std::string number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

std::string percent(const std::optional<double>& part)
{
    return part ? number(100.0 * *part) + " %" : std::string("not known");
}

class Summaries {
public:
    Summaries(const runtime::RunSettings& settings, const std::optional<profiling::CostTable>& costs) :
        m_settings(settings), m_costs(costs)
    {
    }

    ScenarioSummary take();

private:
    void addCamera(const runtime::CameraRun& camera);
    void readSource(const runtime::CameraRun& camera, CameraSummary& summary);
    void readStudents();
    std::pair<std::string, std::string> networksOf(const std::vector<std::filesystem::path>& files);
    void readGolden();
    void workOutDemand();
    double framesLabelled() const;
    std::optional<double> costOf(const std::string& shape) const;
    std::optional<double> retraining(const learning::Learner& learner,
                                     const learning::TrainingConfiguration& configuration) const;

    const runtime::RunSettings& m_settings;
    const std::optional<profiling::CostTable>& m_costs;
    ScenarioSummary m_summary;
    runtime::Learners m_learners;
    std::string m_goldenShape;
    std::optional<std::string> m_secondShape; ///< none: there is no second golden model
};

void Summaries::readSource(const runtime::CameraRun& camera, CameraSummary& summary)
{
    const auto reader = video::VideoReader::open(camera.settings.source, camera.settings.imagesPerSecond);
    if (!reader) {
        m_summary.unknown.push_back("Camera " + camera.settings.name + ": " + reader.error().message);
        return;
    }
    const video::VideoReader::Info& info = (*reader)->info();
    summary.size = {info.width, info.height};
    summary.framesPerSecond = info.framesPerSecond * camera.settings.speed;
    summary.seconds = toSeconds(info.duration) / camera.settings.speed;
}

void Summaries::addCamera(const runtime::CameraRun& camera)
{
    CameraSummary summary{.name = camera.settings.name, .source = camera.settings.source};
    summary.isLive = video::isLive(camera.settings.source);
    if (!summary.isLive)
        readSource(camera, summary);
    if (const double most = camera.settings.framesPerSecond; most > 0.0)
        summary.framesPerSecond = summary.framesPerSecond > 0.0 ? std::min(summary.framesPerSecond, most) : most;
    summary.labels = camera.goldenLabels ? camera.goldenLabels->filename().string() : std::string("golden model");
    if (!camera.humanLabels.empty())
        summary.labels += " + people";
    summary.student = learning::familyOf(camera.student ? *camera.student : m_settings.student);
    summary.lines = camera.lines.size();
    summary.zones = camera.zones.size();
    summary.ignored = camera.ignored.size();
    if (camera.ignoredMask)
        summary.ignoredMask = camera.ignoredMask->filename().string();
    summary.weight = camera.weight;
    summary.target = camera.target.value;
    m_summary.cameras.push_back(std::move(summary));
}

void Summaries::readStudents()
{
    auto learners = runtime::makeLearners(m_settings);
    if (!learners) {
        m_summary.unknown.push_back(learners.error().message);
        return;
    }
    m_learners = std::move(*learners);
    for (const auto& learner : m_learners) {
        const std::string words = learner->description();
        if (std::find(m_summary.students.begin(), m_summary.students.end(), words) == m_summary.students.end())
            m_summary.students.push_back(words);
    }
}

/// Its description and shape in the cost table; empty, and what is not known is noted, where it cannot be opened.
std::pair<std::string, std::string> Summaries::networksOf(const std::vector<std::filesystem::path>& files)
{
    const auto golden = vision::openGoldenModel(
        {files, m_settings.classes, static_cast<float>(m_settings.labelling.scoreThreshold), 1, {}});
    if (golden)
        return {(*golden)->description(), (*golden)->costShape()};
    m_summary.unknown.push_back(golden.error().message);
    return {"not known", {}};
}

void Summaries::readGolden()
{
    m_summary.golden = "label files";
    m_goldenShape = "label/file";
    if (!m_settings.labelling.models.empty())
        std::tie(m_summary.golden, m_goldenShape) = networksOf(m_settings.labelling.models);
    if (m_settings.labelling.secondModels.empty())
        return;
    const auto [second, shape] = networksOf(m_settings.labelling.secondModels);
    m_summary.golden += "; second model " + second;
    m_secondShape = shape;
}

std::optional<double> Summaries::costOf(const std::string& shape) const
{
    const auto cost = m_costs ? m_costs->cost(shape) : Result<GpuSeconds>(fail(ErrorCode::NotFound, ""));
    return cost ? std::optional(cost->value / m_settings.pricing.deviceSpeed) : std::nullopt;
}

/// Of a camera in a window: its first round's sample and its scores.
double Summaries::framesLabelled() const
{
    const auto& labelling = m_settings.labelling;
    const double scored =
        labelling.scoringCharged ? toSeconds(m_settings.windowLength) / labelling.scoringInterval : 0.0;
    return labelling.trainingFrames + scored;
}

std::optional<double> Summaries::retraining(const learning::Learner& learner,
                                            const learning::TrainingConfiguration& configuration) const
{
    const auto frames = static_cast<double>(m_settings.labelling.trainingFrames);
    const auto training = static_cast<std::size_t>(runtime::kTrainingPart * frames);
    const learning::FrameCounts counts{training, static_cast<std::size_t>(configuration.rehearsal),
                                       m_settings.labelling.trainingFrames - training};
    double sum = 0.0;
    for (const auto& [shape, count] : learner.batches(configuration, counts, 1)) {
        const auto cost = costOf(shape);
        if (!cost)
            return std::nullopt;
        sum += *cost * count;
    }
    return sum;
}

void Summaries::workOutDemand()
{
    DeviceDemand demand{0.0, 0.0, 0.0, 0.0};
    const double window = toSeconds(m_settings.windowLength);
    const auto add = [](std::optional<double>& sum, const std::optional<double>& more) {
        sum = sum && more ? std::optional(*sum + *more) : std::nullopt;
    };
    for (std::size_t i = 0; i < m_settings.cameras.size(); ++i) {
        const auto& learner = i < m_learners.size() ? m_learners[i] : nullptr;
        const auto inference = learner ? costOf(learner->inferenceShape()) : std::nullopt;
        const double rate = m_summary.cameras[i].framesPerSecond;
        add(demand.inference, inference && rate > 0.0 ? std::optional(*inference * rate) : std::nullopt);
        auto label = costOf(m_settings.cameras[i].goldenLabels ? "label/file" : m_goldenShape);
        if (label)
            *label *= m_settings.pricing.golden;
        if (m_secondShape)
            add(label, costOf(*m_secondShape));
        add(demand.labels, label ? std::optional(*label * framesLabelled() / window) : std::nullopt);
        std::optional<double> cheapest;
        std::optional<double> dearest;
        for (const auto& configuration : m_settings.configurations) {
            const auto cost =
                learner && learner->trains(configuration) ? retraining(*learner, configuration) : std::nullopt;
            if (!cost)
                continue;
            cheapest = std::min(cheapest.value_or(*cost), *cost);
            dearest = std::max(dearest.value_or(*cost), *cost);
        }
        add(demand.cheapestRetraining, cheapest ? std::optional(*cheapest / window) : std::nullopt);
        add(demand.dearestRetraining, dearest ? std::optional(*dearest / window) : std::nullopt);
    }
    m_summary.demand = demand;
}

ScenarioSummary Summaries::take()
{
    m_summary.settings = m_settings;
    for (const runtime::CameraRun& camera : m_settings.cameras)
        addCamera(camera);
    readStudents();
    readGolden();
    workOutDemand();
    return std::move(m_summary);
}

std::string devicesText(const runtime::RunSettings& settings)
{
    std::string text;
    for (const runtime::DeviceSettings& device : settings.devices) {
        text += text.empty() ? "" : ", ";
        text += device.isGpu()
            ? device.kind + ":" + std::to_string(device.index)
            : device.kind + " with " + std::to_string(device.threads) + (device.threads == 1 ? " thread" : " threads");
    }
    return text;
}

std::string sizeText(const CameraSummary& camera)
{
    if (camera.isLive)
        return "live";
    return camera.size.width > 0 ? std::to_string(camera.size.width) + " x " + std::to_string(camera.size.height)
                                 : std::string("?");
}

std::string countsText(const CameraSummary& camera)
{
    return std::to_string(camera.lines) + "/" + std::to_string(camera.zones) + "/" + std::to_string(camera.ignored)
        + (camera.ignoredMask.empty() ? "" : " + " + camera.ignoredMask);
}

/// Rows of cells as columns of one width each; two blanks apart.
std::string tableText(const std::vector<std::vector<std::string>>& rows)
{
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    std::string text;
    for (const auto& row : rows) {
        std::string line = " ";
        for (std::size_t i = 0; i < row.size(); ++i)
            line += " " + row[i] + std::string(widths[i] - row[i].size() + 1, ' ');
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

std::string camerasText(const std::vector<CameraSummary>& cameras)
{
    std::vector<std::vector<std::string>> rows{
        {"camera", "picture", "frames/s", "seconds", "labels", "student", "lines/zones/ignored", "weight", "target"}};
    for (const CameraSummary& camera : cameras)
        rows.push_back({camera.name, sizeText(camera),
                        camera.framesPerSecond > 0.0 ? number(camera.framesPerSecond) : "?",
                        camera.seconds > 0.0 ? number(camera.seconds) : "-", camera.labels, camera.student,
                        countsText(camera), number(camera.weight), number(camera.target)});
    return tableText(rows);
}

std::string joined(const std::vector<std::string>& words, const char* between = ", ")
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : between) + word;
    return text;
}

std::string demandText(const ScenarioSummary& summary)
{
    if (summary.costTable.empty())
        return "demand:   not known without a cost table (jackdaw-cli calibrate SCENARIO)\n";
    const DeviceDemand& demand = summary.demand;
    return "demand:   of one device, by " + summary.costTable + "\n          inference of every frame "
        + percent(demand.inference) + ", labels " + percent(demand.labels) + ", a retraining of each camera "
        + percent(demand.cheapestRetraining) + " to " + percent(demand.dearestRetraining) + "\n";
}

} // namespace

ScenarioSummary summarise(const runtime::RunSettings& settings, const std::optional<profiling::CostTable>& costs)
{
    return Summaries(settings, costs).take();
}

std::string summaryText(const ScenarioSummary& summary)
{
    const runtime::RunSettings& settings = summary.settings;
    const double window = toSeconds(settings.windowLength);
    std::vector<std::string> configurations;
    for (const auto& configuration : settings.configurations)
        configurations.push_back(configuration.name);
    std::string text = "scenario: " + settings.name + "\n";
    text += "windows:  " + std::to_string(settings.windows) + " of " + number(window) + " s, "
        + number(window * settings.windows) + " s in all; window 0 trains the first students\n";
    text += "planner:  " + settings.planner + ", quantum " + number(settings.quantum) + ", clock "
        + (settings.clock == ClockKind::Wall ? "wall" : "device") + "\n";
    text += "devices:  " + devicesText(settings) + "\n";
    text += "golden:   " + summary.golden + "; " + std::to_string(settings.labelling.trainingFrames)
        + " frames for a round, a score every " + number(settings.labelling.scoringInterval) + " s\n";
    text += "classes:  " + joined(settings.classes) + "\n";
    text += "students: " + joined(summary.students) + "\n";
    text += "trained:  " + joined(configurations, "; ") + "\n";
    text += demandText(summary);
    text += camerasText(summary.cameras);
    for (const std::string& sentence : summary.unknown)
        text += "not read: " + sentence + "\n";
    return text;
}

} // namespace jackdaw::datasets
