// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/plan_trace_text.h"

#include <array>
#include <charconv>

namespace jackdaw::session {
namespace {

template <class Number>
void put(std::string& text, Number number, char separator)
{
    std::array<char, 32> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    text.append(digits.data(), written.ptr);
    text.push_back(separator);
}

/// Takes numbers off the front of a text; stays failed once one is missing.
class Scanner {
public:
    explicit Scanner(std::string_view text) : m_text(text) { }

    bool atEnd() const { return m_text.empty(); }
    bool failed() const { return m_failed; }

    template <class Number>
    Number take(char separator)
    {
        Number number{};
        const char* end = m_text.data() + m_text.size();
        const auto read = std::from_chars(m_text.data(), end, number);
        if (read.ec != std::errc{} || read.ptr == end || *read.ptr != separator) {
            m_failed = true;
            m_text = {};
            return Number{};
        }
        m_text.remove_prefix(static_cast<std::size_t>(read.ptr - m_text.data()) + 1);
        return number;
    }

    /// Takes \p word if it and \p separator come next.
    bool skip(char word, char separator)
    {
        if (m_text.size() < 2 || m_text[0] != word || m_text[1] != separator)
            return false;
        m_text.remove_prefix(2);
        return true;
    }

    template <class Enumeration>
    Enumeration takeEnumeration(Enumeration last)
    {
        const auto number = take<std::uint16_t>(' ');
        m_failed = m_failed || number > static_cast<std::uint16_t>(last);
        return static_cast<Enumeration>(number);
    }

private:
    std::string_view m_text;
    bool m_failed = false;
};

constexpr char kNoConfiguration = '-';
constexpr std::string_view kByJobs = "jobs;";

JobAfterMove takeAfter(Scanner& scanner, char separator)
{
    JobAfterMove after;
    after.share = scanner.take<float>(' ');
    if (!scanner.skip(kNoConfiguration, separator))
        after.configuration = ConfigurationId{scanner.take<std::uint32_t>(separator)};
    return after;
}

enum class OlderJob : std::uint8_t { Inference, Retraining };

JobIndex takeOlderJob(Scanner& scanner)
{
    const auto stream = scanner.take<std::uint16_t>(' ');
    return static_cast<JobIndex>(2 * stream + static_cast<int>(scanner.takeEnumeration(OlderJob::Retraining)));
}

PlanMove takeMove(Scanner& scanner, bool byJobs)
{
    PlanMove move;
    if (byJobs)
        move.search = scanner.take<std::uint16_t>(' ');
    move.round = scanner.take<std::uint16_t>(' ');
    for (JobIndex* job : {&move.thief, &move.victim})
        *job = byJobs ? scanner.take<JobIndex>(' ') : takeOlderJob(scanner);
    move.verdict = scanner.takeEnumeration(MoveVerdict::Capped);
    move.amount = scanner.take<float>(' ');
    move.score = scanner.take<float>(' ');
    move.bestBefore = scanner.take<float>(' ');
    move.thiefAfter = takeAfter(scanner, ' ');
    move.victimAfter = takeAfter(scanner, ';');
    return move;
}

void putAfter(std::string& text, const JobAfterMove& after, char separator)
{
    put(text, after.share, ' ');
    if (after.configuration)
        put(text, after.configuration->value, separator);
    else
        text += {kNoConfiguration, separator};
}

} // namespace

std::string packTrace(const std::vector<PlanMove>& trace)
{
    std::string text;
    text.reserve(kByJobs.size() + trace.size() * 64);
    text = kByJobs;
    for (const PlanMove& move : trace) {
        for (const std::uint16_t number : {move.search, move.round, move.thief, move.victim})
            put(text, number, ' ');
        put(text, static_cast<unsigned>(move.verdict), ' ');
        put(text, move.amount, ' ');
        put(text, move.score, ' ');
        put(text, move.bestBefore, ' ');
        putAfter(text, move.thiefAfter, ' ');
        putAfter(text, move.victimAfter, ';');
    }
    return text;
}

std::optional<std::vector<PlanMove>> unpackTrace(std::string_view text)
{
    std::vector<PlanMove> trace;
    const bool byJobs = text.starts_with(kByJobs);
    Scanner scanner(byJobs ? text.substr(kByJobs.size()) : text);
    while (!scanner.atEnd()) {
        trace.push_back(takeMove(scanner, byJobs));
        if (scanner.failed())
            return std::nullopt;
    }
    return trace;
}

} // namespace jackdaw::session
