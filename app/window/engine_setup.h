// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/background_work.h"
#include "datasets/scenario/scenario_document.h"
#include "engine/runtime/run_settings.h"
#include "widgets/setup/setup_services.h"

#include <filesystem>

namespace jackdaw::window {

/// Sets runs up with the engine of this process: reads and writes scenarios, tries cameras and golden models beside the
/// window.
class EngineSetup final : public widgets::SetupServices {
public:
    EngineSetup();

    RunDraft begin() override;
    Result<RunDraft> open(const QString& file) override;
    Status save(const RunDraft& draft, const QString& file) override;
    std::vector<DraftFault> faultsOf(const RunDraft& draft) override;
    std::vector<widgets::PlannerChoice> planners() override;
    std::string writtenPath(const QString& file) override;
    Status setMeaning(const std::string& labels, const std::string& name,
                      const std::vector<std::string>& classes) override;

    Work lookAtSource(const CameraDraft& camera, std::function<void(const widgets::SourceLook&)> seen,
                      Done<widgets::SourceLook> done) override;
    Work tryGolden(const RunDraft& draft, const CameraDraft& camera, Done<widgets::GoldenLook> done) override;
    Work findCameras(Done<std::vector<widgets::PluggedCamera>> done) override;
    Work searchNetwork(Done<std::vector<widgets::FoundCamera>> done) override;
    Work askCamera(const widgets::FoundCamera& camera, const std::string& credentials,
                   Done<widgets::FoundCamera> done) override;
    Work keepLogin(const widgets::NewLogin& login, Done<std::string> done) override;
    Work checkLabels(const RunDraft& draft, Done<std::vector<std::string>> done) override;
    Work calibrate(const RunDraft& draft, std::function<void(const std::string&)> measured,
                   Done<std::string> done) override;

    /// What a run of \p draft is started with, or all that keeps it from being started.
    Result<runtime::RunSettings> settings(const RunDraft& draft) const;

private:
    Result<video::CameraSettings> cameraSettings(const CameraDraft& camera) const;
    std::string expandedCredentials(const std::string& credentials) const;

    datasets::ScenarioDocument m_document;
    std::filesystem::path m_folder; ///< where relative paths of the document begin
    WorkThreads m_threads; ///< last, so that they end before what they use
};

} // namespace jackdaw::window
