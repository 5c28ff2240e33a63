// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/import/finders.h"
#include "engine/vision/annotation_text.h"
#include "engine/vision/coco_classes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>
#include <system_error>

/// Ekya's own sample lists: Cityscapes by city, videos of urban cameras, Waymo by segments.
namespace jackdaw::datasets {
namespace {

namespace fs = std::filesystem;

constexpr double kCityRate = 17.0 / 30.0; ///< as in find_cityscapes.cpp: one picture of each sequence
constexpr double kVideoRate = 30.0; ///< of pictures that were taken out of an urban camera's video
constexpr double kWaymoRate = 10.0; ///< of Waymo's cameras

/// What the lists of Cityscapes number from 0 on, and those of Waymo.
constexpr std::array<const char*, 6> kCityClasses = {"person", "car", "truck", "bus", "bicycle", "motorcycle"};
constexpr std::array<const char*, 4> kWaymoClasses = {"vehicle", "pedestrian", "sign", "cyclist"};

bool isThere(const fs::path& path)
{
    std::error_code error;
    return fs::exists(path, error);
}

/// The name of a class that is given by its number; others by themselves.
template <std::size_t Count>
std::string className(const std::string& text, const std::array<const char*, Count>& names)
{
    const auto number = vision::parseNumber<double>(text);
    if (!number)
        return text;
    if (*number >= 0 && *number < static_cast<double>(Count) && *number == std::floor(*number))
        return names[static_cast<std::size_t>(*number)];
    return "class " + text;
}

/// Adds a row's box; one that is none is said.
void addBox(const CsvTable& table, std::size_t row, const std::vector<std::string>& corners, std::int64_t frame,
            const std::string& name, FoundCamera& camera, FoundDataSet& found)
{
    const auto box = table.box(row, corners);
    if (!box)
        return sayOnce(found.refused, table.place(row) + ": its corners are no box. Such rows are left out.");
    vision::AnnotatedObject object{.name = camera.labels.number(name), .box = *box};
    object.score = static_cast<float>(std::clamp(table.number(row, "score").value_or(1.0), 0.0, 1.0));
    addObject(frame, object, camera, found);
}

/// A folder that \p inside lies in: one of \p folder, those between it and \p list, and what they hold.
std::optional<fs::path> rootOf(const fs::path& folder, const fs::path& list, const fs::path& inside)
{
    std::vector<fs::path> candidates{folder};
    for (fs::path place = list.parent_path(); place != folder && place.has_relative_path(); place = place.parent_path())
        candidates.push_back(place);
    for (const fs::path& place : std::vector<fs::path>(candidates))
        for (const fs::path& below : foldersIn(place))
            candidates.push_back(below);
    for (const fs::path& candidate : candidates)
        if (!inside.empty() && isThere(candidate / inside))
            return candidate;
    return std::nullopt;
}

/// `CITY_fine.csv`: number, picture, class, x0, y0, x1, y1. The pictures of one city lie in one folder.
void addCityList(const fs::path& folder, const fs::path& list, FoundDataSet& found)
{
    const std::string stem = list.stem().string();
    FoundCamera camera{.name = stem.substr(0, stem.rfind('_')), .imagesPerSecond = kCityRate};
    const auto table = CsvTable::readBare(list, {"idx", "imgpath", "class", "x0", "y0", "x1", "y1"});
    if (!table)
        return found.refused.push_back(camera.name + ": " + table.error().message);
    if (table->rows() == 0)
        return found.refused.push_back(camera.name + ": the list '" + shown(list, folder) + "' has no rows.");
    const fs::path first = table->text(0, "imgpath");
    const auto root = rootOf(folder, list, first);
    const auto pictures = root ? PictureFolder::open((*root / first).parent_path()) : std::nullopt;
    if (!pictures)
        return found.missing.push_back(camera.name + ": the list's pictures are not there, such as 'leftImg8bit/"
                                       + first.string() + "'.");
    camera.source = (*root / first).parent_path();
    camera.labels.format = "Ekya's list of Cityscapes";
    std::size_t without = 0;
    for (std::size_t row = 0; row < table->rows(); ++row) {
        const fs::path picture = table->text(row, "imgpath");
        const auto frame = pictures->frames.find(picture.filename().string());
        if (frame == pictures->frames.end() || (*root / picture).parent_path() != camera.source)
            ++without;
        else
            addBox(*table, row, {"x0", "y0", "x1", "y1"}, frame->second,
                   className(table->text(row, "class"), kCityClasses), camera, found);
    }
    if (without > 0)
        found.missing.push_back(camera.name + ": pictures of " + std::to_string(without)
                                + " rows are not there, or lie in another city's folder.");
    sayOnce(found.notes,
            "Ekya's lists of Cityscapes hold objects of more than 50 pixels: smaller ones, and pictures "
            "without any, count as not labelled or empty.");
    addCamera(std::move(camera), found);
}

/// "gate" and 5 of "gate_5fps_1_9000.csv"; nothing for other names.
struct VideoListName {
    std::string video;
    std::optional<std::int64_t> first; ///< frames of the video, from 1
    std::optional<std::int64_t> last;
};

std::optional<VideoListName> videoListName(const fs::path& list)
{
    const std::string stem = list.stem().string();
    const std::size_t fps = stem.rfind("fps");
    const std::size_t begin = fps == std::string::npos ? fps : stem.rfind('_', fps);
    if (begin == std::string::npos || begin == 0 || stem.ends_with("_detections"))
        return std::nullopt;
    const auto rate = vision::parseNumber<double>(stem.substr(begin + 1, fps - begin - 1));
    if (!rate || *rate <= 0.0)
        return std::nullopt;
    VideoListName name{stem.substr(0, begin), {}, {}};
    const std::vector<std::string> rest = vision::fieldsOf(stem.substr(fps + 3), '_');
    if (rest.size() == 3) {
        name.first = vision::parseNumber<std::int64_t>(rest[1]);
        name.last = vision::parseNumber<std::int64_t>(rest[2]);
    }
    return name;
}

/// The video, or the folder of pictures that Ekya took out of it.
fs::path sourceOf(const fs::path& folder, const std::string& video)
{
    const auto isIt = [&](const fs::path& path) {
        constexpr std::array<const char*, 5> kEndings = {".mp4", ".avi", ".mkv", ".mov", ".webm"};
        return path.stem() == video
            && std::find(kEndings.begin(), kEndings.end(), vision::lowerCase(path.extension().string()))
            != kEndings.end();
    };
    if (const auto videos = filesBelow(folder, isIt); !videos.empty())
        return videos.front();
    const auto pictures = foldersBelow(folder, [&](const fs::path& path) {
        return path.filename() == "frame_images" && path.parent_path().filename() == video;
    });
    return pictures.empty() ? fs::path() : pictures.front();
}

/// The detector looked at every frame of its step, from the first to the last: those without a row are empty.
void coverSteps(const VideoListName& name, std::int64_t shift, vision::AnnotationDocument& labels)
{
    if (labels.frames.size() < 2)
        return;
    std::int64_t step = 0;
    const std::int64_t begin = labels.frames.begin()->first;
    for (const auto& [frame, objects] : labels.frames)
        step = std::gcd(step, frame - begin);
    const std::int64_t last = std::max(labels.frames.rbegin()->first,
                                       name.last ? std::min(*name.last - 1 + shift, vision::kLastAnnotatedFrame) : 0);
    std::int64_t first = begin;
    if (name.first && *name.first - 1 + shift<begin&& * name.first> 0)
        first = begin - (begin - (*name.first - 1 + shift)) / step * step;
    for (std::int64_t frame = first; frame <= last; frame += step)
        labels.cover(frame);
}

/// `VIDEO_5fps.csv`: 'frame id' counts the video's own frames from 1.
void addVideoList(const fs::path& folder, const fs::path& list, const VideoListName& name, FoundDataSet& found)
{
    FoundCamera camera{.name = list.stem().string(),
                       .source = sourceOf(folder, name.video),
                       .imagesPerSecond = kVideoRate,
                       .byDetector = true};
    const auto table = CsvTable::read(list, {"frame id", "class", "xmin", "ymin", "xmax", "ymax"});
    if (!table)
        return found.refused.push_back(camera.name + ": " + table.error().message);
    if (camera.source.empty())
        return found.missing.push_back(camera.name + ": there is neither " + name.video + ".mp4 nor the folder "
                                       + name.video + "/frame_images.");
    const auto pictures = PictureFolder::open(camera.source);
    const std::int64_t shift = pictures ? pictures->first() : 0;
    camera.labels.format = "Ekya's list of a video";
    for (std::size_t row = 0; row < table->rows(); ++row) {
        const auto frame = vision::parseFrame(table->text(row, "frame id"));
        const auto number = vision::parseNumber<double>(table->text(row, "class"));
        if (!frame || *frame < 1) {
            sayOnce(found.refused, table->place(row) + ": 'frame id' is no number from 1. Such rows are left out.");
            continue;
        }
        const std::string object =
            number ? vision::cocoNameOfCategory(static_cast<std::int64_t>(*number)) : table->text(row, "class");
        addBox(*table, row, {"xmin", "ymin", "xmax", "ymax"}, *frame - 1 + shift, object, camera, found);
    }
    coverSteps(name, shift, camera.labels);
    sayOnce(found.notes,
            "Ekya's lists of videos are a detector's: frames between the first and the last at their step "
            "count as looked at, objects under 20 pixels are not in them.");
    addCamera(std::move(camera), found);
}

/// The pictures of one camera of a Waymo list, segment after segment.
class WaymoCamera {
public:
    WaymoCamera(const fs::path& root, std::string name) : m_root(root) { m_camera.name = std::move(name); }

