// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/import/finders.h"
#include "engine/vision/annotation_text.h"

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

/// Data sets of sequences with a label file each: UA-DETRAC, CityFlow, MOT Challenge.
namespace jackdaw::datasets {
namespace {

namespace fs = std::filesystem;

constexpr double kDetracRate = 25.0;
constexpr double kUsualMotRate = 30.0;

bool isFile(const fs::path& path)
{
    std::error_code error;
    return fs::is_regular_file(path, error);
}

bool isFolder(const fs::path& path)
{
    std::error_code error;
    return fs::is_directory(path, error);
}

/// Reads \p file; a fault is one of the data set's. Notes of the reader are told once for all files.
std::optional<vision::AnnotationDocument> labelsFrom(const fs::path& file, const std::string& camera,
                                                     FoundDataSet& found)
{
    auto labels = vision::readAnnotations(file);
    if (!labels) {
        found.refused.push_back(camera + ": " + labels.error().message);
        return std::nullopt;
    }
    for (const std::string& note : labels->notes)
        sayOnce(found.notes, labels->format + ": " + note);
    return std::move(*labels);
}

/// Regions that are ignored in every frame become the camera's: what a camera passes over is not in its labels.
void takeIgnoredRegions(FoundCamera& camera, vision::PictureSize size)
{
    const auto isRegion = [&](const vision::AnnotatedObject& object) {
        return object.ignored && camera.labels.names[object.name] == "ignored region";
    };
    if (camera.labels.frames.empty() || size.width <= 0 || size.height <= 0)
        return;
    for (const vision::AnnotatedObject& object : camera.labels.frames.begin()->second) {
        if (!isRegion(object))
            continue;
        const auto part = [](float pixels, int of) { return std::clamp(static_cast<double>(pixels) / of, 0.0, 1.0); };
        const double x1 = part(object.box.x1, size.width);
        const double y1 = part(object.box.y1, size.height);
        const double x2 = part(object.box.x2, size.width);
        const double y2 = part(object.box.y2, size.height);
        if (x2 > x1 && y2 > y1)
            camera.ignored.push_back(
                {"region " + std::to_string(camera.ignored.size() + 1), {{x1, y1}, {x2, y1}, {x2, y2}, {x1, y2}}});
    }
    for (auto& [frame, objects] : camera.labels.frames)
        std::erase_if(objects, isRegion);
}

/// "MVI_20011" of "MVI_20011_v3.xml"; empty for other files.
std::string detracName(const fs::path& file)
{
    const std::string stem = file.stem().string();
    if (!stem.starts_with("MVI_"))
        return {};
    const std::size_t end = stem.find_first_not_of("0123456789", 4);
    return end == 4 || stem.size() == 4 ? std::string() : stem.substr(0, end);
}

void addDetrac(const std::string& name, const fs::path& pictures, const std::optional<fs::path>& labels,
               FoundDataSet& found)
{
    FoundCamera camera{.name = name, .source = pictures, .imagesPerSecond = kDetracRate};
    const auto folder = PictureFolder::open(pictures);
    if (!folder)
        return found.missing.push_back(name + ": the folder '" + pictures.string() + "' holds no pictures.");
    if (!labels)
        found.missing.push_back(name + ": there is no " + name + ".xml, so that its pictures have no labels.");
    if (auto document = labels ? labelsFrom(*labels, name, found) : std::nullopt)
        camera.labels = shifted(std::move(*document), folder->first());
    const std::size_t before = found.cameras.size();
    addCamera(std::move(camera), found);
    if (found.cameras.size() == before)
        return;
    takeIgnoredRegions(found.cameras.back(), found.cameras.back().size);
    if (!found.cameras.back().ignored.empty())
        sayOnce(found.notes, "Regions that UA-DETRAC ignores become ignored regions of the cameras.");
}

/// Of `seqinfo.ini`.
struct Sequence {
    double rate = kUsualMotRate;
    std::string pictures = "img1";
    bool saysRate = false;
};

Sequence readSequence(const fs::path& folder)
{
    Sequence sequence;
    const auto text = vision::readLabelText(folder / "seqinfo.ini", "seqinfo.ini");
    if (!text)
        return sequence;
    vision::LineReader lines(*text);
    for (std::string_view line; lines.next(line);) {
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos)
            continue;
        const std::string key = vision::lowerCase(vision::trimmed(line.substr(0, equals)));
        const std::string_view value = vision::trimmed(line.substr(equals + 1));
        const auto rate = vision::parseNumber<double>(value);
        if (key == "framerate" && rate && *rate > 0.0 && *rate <= 1000.0) {
            sequence.rate = *rate;
            sequence.saysRate = true;
        }
        if (key == "imdir" && !value.empty())
            sequence.pictures = std::string(value);
    }
    return sequence;
}

/// The benchmark of 2017 has each sequence three times, once for each detector that it was given.
std::string withoutDetector(const std::string& name)
{
    for (const std::string_view detector : {"-DPM", "-FRCNN", "-SDP"})
        if (name.ends_with(detector))
            return name.substr(0, name.size() - detector.size());
    return name;
}

void addSequence(const fs::path& folder, FoundDataSet& found)
{
    const Sequence sequence = readSequence(folder);
    FoundCamera camera{.name = withoutDetector(folder.filename().string()),
                       .source = folder / sequence.pictures,
                       .imagesPerSecond = sequence.rate};
    const auto pictures = PictureFolder::open(camera.source);
    if (!pictures)
        return found.missing.push_back(camera.name + ": the folder '" + camera.source.string()
                                       + "' is not there or holds no pictures.");
    if (!sequence.saysRate)
        found.missing.push_back(camera.name + ": no seqinfo.ini says how many pictures a second has; taken are 30.");
    if (!isFile(folder / "gt" / "gt.txt"))
        found.missing.push_back(camera.name + ": there is no gt/gt.txt, so that its pictures have no labels.");
    else if (auto labels = labelsFrom(folder / "gt" / "gt.txt", camera.name, found))
        camera.labels = shifted(std::move(*labels), pictures->first());
    addCamera(std::move(camera), found);
}

std::optional<fs::path> cityFlowVideo(const fs::path& folder)
{
    for (const char* const name : {"vdo.avi", "vdo.mp4", "vdo.mkv"})
        if (isFile(folder / name))
            return folder / name;
    return std::nullopt;
}

} // namespace

