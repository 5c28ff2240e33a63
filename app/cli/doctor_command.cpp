// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/doctor_command.h"

#include "app/cli/doctor.h"
#include "app/cli/exit_codes.h"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace jackdaw::cli {
namespace {

const char* mark(Finding::State state)
{
    switch (state) {
    case Finding::State::Good: return "ok     ";
    case Finding::State::Note: return "note   ";
    case Finding::State::Missing: return "missing";
    }
    return "";
}

int examine()
{
    bool complete = true;
    for (const Finding& finding : examineMachine()) {
        std::printf("%s  %-10s %s\n", mark(finding.state), finding.subject.c_str(), finding.text.c_str());
        if (!finding.action.empty())
            std::printf("                    %s\n", finding.action.c_str());
        complete = complete && finding.state != Finding::State::Missing;
    }
    return complete ? kSuccess : kFailed;
}

} // namespace

void addDoctorCommand(CLI::App& app, int& exitCode)
{
    app.add_subcommand("doctor", "Say what this machine has, and what to do about what is missing")
        ->callback([&exitCode] { exitCode = examine(); });
}

} // namespace jackdaw::cli
