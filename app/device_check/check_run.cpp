// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/device_check/check_run.h"

#include "app/check/parts.h"
#include "app/device_check/child_process.h"
#include "app/device_check/main_job.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <string_view>
#include <system_error>

namespace jackdaw::check {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

constexpr double kSecondsBeyond = 60.0; ///< that a part may take when the time for the check is over
constexpr double kFewMinutes = 0.01;

/// Folders of the build tree in which programs lie, beside the one of this program.
constexpr std::array<const char*, 5> kFolders{".", "../check", "../network_check", "../student_check", "../cli"};

std::string namesOf(const std::vector<SuitePart>& parts)
{
    std::string names;
    for (const SuitePart& part : parts)
        names += (names.empty() ? "" : ",") + std::string(part.name);
    return names;
}

/// A program that was cut off may have left half a line.
void endLastLine(const fs::path& file)
{
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::ate);
    if (!stream || stream.tellg() == std::streampos(0))
        return;
    stream.seekg(-1, std::ios::end);
    if (stream.get() != '\n') {
        stream.clear();
        stream.seekp(0, std::ios::end);
        stream << '\n';
    }
}

} // namespace

CheckRun::CheckRun(CheckSettings settings, Report& report) :
    m_settings(std::move(settings)), m_report(report),
    m_end(Clock::now() + std::chrono::milliseconds(static_cast<std::int64_t>(m_settings.minutes * 60e3)))
{
}

void CheckRun::run(const std::vector<SuitePart>& parts)
{
    for (auto begin = parts.begin(); begin != parts.end();) {
        const std::string_view name = begin->program;
        auto end = std::find_if(begin, parts.end(), [&](const SuitePart& part) { return part.program != name; });
        // The inventory is alone: what the others are told follows from it. A job of jackdaw-cli is a run of its own.
        if (begin->name == std::string_view(kInventory) || name == kCli)
            end = begin + 1;
        if (const auto reason = whyNot(*begin)) {
            for (; begin != end; ++begin)
                fail(*begin, *reason);
        } else if (name == kCli) {
            runCli(*begin);
        } else {
            runProgram({begin, end});
        }
        begin = end;
    }
}

/// What the machine has is found out by the inventory: were it guessed, a fake's figures could pass for a GPU's.
std::optional<Error> CheckRun::whyNot(const SuitePart& part) const
{
    if (minutesLeft() <= 0.0)
        return Error{ErrorCode::Cancelled, "There was no time left for this part.", "Give it more --minutes.", {}};
    const bool needsInventory = part.name != std::string_view(kInventory) && !m_settings.wantsFake;
    if (needsInventory && !m_isKnown)
        return Error{ErrorCode::Internal,
                     "What GPU this machine has was not found out.",
                     "See why the inventory failed, or take --fake.",
                     {}};
    return std::nullopt;
}

void CheckRun::runProgram(Parts parts)
{
    while (!parts.empty())
        parts = runProcess(parts);
}

CheckRun::Parts CheckRun::runProcess(const Parts& parts)
{
    const fs::path file = program(parts.front().program);
    std::vector<std::string> words{"--append", "--parts", namesOf(parts), "--minutes",
                                   std::to_string(std::max(minutesLeft(), kFewMinutes))};
    const bool isInventory = parts.front().name == std::string_view(kInventory);
    if (m_settings.wantsFake || (!isInventory && !hasGpu()))
        words.emplace_back("--fake");
    else if (!isInventory)
        words.emplace_back("--real"); // a fake one's figures must not pass for this GPU's
    if (m_settings.isSmall)
        words.emplace_back("--small");
    if (parts.front().program == std::string_view("student-check") && !m_settings.data.empty())
        words.insert(words.end(), {"--data", m_settings.data.string()});
    words.push_back(m_settings.out.string());
    std::error_code ignored;
    const auto begin = fs::file_size(m_settings.out, ignored);
    const ChildEnd end = runChild({file, words, {}, limit()});
    const auto done = takeLines(begin);
    Parts left;
    std::copy_if(parts.begin(), parts.end(), std::back_inserter(left), [&done](const SuitePart& part) {
        return std::find(done.begin(), done.end(), part.name) == done.end();
    });
    if (left.empty())
        return left;
    // Of those that are left the first was under way. One that ended by itself did not begin, and would not again.
    const bool wasCutOff = end.exitCode == -1;
    const std::string how = end.how.empty() ? "The program ended without a word on it." : end.how;
    for (const SuitePart& part : left) {
        fail(part, {ErrorCode::Internal, how, "", {}});
        if (wasCutOff)
            break;
    }
    left.erase(left.begin(), wasCutOff ? left.begin() + 1 : left.end());
    return left;
}

void CheckRun::runCli(const SuitePart& part)
{
    const auto data = findCheckData(m_settings.data);
    if (!data)
        return fail(part, data.error());
    const double minutes = m_settings.isSmall ? 0.0 : m_settings.minutes;
    const CliJob job{program(kCli),  *data,  hasGpu() ? "cuda" : "cpu", jobSizeFor(minutes, hasGpu()),
                     m_settings.out, limit()};
    const auto begin = Clock::now();
    const auto say = [&](const Finding& finding) { m_report.add(part.name, finding); };
    std::cout << "[" << part.name << "] jackdaw-cli on " << job.device << ", its words go to files beside "
              << m_settings.out.string() << std::endl;
    const Status done = part.name == std::string_view(kCalibration) ? calibrate(job, say) : runMainJob(job, say);
    if (!done)
        return fail(part, done.error());
    say({kTook, {{"seconds", std::chrono::duration<double>(Clock::now() - begin).count()}}, {}});
}

std::vector<std::string> CheckRun::takeLines(std::uintmax_t begin)
{
    endLastLine(m_settings.out);
    std::ifstream in(m_settings.out);
    in.seekg(static_cast<std::streamoff>(begin));
    std::vector<std::string> done;
    for (std::string text; std::getline(in, text);) {
        const auto line = ordered_json::parse(text, nullptr, false);
        if (!line.is_object())
            continue;
        m_report.take(line);
        learnSubject(line);
        if (line.contains("error") || line.value("name", "") == kTook)
            done.push_back(line.value("part", ""));
    }
    return done;
}

void CheckRun::learnSubject(const ordered_json& line)
{
    Subject subject = m_report.subject();
    if (line.contains("libtorch"))
        subject.libtorch = line.value("libtorch", "");
    if (line.value("part", "") == kInventory && line.contains("device")) {
        m_isKnown = true;
        subject = {line.value("device", ""), line.value("driver", ""), line.value("cuda", ""), line.value("fake", true),
                   line.value("small", true)};
    }
    m_report.setSubject(std::move(subject));
}

void CheckRun::fail(const SuitePart& part, const Error& error)
{
    m_report.addFailure(part.name, error);
}

fs::path CheckRun::program(const std::string& name) const
{
    std::error_code ignored;
    for (const char* folder : kFolders)
        if (const fs::path file = m_settings.programs / folder / name; fs::is_regular_file(file, ignored))
            return file.lexically_normal();
    return m_settings.programs / name;
}

double CheckRun::minutesLeft() const
{
    return std::chrono::duration<double>(m_end - Clock::now()).count() / 60.0;
}

std::chrono::seconds CheckRun::limit() const
{
    return std::chrono::seconds(static_cast<std::int64_t>(std::max(minutesLeft(), 0.0) * 60.0 + kSecondsBeyond));
}

} // namespace jackdaw::check
