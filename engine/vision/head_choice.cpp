// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/head_choice.h"

#include "engine/onnx/graph.h"

#include <algorithm>

namespace jackdaw::vision {
namespace {

using Reading = OutputView::Found;

std::string shapesText(std::span<const DetectorOutput> outputs)
{
    std::string text;
    for (const DetectorOutput& output : outputs)
        text += (text.empty() ? "" : ", ") + onnx::shapeText(output.shape);
    return text;
}

std::string readingsText(const std::vector<Reading>& readings)
{
    std::vector<std::string> said;
    for (const Reading& reading : readings) {
        std::string text = std::to_string(reading.format.classes) + " (" + reading.format.family + ")";
        if (std::find(said.begin(), said.end(), text) == said.end())
            said.push_back(std::move(text));
    }
    std::string text;
    for (const std::string& each : said)
        text += (text.empty() ? "" : " or ") + each;
    return text;
}

/// Names are those of the classes, or of all scores of which some are none's.
bool fits(const NameList& list, const DetectorFormat& format)
{
    return list.names.size() == format.classes || (format.otherScores > 0 && list.names.size() == format.scoreValues());
}

std::vector<std::string> namesFor(const NameList& list, const DetectorFormat& format)
{
    if (list.names.size() == format.classes)
        return list.names;
    std::vector<std::string> names;
    for (std::uint32_t label = 0; label < format.classes; ++label)
        names.push_back(list.names[format.column(label)]);
    return names;
}

std::vector<Reading> thoseThatFit(const std::vector<Reading>& readings, const NameList& list)
{
    std::vector<Reading> fitting;
    std::copy_if(readings.begin(), readings.end(), std::back_inserter(fitting),
                 [&](const Reading& reading) { return fits(list, reading.format); });
    return fitting;
}

bool isPlainRows(const DetectorFormat& format)
{
    return format.layout == DetectorFormat::Layout::Rows && format.anchors.empty()
        && format.boxes != DetectorFormat::Boxes::Distances;
}

/// Whether rows have an objectness, where some of the \p readings say so and others do not.
std::optional<bool> verdictOn(std::vector<Reading>& readings, std::span<const DetectorOutput> outputs)
{
    Reading* with = nullptr;
    bool isDoubtful = false;
    for (Reading& reading : readings) {
        if (!isPlainRows(reading.format))
            continue;
        if (reading.format.hasObjectness)
            with = &reading;
        else
            isDoubtful = true;
    }
    if (!with || !isDoubtful)
        return std::nullopt;
    return hasObjectness(with->format, with->view.of(outputs).front().values);
}

tl::unexpected<Error> namesDoNotFit(const NameList& list, const std::vector<Reading>& readings,
                                    const std::string& subject, const std::string& why)
{
    return fail(ErrorCode::InvalidInput,
                subject + " knows " + readingsText(readings) + " classes" + why + "; expected are as many names in "
                    + list.where + ", not " + std::to_string(list.names.size()) + ".",
                "Write the names of all its classes, one in each line, into a file NAME.names beside it.");
}

/// Of rows of decoded boxes, what their values for a test picture say that they are.
enum class RowBoxes {
    Centres, ///< centre and size in pixels, as they are taken
    Corners, ///< second corners are right of and below the first ones, wherever these are
    Parts, ///< of the picture
};

RowBoxes boxesOf(const DetectorFormat& format, std::span<const float> rows, PictureSize size)
{
    constexpr float kLargestPart = 2.0F;
    constexpr std::size_t kEnough = 20;
    constexpr std::size_t kFew = 100; // one in so many
    const float right = 0.25F * static_cast<float>(size.width);
    std::size_t told = 0;
    std::size_t reversed = 0;
    float farthest = 0.0F;
    for (std::size_t row = 0; row + format.values() <= rows.size(); row += format.values()) {
        const auto box = rows.subspan(row + (format.hasObjectness ? 0 : format.scoreValues()), 4);
        farthest = std::max({farthest, box[0], box[1], box[2], box[3]});
        if (box[0] <= right) // sizes reach beyond such centres
            continue;
        ++told;
        reversed += box[2] <= box[0] || box[3] <= box[1] ? 1 : 0;
    }
    if (farthest > 0.0F && farthest <= kLargestPart)
        return RowBoxes::Parts;
    return told >= kEnough && reversed * kFew < told ? RowBoxes::Corners : RowBoxes::Centres;
}

/// Taken for centres and sizes, boxes of another kind would lie anywhere.
Status checkBoxes(DetectorHead& head, std::span<const DetectorOutput> outputs, PictureSize size,
                  const std::string& subject)
{
    const DetectorFormat& format = head.format;
    if (format.layout != DetectorFormat::Layout::Rows || format.boxes != DetectorFormat::Boxes::Pixels)
        return {};
    const RowBoxes found = boxesOf(format, head.view.of(outputs).front().values, size);
    if (found == RowBoxes::Centres)
        return {};
    return fail(ErrorCode::Unsupported,
                subject + " gives, for a test picture, boxes "
                    + (found == RowBoxes::Corners ? "by their corners" : "as parts of the picture")
                    + "; expected are rows of " + "centre and size in pixels (" + format.family + ").",
                "Export it with boxes as centre and size in pixels of its input.");
}

} // namespace

/// Classes are taught where an object is, so behind an objectness they have some value everywhere; without it they say
/// by themselves that nothing is there, as in nearly all rows of any picture. The median of a row's best class is
/// 0.02 to 0.23 with one (YOLOX-nano with 4 and 80 classes, on noise, an empty picture and streets, in two scales), at
/// most 0.0003 without.
std::optional<bool> hasObjectness(const DetectorFormat& format, std::span<const float> rows)
{
    constexpr float kLeastWith = 0.01F;
    constexpr float kMostWithout = 0.002F;
    std::vector<float> best;
    for (std::size_t row = 0; row + format.values() <= rows.size(); row += format.values()) {
        const auto scores = rows.subspan(row + format.boxValues() + 1, format.classes);
        best.push_back(*std::max_element(scores.begin(), scores.end()));
    }
    if (best.empty())
        return std::nullopt;
    const auto middle = best.begin() + static_cast<std::ptrdiff_t>(best.size() / 2);
    std::nth_element(best.begin(), middle, best.end());
    if (*middle > kMostWithout && *middle < kLeastWith)
        return std::nullopt;
    return *middle >= kLeastWith;
}

namespace {

/// By shapes, values of scores and names.
Result<DetectorHead> likelyHead(std::span<const DetectorOutput> outputs, PictureSize size,
                                const std::vector<NameList>& lists, const std::string& subject)
{
    const std::vector<Reading> all = OutputView::readings(outputs, size);
    if (all.empty())
        return fail(ErrorCode::Unsupported,
                    subject + " gives an output of " + shapesText(outputs) + "; expected is " + knownFormats(size)
                        + ".",
                    "Choose such a detector.");
    std::vector<Reading> likely = all;
    if (const auto objectness = verdictOn(likely, outputs))
        std::erase_if(likely, [&](const Reading& reading) {
            return isPlainRows(reading.format) && reading.format.hasObjectness != *objectness;
        });
    for (const NameList& list : lists)
        if (auto fitting = thoseThatFit(likely, list); !fitting.empty()) {
            Reading& chosen = fitting.front();
            return DetectorHead{std::move(chosen.view), chosen.format, namesFor(list, chosen.format)};
        }
    if (!lists.empty()) {
        const bool isByValues = !thoseThatFit(all, lists.front()).empty();
        return namesDoNotFit(lists.front(), likely, subject,
                             isByValues ? ", as its values for a test picture tell" : "");
    }
    return DetectorHead{std::move(likely.front().view), likely.front().format, {}};
}

} // namespace

Result<DetectorHead> chooseHead(std::span<const DetectorOutput> outputs, PictureSize size,
                                const std::vector<NameList>& lists, const std::string& subject)
{
    auto head = likelyHead(outputs, size, lists, subject);
    if (head)
        if (auto checked = checkBoxes(*head, outputs, size, subject); !checked)
            return tl::unexpected(checked.error());
    return head;
}

} // namespace jackdaw::vision