FoundDataSet findDetrac(const fs::path& folder)
{
    FoundDataSet found;
    std::map<std::string, fs::path> labels;
    for (const fs::path& file : filesBelow(folder, [](const fs::path& path) {
             return vision::lowerCase(path.extension().string()) == ".xml" && !detracName(path).empty();
         }))
        labels.emplace(detracName(file), file);
    std::set<std::string> seen;
    for (const fs::path& pictures :
         foldersBelow(folder, [](const fs::path& path) { return detracName(path) == path.filename().string(); })) {
        const std::string name = pictures.filename().string();
        if (!seen.insert(name).second)
            continue;
        const auto own = labels.find(name);
        addDetrac(name, pictures, own == labels.end() ? std::nullopt : std::optional(own->second), found);
    }
    for (const auto& [name, file] : labels)
        if (!seen.contains(name))
            found.missing.push_back(name + ": there are labels, and no folder '" + name + "' with pictures.");
    return found;
}

FoundDataSet findCityFlow(const fs::path& folder)
{
    FoundDataSet found;
    for (const fs::path& place :
         foldersBelow(folder, [](const fs::path& path) { return cityFlowVideo(path).has_value(); })) {
        FoundCamera camera{.name = place.parent_path().filename().string() + "-" + place.filename().string(),
                           .source = *cityFlowVideo(place)};
        if (!isFile(place / "gt" / "gt.txt"))
            found.missing.push_back(camera.name + ": there is no gt/gt.txt, so that its video has no labels.");
        else if (auto labels = labelsFrom(place / "gt" / "gt.txt", camera.name, found)) {
            // All of its rows are vehicles, whatever stands where other sequences have a class.
            for (std::string& name : labels->names)
                name = "vehicle";
            camera.labels = std::move(*labels);
        }
        if (isFile(place / "roi.jpg")) {
            camera.ignoredMask = place / "roi.jpg";
            sayOnce(found.notes, "What is black in CityFlow's roi.jpg is passed over.");
        }
        addCamera(std::move(camera), found);
    }
    std::erase_if(found.notes, [](const std::string& note) { return note.find("pedestrian") != std::string::npos; });
    if (!found.cameras.empty()) {
        found.notes.emplace_back("All objects are vehicles, without a finer name.");
        found.notes.emplace_back("CityFlow labels only vehicles that pass several cameras: others look like false "
                                 "alarms, so that a golden model should be named beside these labels.");
    }
    return found;
}

FoundDataSet findMot(const fs::path& folder)
{
    FoundDataSet found;
    std::set<std::string> seen;
    for (const fs::path& sequence : foldersBelow(
             folder, [](const fs::path& path) { return isFolder(path / "img1") || isFile(path / "seqinfo.ini"); })) {
        const std::string name = sequence.filename().string();
        if (seen.insert(withoutDetector(name)).second)
            addSequence(sequence, found);
        else
            sayOnce(found.notes, "Sequences that are there once for each detector are taken once.");
    }
    return found;
}

} // namespace jackdaw::datasets
