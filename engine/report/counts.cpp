// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/report/counts.h"

#include "engine/report/report_format.h"

#include <algorithm>
#include <numeric>

namespace jackdaw::report {
namespace {

template <class Number, class Text>
std::string withClasses(const std::vector<Number>& numbers, const std::vector<std::string>& classes, Text text)
{
    const Number sum = std::accumulate(numbers.begin(), numbers.end(), Number{});
    std::string parts;
    for (std::size_t i = 0; i < numbers.size() && i < classes.size(); ++i)
        if (numbers[i] > Number{})
            parts += (parts.empty() ? "" : ", ") + classes[i] + ' ' + text(numbers[i]);
    return parts.empty() ? text(sum) : text(sum) + " (" + parts + ')';
}

} // namespace

std::string countText(const std::vector<std::uint32_t>& numbers, const std::vector<std::string>& classes)
{
    return withClasses(numbers, classes, [](std::uint32_t number) { return std::to_string(number); });
}

std::string countText(const std::vector<double>& numbers, const std::vector<std::string>& classes)
{
    return withClasses(numbers, classes, [](double number) { return fixed(number, 2); });
}

std::string mostText(const WindowCounts::Zone& zone, const std::vector<std::string>& classes)
{
    std::string text;
    for (std::size_t i = 0; i < zone.most.size() && i < classes.size(); ++i)
        if (zone.most[i] > 0)
            text += (text.empty() ? "" : ", ") + classes[i] + ' ' + std::to_string(zone.most[i]);
    return text.empty() ? "0" : text;
}

void CountGatherer::take(const Event& event)
{
    m_now = std::max(m_now, event.time);
    if (const auto* added = std::get_if<CameraAdded>(&event.body)) {
        if (!added->lines.empty() || !added->zones.empty())
            m_cameras[added->camera] = {
                added->lines, added->zones, {}, std::vector<std::vector<Change>>(added->zones.size())};
    } else if (const auto* started = std::get_if<WindowStarted>(&event.body)) {
        m_windows[started->window] = {event.time, event.time + started->length};
    } else if (const auto* crossing = std::get_if<CrossingCounted>(&event.body)) {
        m_cameras[crossing->camera].crossings.push_back(
            {crossing->frameTime, crossing->line, crossing->classIndex, crossing->forward});
    } else if (const auto* zone = std::get_if<ZoneCounted>(&event.body)) {
        auto& changes = m_cameras[zone->camera].changes;
        if (zone->zone < changes.size())
            changes[zone->zone].emplace_back(zone->frameTime, zone->objects);
    }
}

/// A run that was cut off has no more of a window than its events tell of.
CountGatherer::Span CountGatherer::spanOf(WindowId window) const
{
    const Span& whole = m_windows.at(window);
    return {whole.from, std::min(whole.until, std::max(whole.from, m_now))};
}

void CountGatherer::addCrossings(const Camera& camera, const Span& span, WindowCounts& counts)
{
    for (const Crossing& crossing : camera.crossings) {
        if (crossing.time < span.from || crossing.time >= span.until || crossing.line >= counts.lines.size())
            continue;
        WindowCounts::Line& line = counts.lines[crossing.line];
        auto& way = crossing.forward ? line.forward : line.backward;
        if (crossing.label < way.size())
            ++way[crossing.label];
    }
}

WindowCounts::Zone CountGatherer::zoneIn(const std::vector<Change>& changes, const Span& span, std::size_t classes)
{
    WindowCounts::Zone zone{{}, std::vector<double>(classes), std::vector<std::uint32_t>(classes)};
    double watched = 0.0;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const Nanoseconds from = std::max(changes[i].first, span.from);
        const Nanoseconds until = i + 1 < changes.size() ? std::min(changes[i + 1].first, span.until) : span.until;
        if (until <= from)
            continue;
        watched += toSeconds(until - from);
        for (std::size_t c = 0; c < std::min(classes, changes[i].second.size()); ++c) {
            zone.mean[c] += changes[i].second[c] * toSeconds(until - from);
            zone.most[c] = std::max(zone.most[c], changes[i].second[c]);
        }
    }
    for (double& mean : zone.mean)
        mean = watched > 0.0 ? mean / watched : 0.0;
    return zone;
}

std::map<CameraId, std::vector<WindowCounts>> CountGatherer::finish(std::size_t classes) const
{
    std::map<CameraId, std::vector<WindowCounts>> all;
    for (const auto& [id, camera] : m_cameras) {
        for (const auto& [window, whole] : m_windows) {
            const Span span = spanOf(window);
            WindowCounts counts{window.value, {}, {}};
            for (const CountingLine& line : camera.lines)
                counts.lines.push_back(
                    {line.name, std::vector<std::uint32_t>(classes), std::vector<std::uint32_t>(classes)});
            addCrossings(camera, whole, counts);
            for (std::size_t i = 0; i < camera.zones.size(); ++i) {
                counts.zones.push_back(zoneIn(camera.changes[i], span, classes));
                counts.zones.back().name = camera.zones[i].name;
            }
            all[id].push_back(std::move(counts));
        }
    }
    return all;
}

} // namespace jackdaw::report
