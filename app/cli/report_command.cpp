// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/report_command.h"

#include "app/cli/exit_codes.h"
#include "app/cli/output_file.h"
#include "engine/report/report.h"
#include "engine/report/run_course.h"

#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>
#include <memory>

namespace jackdaw::cli {
namespace {

struct ReportOptions {
    std::string session;
    bool json = false;
    bool html = false;
    bool course = false;
    std::string out;
};

Result<std::string> write(const ReportOptions& options)
{
    auto reader = session::SessionReader::open(options.session);
    if (!reader)
        return tl::unexpected(reader.error());
    if (options.course)
        return report::makeCourse(**reader).map(report::courseJson);
    const auto made = report::makeReport(**reader);
    if (!made)
        return tl::unexpected(made.error());
    const auto configurations = (*reader)->started().configurations;
    if (options.json)
        return report::reportJson(*made, configurations);
    return options.html ? report::reportHtml(*made, configurations) : report::reportText(*made, configurations);
}

Status put(const std::string& text, const std::string& file)
{
    if (file.empty()) {
        std::cout << text << std::flush;
        return std::cout ? Status() : fail(ErrorCode::Io, "The report cannot be written to standard output.");
    }
    std::ofstream stream(file, std::ios::binary);
    stream << text;
    stream.close();
    if (!stream)
        return fail(ErrorCode::Io, "The report cannot be written to " + file + '.',
                    "Choose a file in a folder that you may write to, with space on its disk.");
    return {};
}

int runReport(const ReportOptions& options)
{
    if (const Status other = checkOutput(options.out, {options.session}); !other)
        return report(other.error());
    const auto text = write(options);
    if (!text)
        return report(text.error());
    const Status written = put(*text, options.out);
    return written ? kSuccess : report(written.error());
}

} // namespace

void addReportCommand(CLI::App& app, int& exitCode)
{
    auto options = std::make_shared<ReportOptions>();
    CLI::App* command = app.add_subcommand("report", "Say what a session came to");
    command->add_option("session", options->session, "Session file (*.jackdaw)")->required();
    CLI::Option* json = command->add_flag("--json", options->json, "As JSON");
    CLI::Option* html = command->add_flag("--html", options->html, "As one HTML page with charts")->excludes(json);
    command
        ->add_flag("--course", options->course,
                   "As JSON by half seconds: when which cameras' frames were dropped or late, and what jobs had of the "
                   "devices")
        ->excludes(json)
        ->excludes(html);
    command->add_option("--out", options->out, "Write to this file instead of standard output");
    command->callback([options, &exitCode] { exitCode = runReport(*options); });
}

} // namespace jackdaw::cli
