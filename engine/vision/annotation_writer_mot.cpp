// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/text_file.h"
#include "engine/vision/annotation_readers.h"
#include "engine/vision/annotation_writer_parts.h"

#include <fstream>
#include <system_error>

namespace jackdaw::vision {
namespace {

namespace fs = std::filesystem;

/// What lies beside the rows and says what they mean, for all files of rows that lie there.
constexpr const char* kNames = "labels.txt";
constexpr const char* kSequence = "seqinfo.ini";

std::string row(std::int64_t frame, const AnnotatedObject& object)
{
    return std::to_string(frame + 1) + "," + (object.track ? std::to_string(object.track->value) : "-1") + ","
        + numberText(object.box.x1) + "," + numberText(object.box.y1) + "," + numberText(object.box.width()) + ","
        + numberText(object.box.height()) + "," + (object.ignored ? "0" : numberText(object.score)) + ","
        + std::to_string(object.name + 1) + ",1\n";
}

/// The rows cannot say that a frame is empty; the sequence's description says that all of it was looked at. Empty where
/// not all frames are labelled.
std::string sequenceText(const AnnotationDocument& document, const fs::path& path)
{
    const bool isWhole = !document.frames.empty() && document.frames.begin()->first == 0
        && document.frames.rbegin()->first + 1 == static_cast<std::int64_t>(document.frames.size());
    if (!isWhole)
        return {};
    std::string text =
        "[Sequence]\nname=" + path.stem().string() + "\nseqLength=" + std::to_string(document.frames.size()) + "\n";
    if (document.size)
        text += "imWidth=" + std::to_string(document.size->width)
            + "\nimHeight=" + std::to_string(document.size->height) + "\n";
    return text;
}

bool holdsRows(const fs::path& file)
{
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
        if (const std::string_view plain = trimmed(line); !plain.empty() && plain.front() != '#')
            return isNumbersOnly(plain);
    return false;
}

/// Another file of rows in \p folder, which what lies there speaks of as well.
std::optional<std::string> otherRows(const fs::path& folder, const fs::path& own)
{
    std::error_code error;
    for (fs::directory_iterator entry(folder.empty() ? fs::path(".") : folder, error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code unknown;
        const fs::path& file = entry->path();
        if (file.filename() != own.filename() && entry->is_regular_file(unknown) && holdsRows(file))
            return file.filename().string();
    }
    return std::nullopt;
}

/// Refuses where \p text as \p file would change what other labels mean, or is not what these labels need and somebody
/// else's.
Status checkShared(const fs::path& file, const std::string& text, const fs::path& rows)
{
    std::error_code error;
    const auto there = fs::exists(file, error) ? readText(file, "label file") : Result<std::string>(std::string());
    if (there && *there == text)
        return {};
    const std::string folder = "The folder '" + rows.parent_path().string() + "' holds ";
    if (const auto other = otherRows(rows.parent_path(), rows))
        return fail(ErrorCode::InvalidInput,
                    folder + "labels of MOT Challenge already, '" + *other + "', which would be read by the "
                        + file.filename().string() + " of these.",
                    "Name a file in a folder of its own.");
    if (fs::exists(file, error) && (text.empty() || !fs::exists(rows, error)))
        return fail(ErrorCode::InvalidInput,
                    folder + "a " + file.filename().string()
                        + " already, which would be taken for that of these labels.",
                    "Name a file in a folder of its own, or remove that one.");
    return {};
}

Status checkFree(const fs::path& path, const std::string& names, const std::string& sequence)
{
    if (path.filename() == kNames || path.filename() == kSequence)
        return fail(ErrorCode::InvalidInput,
                    "'" + path.string() + "' is what readers of MOT Challenge take for more about the rows beside it.",
                    "Give the rows another name, as gt.txt.");
    if (Status free = checkShared(path.parent_path() / kNames, names, path); !free)
        return free;
    if (Status free = checkShared(path.parent_path() / kSequence, sequence, path); !free)
        return free;
    std::error_code error;
    const fs::path above = fs::absolute(path, error).parent_path().parent_path() / kSequence;
    if (sequence.empty() && fs::exists(above, error))
        return fail(ErrorCode::InvalidInput,
                    "'" + above.string()
                        + "' would say that all of its frames are labelled, and these labels are not "
                          "for all.",
                    "Name a file elsewhere.");
    return {};
}

} // namespace

Status writeMot(const AnnotationDocument& document, const fs::path& path, WriterNotes& notes)
{
    std::string rows;
    for (const auto& [frame, objects] : document.frames)
        for (const AnnotatedObject& object : objects)
            rows += row(frame, object);
    std::string names;
    for (const std::string& name : document.names)
        names += name + "\n";
    const std::string sequence = sequenceText(document, path);
    if (Status free = checkFree(path, names, sequence); !free)
        return free;
    if (auto written = writeText(path, rows); !written)
        return written;
    if (auto written = writeText(path.parent_path() / kNames, names); !written)
        return written;
    if (!sequence.empty())
        return writeText(path.parent_path() / kSequence, sequence);
    notes.emplace_back("MOT Challenge cannot say which frames are labelled: those without objects are lost.");
    return {};
}

} // namespace jackdaw::vision
