// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/output_view.h"

#include "engine/vision/coco_classes.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::vision {
namespace {

/// 1 x values x rows, of which there are more rows.
bool mayBeTurned(const DetectorOutput& output)
{
    return output.shape.size() == 3 && output.shape[0] == 1 && output.shape[1] > 4 && output.shape[2] > output.shape[1];
}

bool isBetter(const std::optional<DetectorFormat>& format, const std::optional<OutputView::Found>& than)
{
    return format && (!than || (format->classes == kCocoClasses && than->format.classes != kCocoClasses));
}

} // namespace

std::optional<OutputView::Found> OutputView::recognise(std::span<const DetectorOutput> outputs, PictureSize size)
{
    std::optional<Found> best;
    const auto consider = [&](OutputView view) {
        const auto seen = view.of(outputs);
        const auto format = view.m_boxFirst ? recogniseBoxesBehindScores(seen, size) : recogniseFormat(seen, size);
        if (isBetter(format, best))
            best = Found{std::move(view), *format};
    };
    consider({});
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        OutputView one;
        if (outputs.size() > 1) {
            one.m_only = i;
            consider(one);
        }
        if (!mayBeTurned(outputs[i]))
            continue;
        one.m_isTurned = true;
        consider(one);
        one.m_boxFirst = true;
        consider(one);
    }
    return best;
}

std::vector<DetectorOutput> OutputView::of(std::span<const DetectorOutput> outputs)
{
    constexpr std::size_t kBox = 4;
    if (!m_only && !m_isTurned)
        return {outputs.begin(), outputs.end()};
    const DetectorOutput& chosen = outputs[m_only.value_or(0)];
    if (!m_isTurned)
        return {chosen};
    const auto values = static_cast<std::size_t>(chosen.shape[1]);
    const auto rows = static_cast<std::size_t>(chosen.shape[2]);
    m_turned.resize(values * rows);
    for (std::size_t value = 0; value < values; ++value) {
        const std::size_t to = m_boxFirst ? (value + values - kBox) % values : value;
        for (std::size_t row = 0; row < rows; ++row)
            m_turned[row * values + to] = chosen.values[value * rows + row];
    }
    return {{{1, chosen.shape[2], chosen.shape[1]}, m_turned}};
}

std::string OutputView::text() const
{
    std::string text = m_only ? "its output number " + std::to_string(*m_only + 1) + " alone" : "";
    if (m_isTurned)
        text += std::string(text.empty() ? "" : ", ") + "values before rows";
    return text;
}

} // namespace jackdaw::vision
