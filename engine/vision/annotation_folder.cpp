// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_pictures.h"
#include "engine/vision/annotation_readers.h"

#include <algorithm>
#include <map>
#include <system_error>

namespace jackdaw::vision {
namespace {

namespace fs = std::filesystem;

/// A data set has as many pictures; more would be another folder that was named by mistake.
constexpr std::size_t kMostFiles = 200'000;

/// Files of folders on each level that a data set's labels may lie in, in the order of their names. Hidden ones are
/// what systems leave beside files.
std::vector<fs::path> filesBelow(const fs::path& folder)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (auto entry = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, error);
         !error && entry != fs::recursive_directory_iterator() && files.size() < kMostFiles; entry.increment(error)) {
        const bool hidden = entry->path().filename().string().starts_with('.');
        std::error_code unknown;
        if (hidden && entry->is_directory(unknown))
            entry.disable_recursion_pending();
        if (!hidden && entry->is_regular_file(unknown))
            files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// By the name of the sequence, whose folder MOT Challenge's `gt/gt.txt` lies in.
std::map<std::string, fs::path> truthsAmong(const std::vector<fs::path>& files)
{
    std::map<std::string, fs::path> truths;
    for (const fs::path& file : files)
        if (file.filename() == "gt.txt")
            truths[file.parent_path().parent_path().filename().string()] = file;
    return truths;
}

Result<AnnotationDocument> readSequence(const AnnotationInput& input, const std::map<std::string, fs::path>& truths)
{
    const auto chosen = input.task.empty() ? truths.begin() : truths.find(input.task);
    if (chosen != truths.end() && (truths.size() == 1 || !input.task.empty()))
        return readAnnotations(chosen->second);
    std::vector<std::string> names;
    for (const auto& [name, file] : truths)
        names.push_back(name);
    return whichTask(input, "sequences", names);
}

/// One file for each picture, of the format that reads one picture.
Result<AnnotationDocument> readEachPicture(const AnnotationInput& input, const std::vector<fs::path>& files)
{
    AnnotationDocument all;
    std::vector<std::string> names;
    for (const fs::path& file : files) {
        const auto one = readLabelFile({file, "The label file '" + file.string() + "'", {}, {}, true});
        if (!one)
            return tl::unexpected(one.error());
        if (one->format != "Pascal VOC")
            return fail(ErrorCode::Unsupported,
                        input.name + " holds several label files, among them '" + file.filename().string() + "' ("
                            + one->format + ").",
                        "Name one of them.");
        all.format = one->format;
        for (const auto& [frame, objects] : one->frames) {
            if (all.frames.contains(frame))
                return fail(ErrorCode::Corrupt,
                            input.name + " has several files for frame " + std::to_string(frame)
                                + ", the last of them '" + file.filename().string() + "'.",
                            "Keep one of each.");
            all.cover(frame);
            const std::string& picture = one->pictures.at(frame);
            all.pictures[frame] = picture;
            names.push_back(picture.empty() ? file.stem().string() : picture);
            all.noteSize(frame, one->size);
            for (AnnotatedObject object : objects) {
                object.name = all.number(one->names[object.name]);
                if (!all.add(frame, object))
                    return tooManyObjects(input);
            }
        }
    }
    if (haveNoFrames(names))
        return noFrames(input, names.front());
    return all;
}

} // namespace

Result<AnnotationDocument> readFolderAnnotations(const AnnotationInput& input)
{
    const auto files = filesBelow(input.path);
    std::map<std::string, std::vector<fs::path>> byExtension;
    for (const fs::path& file : files)
        byExtension[lowerCase(file.extension().string())].push_back(file);
    if (const auto truths = truthsAmong(files); !truths.empty())
        return readSequence(input, truths);
    for (const char* const extension : {".json", ".csv", ".xml"})
        if (byExtension[extension].size() == 1 && byExtension[".txt"].size() <= 1)
            return readAnnotations(byExtension[extension].front(), input.task);
    if (byExtension[".xml"].size() > 1)
        return readEachPicture(input, byExtension[".xml"]);
    if (!byExtension[".txt"].empty())
        return readYolo(input, files);
    return fail(ErrorCode::Unsupported, input.name + " is a folder without labels that are known.",
                "Name " + knownAnnotationFormats() + ".");
}

} // namespace jackdaw::vision
