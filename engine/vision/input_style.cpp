// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/input_style.h"

#include "engine/vision/annotation_text.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace jackdaw::vision {
namespace {

/// Ways in which shades become numbers; mean and deviation for red, green and blue.
struct Values {
    const char* name;
    std::array<float, 3> mean;
    std::array<float, 3> deviation;
};

constexpr std::array<Values, 4> kValues{{{"0-255", {0.0F, 0.0F, 0.0F}, {1.0F, 1.0F, 1.0F}},
                                         {"0-1", {0.0F, 0.0F, 0.0F}, {255.0F, 255.0F, 255.0F}},
                                         {"-1-1", {127.5F, 127.5F, 127.5F}, {127.5F, 127.5F, 127.5F}},
                                         {"imagenet", {123.675F, 116.28F, 103.53F}, {58.395F, 57.12F, 57.375F}}}};

std::array<float, 3> inOrder(std::array<float, 3> redFirst, bool isRedFirst)
{
    if (!isRedFirst)
        std::swap(redFirst[0], redFirst[2]);
    return redFirst;
}

InputStyle with(InputStyle style, const Values& values, bool redFirst)
{
    style.redFirst = redFirst;
    style.mean = inOrder(values.mean, redFirst);
    style.deviation = inOrder(values.deviation, redFirst);
    return style;
}

bool isSame(const InputStyle& a, const InputStyle& b)
{
    return a.redFirst == b.redFirst && a.mean == b.mean && a.deviation == b.deviation;
}

/// False where \p word is none that \p key knows.
bool take(std::string_view key, std::string_view word, InputStyle& style)
{
    if (key == "order" && (word == "rgb" || word == "bgr")) {
        if (style.redFirst != (word == "rgb")) {
            std::swap(style.mean[0], style.mean[2]);
            std::swap(style.deviation[0], style.deviation[2]);
        }
        style.redFirst = word == "rgb";
        return true;
    }
    if (key == "values")
        for (const Values& values : kValues)
            if (word == values.name) {
                style = with(style, values, style.redFirst);
                return true;
            }
    using Place = InputStyle::Place;
    const std::array<std::pair<const char*, Place>, 3> places{
        {{"stretched", Place::Stretched}, {"centred", Place::Centred}, {"top-left", Place::TopLeft}}};
    for (const auto& [name, place] : places)
        if (key == "place" && word == name) {
            style.place = place;
            return true;
        }
    return false;
}

} // namespace

std::filesystem::path inputFileOf(const std::filesystem::path& model)
{
    return std::filesystem::path(model).replace_extension(".input");
}

Result<InputStyle> withInputFile(InputStyle usual, const std::filesystem::path& model)
{
    const std::filesystem::path file = inputFileOf(model);
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        return usual;
    const auto text = readLabelText(file, "The file '" + file.string() + "'");
    if (!text)
        return tl::unexpected(text.error());
    LineReader lines(*text);
    for (std::string_view line; lines.next(line);) {
        const std::string_view words = trimmed(line);
        if (words.empty() || words.front() == '#')
            continue;
        const std::size_t blank = std::min(words.find_first_of(" \t"), words.size());
        if (!take(words.substr(0, blank), trimmed(words.substr(blank)), usual))
            return fail(
                ErrorCode::InvalidInput,
                "The file '" + file.string() + "', line " + std::to_string(lines.number()) + ": '" + std::string(words)
                    + "' is none of 'values 0-255', 'values 0-1', 'values -1-1', 'values imagenet', 'order rgb', "
                      "'order bgr', 'place stretched', 'place centred' and 'place top-left'.",
                "Write one of these in each line.");
    }
    return usual;
}

std::vector<InputVariant> otherInputs(const InputStyle& usual)
{
    std::vector<InputVariant> variants;
    for (const Values& values : kValues)
        for (const bool redFirst : {usual.redFirst, !usual.redFirst}) {
            const InputStyle style = with(usual, values, redFirst);
            if (!isSame(style, usual))
                variants.push_back(
                    {style, std::string("values ") + values.name + "' and 'order " + (redFirst ? "rgb" : "bgr")});
        }
    return variants;
}

} // namespace jackdaw::vision
