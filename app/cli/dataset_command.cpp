// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/dataset_command.h"

#include "app/cli/exit_codes.h"
#include "app/cli/output_file.h"
#include "datasets/import/import_scenario.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace jackdaw::cli {
namespace {

struct DatasetOptions {
    std::string kind;
    std::string folder;
    std::string out;
    std::vector<std::string> golden;
    datasets::ImportOptions import;
    bool dryRun = false;
    bool json = false;
};

std::string importJson(const datasets::FoundDataSet& found, const datasets::ImportPlan& plan)
{
    using nlohmann::ordered_json;
    ordered_json cameras = ordered_json::array();
    for (const datasets::FoundCamera& camera : found.cameras)
        cameras.push_back({{"name", camera.name},
                           {"source", camera.source.string()},
                           {"pictures", camera.pictures.size()},
                           {"width", camera.size.width},
                           {"height", camera.size.height},
                           {"seconds", camera.seconds},
                           {"labelled_frames", camera.labels.frames.size()},
                           {"objects", camera.labels.objects()},
                           {"ignored", camera.ignored.size()}});
    ordered_json names = ordered_json::array();
    for (const auto& name : datasets::namesIn(plan.cameras, plan.settings.classes))
        names.push_back({{"name", name.name}, {"objects", name.objects}, {"classes", name.classes}});
    const ordered_json made{{"kind", found.kind},
                            {"cameras", cameras},
                            {"names", names},
                            {"classes", plan.settings.classes},
                            {"windows", plan.settings.windows},
                            {"window_seconds", toSeconds(plan.settings.windowLength)},
                            {"notes", found.notes},
                            {"plan", plan.notes},
                            {"missing", found.missing},
                            {"refused", found.refused}};
    return made.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

int importDataSet(DatasetOptions options)
{
    if (!options.dryRun && options.out.empty())
        return report({ErrorCode::InvalidInput,
                       "There is no scenario to write.",
                       "Name it with --out, or look with --dry-run.",
                       {}});
    if (const Status free = options.dryRun ? Status() : checkFree(options.out); !free)
        return report(free.error());
    const auto found = datasets::findDataSet(options.kind, options.folder);
    if (!found)
        return report(found.error());
    for (const std::string& model : options.golden)
        options.import.models.push_back(std::filesystem::absolute(model));
    const std::string out = options.out.empty() ? "scenario.json" : options.out;
    const auto plan = datasets::planImport(*found, options.import, out);
    if (!plan)
        return report(plan.error());
    std::cout << (options.json ? importJson(*found, *plan) : datasets::importText(*found, *plan));
    if (options.dryRun)
        return kSuccess;
    if (const Status written = datasets::writeImport(*plan, out); !written)
        return report(written.error());
    if (!options.json)
        std::cout << "scenario: " << out << "\n";
    return kSuccess;
}

std::string kindsText()
{
    std::string text = "Kinds:";
    for (const datasets::DataSetKind& kind : datasets::dataSetKinds())
        text += "\n  " + kind.name + ": " + kind.layout + ".";
    return text;
}

} // namespace

void addDatasetCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("dataset", "Use data sets of the field");
    command->require_subcommand(1);
    const auto options = std::make_shared<DatasetOptions>();
    CLI::App* import = command->add_subcommand("import", "Make a scenario of a data set's folder");
    std::vector<std::string> kinds;
    for (const datasets::DataSetKind& kind : datasets::dataSetKinds())
        kinds.push_back(kind.name);
    import->add_option("kind", options->kind, "Kind of data set")->required()->check(CLI::IsMember(kinds));
    import->add_option("folder", options->folder, "Folder that the data set was unpacked into")->required();
    import->add_option("--out", options->out, "Scenario to write; labels go to a folder beside it");
    import->add_flag("--dry-run", options->dryRun, "Say what was found and what would be written, and write nothing");
    import->add_option("--camera", options->import.cameras, "Cameras that are wanted, by their names");
    import->add_option("--golden", options->golden, "Golden models (ONNX); people's labels then stand beside them");
    import->add_option("--classes", options->import.classes, "The session's classes")
        ->delimiter(',')
        ->allow_extra_args(false);
    import->add_option("--window", options->import.windowSeconds, "Length of a retraining window in seconds")
        ->check(CLI::PositiveNumber);
    import->add_option("--windows", options->import.windows, "Number of windows")->check(CLI::Range(2U, 100000U));
    import->add_flag("--json", options->json, "As JSON");
    import->footer(kindsText());
    import->callback([options, &exitCode] { exitCode = importDataSet(*options);
});
} // namespace jackdaw::cli

} // namespace jackdaw::cli
