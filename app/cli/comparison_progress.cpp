// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/comparison_progress.h"

#include "engine/report/report.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>

namespace jackdaw::cli {
namespace {

constexpr winsize kUsualTerminal{24, 80, 0, 0};

winsize terminalSize()
{
    winsize size{};
    const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 2 && size.ws_col > 1;
    return known ? size : kUsualTerminal;
}

std::string formatted(const char* format, auto... values)
{
    std::array<char, 160> text{};
    std::snprintf(text.data(), text.size(), format, values...);
    return text.data();
}

std::string leftText(std::chrono::seconds left)
{
    const long long minutes = (left.count() + 30) / 60;
    if (left < std::chrono::seconds(90))
        return formatted("about %lld s left", static_cast<long long>(left.count()));
    if (minutes < 90)
        return formatted("about %lld min left", minutes);
    return formatted("about %lld h %02lld min left", minutes / 60, minutes % 60);
}

std::string accuracyText(const RunProgress& progress, std::uint32_t window)
{
    if (window == 0)
        return "first students";
    return progress.accuracy ? formatted("accuracy %5.1f %%", 100.0 * *progress.accuracy) : "no accuracy yet";
}

std::string lineText(const ProgressDisplay::Line& line, std::size_t nameWidth)
{
    std::string text = line.run + std::string(nameWidth - line.run.size() + 2, ' ');
    if (!line.progress)
        return text + "starting";
    const RunProgress& now = *line.progress;
    text += formatted("window %u of %u  %-16s", now.window, now.lastWindow, accuracyText(now, now.window).c_str());
    return now.left ? text + "  " + leftText(*now.left) : text;
}

/// The drawn lines, as many as the terminal has room for.
std::vector<std::string> block(const std::vector<ProgressDisplay::Line>& lines, std::size_t waiting)
{
    std::size_t width = 0;
    for (const auto& line : lines)
        width = std::max(width, line.run.size());
    const winsize size = terminalSize();
    const std::size_t room = std::min<std::size_t>(lines.size(), size.ws_row - 2U);
    std::vector<std::string> drawn;
    for (std::size_t i = 0; i < room; ++i)
        drawn.push_back(lineText(lines[i], width).substr(0, size.ws_col - 1U));
    const std::size_t unseen = lines.size() - room;
    if (unseen + waiting > 0)
        drawn.push_back((unseen > 0 ? std::to_string(unseen) + " more running, " : "") + std::to_string(waiting)
                        + " waiting");
    return drawn;
}

} // namespace

std::optional<RunProgress> SessionWatch::look()
{
    if (!m_reader) {
        auto reader = session::SessionReader::open(m_session);
        if (!reader)
            return std::nullopt;
        m_reader = std::move(*reader);
    }
    const auto report = report::makeReport(*m_reader);
    const SessionStarted started = m_reader->started();
    if (!report || started.windows == 0 || started.windowLength <= Nanoseconds{0})
        return std::nullopt;
    const Nanoseconds now = m_reader->duration();
    const auto tellsWindow0 = [](const report::Report::Camera& camera) { return !camera.firstStudents.empty(); };
    const bool window0 = std::any_of(report->cameras.begin(), report->cameras.end(), tellsWindow0);
    RunProgress progress;
    progress.lastWindow = started.windows - 1;
    progress.window =
        static_cast<std::uint32_t>(std::min<std::int64_t>(now / started.windowLength, progress.lastWindow));
    progress.closed = report->windows + (window0 ? 1 : 0);
    progress.accuracy = report->mean ? std::optional(report->mean->value.value) : std::nullopt;
    progress.left = timeLeft(now, started.windowLength * started.windows);
    return progress;
}

std::optional<std::chrono::seconds> SessionWatch::timeLeft(Nanoseconds now, Nanoseconds end)
{
    const Instant instant = std::chrono::steady_clock::now();
    if (!m_first)
        m_first.emplace(now, instant);
    if (now <= m_first->first)
        return std::nullopt;
    const double perSecond = std::chrono::duration<double>(instant - m_first->second) / (now - m_first->first);
    const auto left = std::max(end - now, Nanoseconds{0}) * perSecond;
    return std::chrono::round<std::chrono::seconds>(left);
}

ProgressDisplay::ProgressDisplay(bool quiet) : m_quiet(quiet), m_terminal(!quiet && isatty(STDERR_FILENO) != 0)
{
}

void ProgressDisplay::show(const std::vector<Line>& lines, std::size_t waiting)
{
    if (!m_terminal)
        return;
    clear();
    for (const std::string& line : block(lines, waiting)) {
        std::fprintf(stderr, "%s\n", line.c_str());
        ++m_drawn;
    }
}

void ProgressDisplay::windowClosed(const std::string& run, const RunProgress& progress)
{
    if (m_quiet || m_terminal)
        return;
    const std::uint32_t window = progress.closed - 1;
    std::fprintf(stderr, "%s: window %u of %u closed, %s%s\n", run.c_str(), window, progress.lastWindow,
                 accuracyText(progress, window).c_str(),
                 progress.left ? (", " + leftText(*progress.left)).c_str() : "");
}

void ProgressDisplay::clear()
{
    // Up to the first of the lines, and away with all that is below.
    if (m_drawn > 0)
        std::fprintf(stderr, "\033[%zuA\r\033[J", m_drawn);
    m_drawn = 0;
}

} // namespace jackdaw::cli
