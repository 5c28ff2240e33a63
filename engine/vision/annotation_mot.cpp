// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_readers.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace jackdaw::vision {
namespace {

namespace fs = std::filesystem;

/// What the benchmark's numbers 1 to 13 stand for.
constexpr std::array<std::string_view, 13> kBenchmarkNames = {
    "pedestrian", "person on vehicle",      "car",           "bicycle",
    "motorbike",  "non motorized vehicle",  "static person", "distractor",
    "occluder",   "occluder on the ground", "occluder full", "reflection",
    "crowd"};

/// `frame,id,left,top,width,height,confidence,class,visibility`, all numbers, frames from 1.
class MotReader {
public:
    explicit MotReader(const AnnotationInput& input) : m_input(input), m_lines(input.text) { }

    Result<AnnotationDocument> read();

private:
    void readNames();
    void readSequence();
    Status readRow(const std::vector<std::string>& fields);
    std::string nameOf(const std::vector<std::string>& fields);
    tl::unexpected<Error> fault(const std::string& what) const;

    const AnnotationInput& m_input;
    LineReader m_lines;
    AnnotationDocument m_document;
    std::vector<std::string> m_names; ///< of the file beside it
    bool m_unnamed = false; ///< classes are of another list than the benchmark's
    bool m_assumed = false; ///< rows without a class were taken for the benchmark's
    bool m_isTruth = true; ///< confidences are 0 and 1 alone: 0 says that a row is not to be counted
};

tl::unexpected<Error> MotReader::fault(const std::string& what) const
{
    return fail(ErrorCode::Corrupt, m_input.name + ", line " + std::to_string(m_lines.number()) + ": " + what + ".",
                "In MOT Challenge a row is frame,id,left,top,width,height,confidence,class,visibility.");
}

/// Exports of labelling tools put the names of their classes beside the rows, one in each line.
void MotReader::readNames()
{
    const auto text = readLabelText(m_input.path.parent_path() / "labels.txt", m_input.name);
    if (!text || m_input.path.filename() == "labels.txt")
        return;
    LineReader lines(*text);
    for (std::string_view line; lines.next(line);)
        if (!trimmed(line).empty())
            m_names.emplace_back(trimmed(line));
}

/// The benchmark's description of a sequence lies beside the folder of its truth and says how long it is.
void MotReader::readSequence()
{
    for (const fs::path& folder : {m_input.path.parent_path(), m_input.path.parent_path().parent_path()}) {
        std::error_code error;
        if (!fs::is_regular_file(folder / "seqinfo.ini", error))
            continue;
        const auto text = readLabelText(folder / "seqinfo.ini", m_input.name);
        LineReader lines(text ? std::string_view(*text) : std::string_view());
        PictureSize size;
        for (std::string_view line; lines.next(line);) {
            const std::size_t equals = std::min(line.find('='), line.size());
            const std::string key = lowerCase(trimmed(line.substr(0, equals)));
            const auto value = parseFrame(line.substr(std::min(equals + 1, line.size())));
            for (std::int64_t frame = 0; key == "seqlength" && value && frame < *value; ++frame)
                m_document.cover(frame);
            if (key == "imwidth" && value)
                size.width = static_cast<int>(*value);
            if (key == "imheight" && value)
                size.height = static_cast<int>(*value);
        }
        if (size.width > 0 && size.height > 0)
            m_document.size = size;
        return;
    }
}

std::string MotReader::nameOf(const std::vector<std::string>& fields)
{
    const auto number = fields.size() > 7 ? parseNumber<int>(fields[7]) : std::nullopt;
    const auto index = static_cast<std::size_t>(number.value_or(0) - 1);
    if (!m_names.empty() && number && index < m_names.size())
        return m_names[index];
    // The benchmark's truth has nine fields, its detections ten without a class; VisDrone's ten have one of their own.
    constexpr std::size_t kOfOthers = 10;
    if (fields.size() == kOfOthers && number && *number >= 0) {
        m_unnamed = m_unnamed || m_names.empty();
        return "class " + std::to_string(*number);
    }
    if (m_names.empty() && number && index < kBenchmarkNames.size())
        return std::string(kBenchmarkNames[index]);
    if (number && *number > 0)
        return "class " + std::to_string(*number);
    m_assumed = true;
    return m_names.size() == 1 ? m_names.front() : "pedestrian";
}

Status MotReader::readRow(const std::vector<std::string>& fields)
{
    if (fields.size() < 6)
        return fault("expected are at least 6 fields, found are " + std::to_string(fields.size()));
    const auto frame = parseFrame(fields[0]);
    if (!frame || *frame < 1)
        return fault("the frame must be a whole number from 1");
    std::array<float, 4> place{};
    for (std::size_t i = 0; i < place.size(); ++i) {
        const auto value = parseFinite(fields[2 + i]);
        if (!value || (i >= 2 && *value < 0.0F))
            return fault("left, top, width and height must be numbers, and no extent negative");
        place[i] = *value;
    }
    const auto id = parseNumber<double>(fields[1]);
    const auto confidence = fields.size() > 6 ? parseFinite(fields[6]) : std::optional(1.0F);
    if (!id || !confidence)
        return fault("the id and the confidence must be numbers");
    AnnotatedObject object{.name = m_document.number(nameOf(fields)),
                           .box = {place[0], place[1], place[0] + place[2], place[1] + place[3]}};
    m_isTruth = m_isTruth && (*confidence == 0.0F || *confidence == 1.0F);
    // Detectors of the benchmark give unbounded confidences, and -1 for none.
    object.score = *confidence < 0.0F ? 1.0F : std::clamp(*confidence, 0.0F, 1.0F);
    if (*id >= 0.0 && *id <= 4e9)
        object.track = TrackId{static_cast<std::uint32_t>(*id)};
    return m_document.add(*frame - 1, object) ? Status() : tooManyObjects(m_input);
}

Result<AnnotationDocument> MotReader::read()
{
    m_document.format = "MOT Challenge";
    m_document.countsFromOne = true;
    readNames();
    for (std::string_view line; m_lines.next(line);) {
        if (trimmed(line).empty() || trimmed(line).front() == '#')
            continue;
        if (auto row = readRow(fieldsOf(line, delimiterOf(line))); !row)
            return tl::unexpected(row.error());
    }
    for (auto& [frame, objects] : m_document.frames)
        for (AnnotatedObject& object : objects) {
            object.ignored = m_isTruth && object.score == 0.0F;
            object.score = object.ignored ? 1.0F : object.score;
        }
    const std::size_t listed = m_document.frames.size();
    readSequence();
    m_document.note("Frame 1 of the file is taken as the first of the video, frame 0.");
    if (m_unnamed)
        m_document.note(
            "Rows have ten fields, where the benchmark's have nine, so that what their class numbers mean is not "
            "known: say it as names, line by line from 1, in a file labels.txt beside them.");
    if (m_assumed)
        m_document.note("Rows without a class are taken as '" + (m_names.size() == 1 ? m_names.front() : "pedestrian")
                        + "', which the benchmark is about.");
    if (m_document.frames.size() == listed)
        m_document.note("No seqinfo.ini beside the file says how long the sequence is: only frames with a row count "
                        "as labelled.");
    return std::move(m_document);
}

} // namespace

Result<AnnotationDocument> readMotAnnotations(const AnnotationInput& input)
{
    return MotReader(input).read();
}

} // namespace jackdaw::vision
