// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/report.h"

#include "engine/base/version.h"

#include <algorithm>
#include <iomanip>
#include <ostream>
#include <sstream>

namespace jackdaw::check {
namespace {

std::string inWords(double value)
{
    std::ostringstream text;
    text << std::setprecision(4) << value;
    return text.str();
}

std::string limitOf(const Bar& bar)
{
    const std::string unit = bar.unit.empty() ? "" : " " + bar.unit;
    return (bar.kind == Bar::Kind::AtMost ? "<= " : ">= ") + inWords(bar.limit) + unit;
}

nlohmann::ordered_json json(const Bar& bar)
{
    return {{"aim", bar.aim},
            {"measured", bar.measured},
            {bar.kind == Bar::Kind::AtMost ? "at_most" : "at_least", bar.limit},
            {"unit", bar.unit}};
}

Bar barOf(const nlohmann::ordered_json& json)
{
    const bool isAtMost = json.contains("at_most");
    return {json.value("aim", ""), json.value("measured", 0.0), isAtMost ? Bar::Kind::AtMost : Bar::Kind::AtLeast,
            json.value(isAtMost ? "at_most" : "at_least", 0.0), json.value("unit", "")};
}

} // namespace

Result<Report> Report::open(const std::filesystem::path& file, Subject subject, std::ostream& words, Start start)
{
    if (start == Start::Empty)
        std::ofstream(file, std::ios::trunc);
    std::ofstream out(file, std::ios::app);
    if (!out)
        return fail(ErrorCode::Io, "The file " + file.string() + " cannot be written.",
                    "Name a file in a writable folder.");
    return Report(std::move(out), std::move(subject), words);
}

Report::Report(std::ofstream file, Subject subject, std::ostream& words) :
    m_file(std::move(file)), m_subject(std::move(subject)), m_words(&words)
{
}

void Report::write(nlohmann::ordered_json line)
{
    line["device"] = m_subject.device;
    line["driver"] = m_subject.driver;
    line["cuda"] = m_subject.cuda;
    line["jackdaw"] = version();
    if (!m_subject.libtorch.empty())
        line["libtorch"] = m_subject.libtorch;
    line["fake"] = m_subject.isFake;
    line["small"] = m_subject.isSmall;
    m_file << line.dump() << std::endl;
}

void Report::add(const std::string& part, const Finding& finding)
{
    nlohmann::ordered_json line{{"part", part}, {"name", finding.name}, {"values", finding.values}};
    line["bars"] = nlohmann::ordered_json::array();
    for (const Bar& bar : finding.bars) {
        line["bars"].push_back(json(bar));
        if (isJudged())
            line["bars"].back()["holds"] = bar.holds();
        m_bars.push_back(bar);
    }
    write(std::move(line));
    *m_words << "[" << part << "] " << finding.name << ":";
    for (const auto& [name, value] : finding.values.items())
        *m_words << ' ' << name << '=' << (value.is_number_float() ? inWords(value.get<double>()) : value.dump());
    *m_words << std::endl;
}

void Report::addFailure(const std::string& part, const Error& error)
{
    ++m_failures;
    write({{"part", part}, {"error", error.text()}, {"detail", error.detail}});
    *m_words << "[" << part << "] failed: " << error.text() << std::endl;
}

void Report::take(const nlohmann::ordered_json& line)
{
    m_failures += line.contains("error") ? 1 : 0;
    for (const auto& bar : line.value("bars", nlohmann::ordered_json::array()))
        m_bars.push_back(barOf(bar));
}

void Report::printSummary() const
{
    std::size_t width = 4;
    for (const Bar& bar : m_bars)
        width = std::max(width, bar.aim.size());
    const auto row = [&](const std::string& aim, const std::string& measured, const std::string& limit,
                         const char* holds) {
        *m_words << std::left << std::setw(static_cast<int>(width)) << aim << "  " << std::setw(10) << measured << "  "
                 << std::setw(16) << limit << "  " << holds << '\n';
    };
    *m_words << '\n';
    row("aim", "measured", "bar", "");
    for (const Bar& bar : m_bars)
        row(bar.aim, inWords(bar.measured), limitOf(bar), !isJudged() ? "" : bar.holds() ? "holds" : "MISSED");
    const auto held = std::count_if(m_bars.begin(), m_bars.end(), [](const Bar& bar) { return bar.holds(); });
    *m_words << '\n' << m_subject.device << ", driver " << m_subject.driver << ", CUDA " << m_subject.cuda << ": ";
    if (isJudged())
        *m_words << held << " of " << m_bars.size() << " bars hold, ";
    *m_words << m_failures << " parts failed.\n";
    if (m_subject.isFake)
        *m_words << "There is no GPU here: every figure is the fake's and says nothing about any device.\n";
    else if (m_subject.isSmall)
        *m_words << "Few of everything were measured: no bar is meant for that.\n";
    m_words->flush();
}

} // namespace jackdaw::check
