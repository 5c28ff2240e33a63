// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/doctor_command.h"

#include "app/cli/doctor.h"
#include "app/cli/exit_codes.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace jackdaw::cli {
namespace {

struct DoctorOptions {
    bool asJson = false;
    std::string data;
};

void print(const std::vector<Finding>& findings)
{
    for (const Finding& finding : findings) {
        std::printf("%-7s  %-10s %s\n", stateName(finding.state), finding.subject.c_str(), finding.text.c_str());
        if (!finding.action.empty())
            std::printf("                    %s\n", finding.action.c_str());
    }
}

int examineThis(const DoctorOptions& options)
{
    std::vector<Finding> findings = examine(thisMachine());
    for (Finding& finding :
         examineFolders(options.data.empty() ? std::filesystem::current_path() : std::filesystem::path(options.data)))
        findings.push_back(std::move(finding));
    if (options.asJson)
        std::printf("%s\n", jsonOf(findings).c_str());
    else
        print(findings);
    return isComplete(findings) ? kSuccess : kFailed;
}

} // namespace

void addDoctorCommand(CLI::App& app, int& exitCode)
{
    auto options = std::make_shared<DoctorOptions>();
    CLI::App* command = app.add_subcommand("doctor", "Say what this machine has, and what to do about what is missing");
    command->add_flag("--json", options->asJson, "As JSON");
    command->add_option("--data", options->data, "Folder that sessions go to (default: where you are)");
    command->callback([options, &exitCode] { exitCode = examineThis(*options); });
}

} // namespace jackdaw::cli