    /// The frame of a picture; its segment's folder is taken in when it is first asked for.
    std::optional<std::int64_t> frameOf(const std::string& segment, const std::string& camera,
                                        const std::string& picture)
    {
        const fs::path folder = m_root / segment / camera;
        if (m_folders.insert(folder.string()).second)
            if (const auto pictures = PictureFolder::open(folder))
                for (const PictureFolder::Picture& each : pictures->pictures) {
                    m_frames[each.file.string()] = static_cast<std::int64_t>(m_camera.pictures.size());
                    m_camera.pictures.push_back(each.file);
                }
        const auto known = m_frames.find((folder / picture).string());
        return known == m_frames.end() ? std::nullopt : std::optional(known->second);
    }

    /// Times of pictures say how many there are in a second.
    void noteTime(const std::string& segment, std::int64_t frame, std::optional<double> microseconds)
    {
        if (!microseconds)
            return;
        const auto [first, isNew] = m_times.try_emplace(segment, frame, *microseconds);
        const double apart = *microseconds - first->second.second;
        if (!isNew && frame > first->second.first && apart > 0.0)
            m_rate = 1e6 * static_cast<double>(frame - first->second.first) / apart;
    }

    FoundCamera& camera() { return m_camera; }
    FoundCamera take()
    {
        m_camera.imagesPerSecond = m_rate && *m_rate > 0.05 && *m_rate < 1000.0 ? *m_rate : kWaymoRate;
        m_camera.labels.format = "Ekya's list of Waymo";
        return std::move(m_camera);
    }

private:
    fs::path m_root;
    FoundCamera m_camera;
    std::set<std::string> m_folders;
    std::map<std::string, std::int64_t> m_frames;
    std::map<std::string, std::pair<std::int64_t, double>> m_times; ///< of each segment's first row
    std::optional<double> m_rate;
};

const std::vector<std::string> kWaymoColumns{"image name", "class", "segment", "camera name",
                                             "xmin",       "ymin",  "xmax",    "ymax"};

void addWaymoList(const fs::path& folder, const fs::path& list, FoundDataSet& found)
{
    const std::string name = list.stem().string().substr(0, list.stem().string().size() - 7); // "_labels"
    const auto table = CsvTable::read(list, kWaymoColumns);
    if (!table)
        return found.refused.push_back(name + ": " + table.error().message);
    if (table->rows() == 0)
        return found.refused.push_back(name + ": the list '" + shown(list, folder) + "' has no rows.");
    const fs::path first = fs::path(table->text(0, "segment")) / table->text(0, "camera name");
    const auto root = rootOf(folder, list, first);
    if (!root)
        return found.missing.push_back(name + ": the pictures of the list are not there: no folder '" + first.string()
                                       + "'.");
    std::map<std::string, WaymoCamera> cameras;
    std::size_t without = 0;
    for (std::size_t row = 0; row < table->rows(); ++row) {
        const std::string own = table->text(row, "camera name");
        const std::string segment = table->text(row, "segment");
        auto& camera = cameras.try_emplace(own, *root, own.empty() ? name : name + "-" + own).first->second;
        const auto frame = camera.frameOf(segment, own, table->text(row, "image name"));
        if (!frame) {
            ++without;
            continue;
        }
        camera.noteTime(segment, *frame, table->number(row, "timestamp"));
        addBox(*table, row, {"xmin", "ymin", "xmax", "ymax"}, *frame,
               className(table->text(row, "class"), kWaymoClasses), camera.camera(), found);
    }
    if (without > 0)
        found.missing.push_back(name + ": pictures of " + std::to_string(without) + " rows are not there.");
    for (auto& [own, camera] : cameras)
        if (!camera.camera().pictures.empty())
            addCamera(camera.take(), found);
    sayOnce(found.notes,
            "Segments of a list follow one another, as in Ekya; pictures without a row count as not "
            "labelled, since the lists hold large objects only.");
}

bool isWaymoList(const fs::path& path)
{
    return path.filename().string().ends_with("_labels.csv");
}

} // namespace

void addWaymoLists(const fs::path& folder, FoundDataSet& found)
{
    const auto lists = filesBelow(folder, isWaymoList);
    for (const fs::path& list : lists) {
        // "phx_labels.csv" holds what "phx_000_009_labels.csv" and its like hold in parts.
        const std::string city = list.filename().string().substr(0, list.filename().string().size() - 11);
        const bool hasParts = std::any_of(lists.begin(), lists.end(), [&](const fs::path& other) {
            return other != list && other.filename().string().starts_with(city + "_");
        });
        if (hasParts)
            sayOnce(found.notes, "Lists of whole cities are passed over where there are lists of their parts.");
        else
            addWaymoList(folder, list, found);
    }
}

FoundDataSet findWaymo(const fs::path& folder)
{
    FoundDataSet found;
    addWaymoLists(folder, found);
    return found;
}

FoundDataSet findEkya(const fs::path& folder)
{
    FoundDataSet found;
    const auto isCsv = [](const fs::path& path) { return vision::lowerCase(path.extension().string()) == ".csv"; };
    for (const fs::path& list : filesBelow(folder, isCsv)) {
        const std::string stem = list.stem().string();
        if (stem.ends_with("_fine") || stem.ends_with("_coarse"))
            addCityList(folder, list, found);
        else if (const auto name = videoListName(list))
            addVideoList(folder, list, *name, found);
        else if (!isWaymoList(list))
            found.refused.push_back(shown(list, folder) + ": a list with such a name is none of Ekya's.");
    }
    addWaymoLists(folder, found);
    return found;
}

} // namespace jackdaw::datasets
