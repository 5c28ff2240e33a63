// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/scenario/scenario_check.h"

#include "engine/profiling/cost_table.h"
#include "engine/runtime/ignored_mask.h"
#include "engine/runtime/label_check.h"
#include "engine/runtime/suppliers.h"
#include "engine/runtime/training_cost.h"
#include "engine/video/live_address.h"
#include "engine/vision/annotation_document.h"
#include "engine/vision/golden_model.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace jackdaw::datasets {
namespace {

namespace fs = std::filesystem;

class Checks {
public:
    explicit Checks(const runtime::RunSettings& settings) : m_settings(settings) { }

    ScenarioCheck take();

private:
    void checkSource(const runtime::CameraRun& camera);
    void checkMask(const runtime::CameraRun& camera, vision::PictureSize size);
    void checkLabels();
    void checkModels();
    void checkStudents();
    void checkCosts();
    void add(const std::string& where, const Error& error)
    {
        const std::string sentence = where + error.text();
        if (std::find(m_check.faults.begin(), m_check.faults.end(), sentence) == m_check.faults.end())
            m_check.faults.push_back(sentence);
    }

    const runtime::RunSettings& m_settings;
    ScenarioCheck m_check;
    std::vector<std::string> m_shapes; ///< that a run charges, as far as the networks could be read
};

void Checks::checkMask(const runtime::CameraRun& camera, vision::PictureSize size)
{
    if (!camera.ignoredMask)
        return;
    if (const auto regions = runtime::readIgnoredMask(*camera.ignoredMask, size); !regions)
        add("Camera " + camera.settings.name + ": ", regions.error());
}

void Checks::checkSource(const runtime::CameraRun& camera)
{
    const std::string where = "Camera " + camera.settings.name + ": ";
    if (video::isLive(camera.settings.source)) {
        checkMask(camera, {});
        m_check.notes.push_back(where + "a live camera is not asked; jackdaw-cli camera check ADDRESS does it.");
        return;
    }
    const auto facts = runtime::videoFacts(camera.settings.source, camera.settings.imagesPerSecond);
    if (!facts)
        add(where, facts.error());
    checkMask(camera, facts ? facts->size : vision::PictureSize());
    std::vector<fs::path> labels;
    if (camera.goldenLabels)
        labels.push_back(*camera.goldenLabels);
    for (const runtime::HumanLabels& stretch : camera.humanLabels)
        labels.push_back(stretch.file);
    for (const fs::path& file : labels)
        if (const auto read = vision::readAnnotations(file); !read)
            add(where, read.error());
}

/// How label files fit classes and videos; those that cannot be read were told with their cameras.
void Checks::checkLabels()
{
    const auto warnings = runtime::checkLabels(m_settings);
    if (!warnings)
        add("", warnings.error());
    else
        for (const Alert& alert : *warnings)
            m_check.warnings.push_back(alert.message);
}

void Checks::checkModels()
{
    const auto ofFile = [](const runtime::CameraRun& camera) { return camera.goldenLabels.has_value(); };
    if (std::any_of(m_settings.cameras.begin(), m_settings.cameras.end(), ofFile))
        m_shapes.emplace_back(vision::kFileCostShape);
    for (const auto& models : {m_settings.labelling.models, m_settings.labelling.secondModels}) {
        if (models.empty())
            continue;
        const auto golden = vision::openGoldenModel(
            {models, m_settings.classes, static_cast<float>(m_settings.labelling.scoreThreshold), 1, {}});
        if (golden)
            m_shapes.push_back((*golden)->costShape());
        else
            add("", golden.error());
    }
}

void Checks::checkStudents()
{
    const auto learners = runtime::makeLearners(m_settings);
    if (!learners)
        return add("", learners.error());
    for (const auto& learner : *learners) {
        const auto& all = m_settings.configurations;
        if (std::none_of(all.begin(), all.end(), [&](const auto& each) { return learner->trains(each); }))
            m_check.warnings.push_back("No configuration is for students " + learner->description()
                                       + ": they are never retrained.");
    }
    for (const auto& batch : runtime::calibrationBatches(*learners, runtime::chargedConfigurations(m_settings)))
        m_shapes.push_back(batch.costShape);
}

void Checks::checkCosts()
{
    const bool charges = m_settings.clock == ClockKind::Device;
    if (!charges && m_settings.costTable.empty())
        return;
    const auto table = profiling::CostTable::load(m_settings.costTable);
    if (!table)
        return add("", table.error());
    if (!charges)
        return; // what it lacks is measured
    for (const std::string& shape : m_shapes)
        if (const auto cost = table->cost(shape); !cost)
            add("", cost.error());
}

ScenarioCheck Checks::take()
{
    for (const runtime::CameraRun& camera : m_settings.cameras)
        checkSource(camera);
    checkLabels();
    checkModels();
    checkStudents();
    checkCosts();
    return std::move(m_check);
}

} // namespace

ScenarioCheck checkScenario(const runtime::RunSettings& settings)
{
    return Checks(settings).take();
}

} // namespace jackdaw::datasets
