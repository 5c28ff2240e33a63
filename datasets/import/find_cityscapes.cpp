// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/import/finders.h"

#include <system_error>

namespace jackdaw::datasets {
namespace {

namespace fs = std::filesystem;

/// Of the sequences; each of them is thirty pictures long, of which the set without sequences has one.
constexpr double kSequenceRate = 17.0;
constexpr double kPicturesASequence = 30.0;

/// Polygons of one kind.
struct Polygons {
    fs::path folder;
    std::string suffix; ///< "_gtFine_polygons.json"
};

/// Where a data set's parts lie below the folder that was named.
struct Parts {
    std::optional<fs::path> sequences;
    std::optional<fs::path> single;
    std::vector<Polygons> polygons; ///< the fine ones first
};

std::optional<fs::path> firstNamed(const fs::path& folder, const std::string& name)
{
    const auto named = foldersBelow(folder, [&](const fs::path& path) { return path.filename() == name; });
    return named.empty() ? std::nullopt : std::optional(named.front());
}

Parts partsOf(const fs::path& folder)
{
    Parts parts{firstNamed(folder, "leftImg8bit_sequence"), firstNamed(folder, "leftImg8bit"), {}};
    for (const char* kind : {"gtFine", "gtCoarse"})
        if (const auto polygons = firstNamed(folder, kind))
            parts.polygons.push_back({*polygons, "_" + std::string(kind) + "_polygons.json"});
    return parts;
}

/// Cities that only have coarse polygons stand beside those with fine ones.
std::optional<Polygons> polygonsOf(const Parts& parts, const fs::path& place)
{
    for (const Polygons& kind : parts.polygons)
        if (fs::is_directory(kind.folder / place))
            return Polygons{kind.folder / place, kind.suffix};
    return std::nullopt;
}

/// "aachen_000000_000019" of a picture or its polygons.
std::string keyOf(const std::string& name, const std::string& suffix)
{
    return name.ends_with(suffix) ? name.substr(0, name.size() - suffix.size()) : std::string();
}

void addPolygons(const fs::path& file, std::int64_t frame, FoundCamera& camera, FoundDataSet& found)
{
    const auto one = vision::readAnnotations(file);
    if (!one)
        return found.refused.push_back(camera.name + ": " + one.error().message);
    for (const std::string& note : one->notes)
        sayOnce(found.notes, note);
    camera.labels.format = one->format;
    camera.labels.cover(frame);
    camera.labels.noteSize(frame, one->size);
    for (const auto& [own, objects] : one->frames)
        for (vision::AnnotatedObject object : objects) {
            object.name = camera.labels.number(one->names[object.name]);
            addObject(frame, object, camera, found);
        }
}

void readLabels(const Polygons& polygons, const PictureFolder& pictures, FoundCamera& camera, FoundDataSet& found)
{
    const auto isOne = [&](const fs::path& path) { return !keyOf(path.filename().string(), polygons.suffix).empty(); };
    std::map<std::string, std::int64_t> frames; // by what pictures and polygons have in common
    for (const PictureFolder::Picture& picture : pictures.pictures)
        if (const std::string key = keyOf(picture.file.stem().string(), "_leftImg8bit"); !key.empty())
            frames[key] = picture.frame;
    std::size_t without = 0;
    for (const fs::path& file : filesBelow(polygons.folder, isOne)) {
        const auto frame = frames.find(keyOf(file.filename().string(), polygons.suffix));
        if (frame == frames.end())
            ++without;
        else
            addPolygons(file, frame->second, camera, found);
    }
    if (without > 0)
        found.missing.push_back(camera.name + ": of " + std::to_string(without)
                                + " pictures there are polygons, and not the pictures.");
    if (camera.labels.frames.empty())
        found.missing.push_back(camera.name + ": there are no polygons in '" + polygons.folder.string() + "'.");
}

void addCity(const Parts& parts, const fs::path& city, bool isSequence, FoundDataSet& found)
{
    const std::string split = city.parent_path().filename().string();
    FoundCamera camera{.name = city.filename().string(),
                       .source = city,
                       .imagesPerSecond = isSequence ? kSequenceRate : kSequenceRate / kPicturesASequence};
    const auto pictures = PictureFolder::open(city);
    if (!pictures)
        return found.missing.push_back(camera.name + ": the folder '" + city.string() + "' holds no pictures.");
    if (split == "test")
        sayOnce(found.notes, "Labels of the split 'test' are withheld by Cityscapes: its cities have none.");
    else if (const auto polygons = polygonsOf(parts, fs::path(split) / camera.name))
        readLabels(*polygons, *pictures, camera, found);
    else
        found.missing.push_back(camera.name + ": there is neither gtFine nor gtCoarse, so that it has no labels.");
    addCamera(std::move(camera), found);
}

} // namespace

/// Each city is a camera: the same car drove through it.
FoundDataSet findCityscapes(const fs::path& folder)
{
    FoundDataSet found;
    const Parts parts = partsOf(folder);
    std::map<std::string, std::pair<fs::path, bool>> cities;
    for (const bool isSequence : {true, false})
        if (const auto& pictures = isSequence ? parts.sequences : parts.single)
            for (const fs::path& split : foldersIn(*pictures))
                for (const fs::path& city : foldersIn(split))
                    cities.try_emplace(city.filename().string(), city, isSequence);
    for (const auto& [name, city] : cities)
        addCity(parts, city.first, city.second, found);
    if (!parts.sequences && !found.cameras.empty())
        found.notes.emplace_back("Without leftImg8bit_sequence there is one picture of each sequence: they are played "
                                 "as far apart as the sequences are long, 17 of 30 to a second.");
    return found;
}

} // namespace jackdaw::datasets
