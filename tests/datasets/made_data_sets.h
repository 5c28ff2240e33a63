// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/video_writer.h"
#include "engine/vision/golden_check.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

/// Tiny folders with the layouts of the field's data sets.
namespace jackdaw::testing {

constexpr int kMadeWidth = 64;
constexpr int kMadeHeight = 48;

inline void writeFile(const std::filesystem::path& file, const std::string& text)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

inline VideoFrame madeFrame(int shade)
{
    VideoFrame frame{.width = kMadeWidth, .height = kMadeHeight};
    frame.picture = std::make_shared<RgbPicture>(
        std::vector<std::uint8_t>(std::size_t{kMadeWidth} * kMadeHeight * 3, static_cast<std::uint8_t>(shade)));
    return frame;
}

/// PNG, whatever the file is called: what a picture is follows from what it holds.
inline void writePicture(const std::filesystem::path& file, int shade = 90)
{
    std::filesystem::create_directories(file.parent_path());
    (void)vision::writeBoxes(madeFrame(shade), {}, file);
}

/// \p count pictures, numbered from \p first with \p digits digits.
inline void writePictures(const std::filesystem::path& folder, const std::string& prefix, int first, int count,
                          int digits = 6)
{
    for (int i = first; i < first + count; ++i) {
        char name[64];
        std::snprintf(name, sizeof name, "%s%0*d.jpg", prefix.c_str(), digits, i);
        writePicture(folder / name, 20 + i);
    }
}

inline bool writeVideo(const std::filesystem::path& file, int frames, int rate)
{
    std::filesystem::create_directories(file.parent_path());
    auto writer = video::VideoWriter::create(file.string(), {kMadeWidth, kMadeHeight, rate, 16});
    if (!writer)
        return false;
    for (int i = 0; i < frames; ++i)
        if (!(*writer)->write(madeFrame(100)))
            return false;
    return (*writer)->finish().has_value();
}

/// Two cities: of zurich there are sequences, of aachen single pictures; the split test has no labels.
inline void makeCityscapes(const std::filesystem::path& root)
{
    const auto polygons = [](const std::string& objects) {
        return R"({"imgHeight": 48, "imgWidth": 64, "objects": [)" + objects + "]}";
    };
    const std::string car = R"({"label": "car", "polygon": [[10, 10], [30, 12], [28, 20], [9, 22]]})";
    const std::string road = R"({"label": "road", "polygon": [[0, 40], [64, 40], [64, 48]]})";
    const std::string group = R"({"label": "persongroup", "polygon": [[40, 5], [50, 5], [50, 30]]})";
    const std::string rider = R"({"label": "rider", "polygon": [[40, 5], [50, 5], [50, 30]]})";
    writePicture(root / "leftImg8bit/train/aachen/aachen_000000_000019_leftImg8bit.png");
    writePicture(root / "leftImg8bit/train/aachen/aachen_000001_000019_leftImg8bit.png");
    writePicture(root / "leftImg8bit/train/aachen/aachen_000002_000019_leftImg8bit.png");
    writeFile(root / "gtFine/train/aachen/aachen_000000_000019_gtFine_polygons.json", polygons(car + "," + road));
    writeFile(root / "gtFine/train/aachen/aachen_000002_000019_gtFine_polygons.json", polygons(group + "," + rider));
    writePictures(root / "leftImg8bit_sequence/val/zurich", "zurich_000000_", 0, 0);
    for (int i = 0; i < 30; ++i) {
        char name[64];
        std::snprintf(name, sizeof name, "zurich_000004_%06d_leftImg8bit.png", i);
        writePicture(root / "leftImg8bit_sequence/val/zurich" / name, i);
    }
    writeFile(root / "gtFine/val/zurich/zurich_000004_000019_gtFine_polygons.json", polygons(car));
    writeFile(root / "gtFine/val/zurich/zurich_000009_000019_gtFine_polygons.json", polygons(car));
    writePicture(root / "leftImg8bit/test/berlin/berlin_000000_000019_leftImg8bit.png");
    writeFile(root / "gtFine/test/berlin/berlin_000000_000019_gtFine_polygons.json",
              polygons(R"({"label": "out of roi", "polygon": [[0, 0], [1, 0], [1, 1]]})"));
}

inline void makeDetrac(const std::filesystem::path& root)
{
    writePictures(root / "Insight-MVT_Annotation_Train/MVI_20011", "img", 1, 4, 5);
    writePictures(root / "Insight-MVT_Annotation_Train/MVI_20012", "img", 1, 2, 5);
    const std::string target = R"(<target id="3"><box left="5" top="6" width="20" height="10"/>)"
                               R"(<attribute vehicle_type="van"/></target>)";
    writeFile(root / "DETRAC-Train-Annotations-XML/MVI_20011.xml",
              R"(<sequence name="MVI_20011"><ignored_region><box left="32" top="0" width="32" height="24"/>)"
              R"(</ignored_region><frame num="1"><target_list>)"
                  + target + R"(</target_list></frame><frame num="3"><target_list>)" + target
                  + "</target_list></frame></sequence>");
    writeFile(root / "DETRAC-Train-Annotations-XML/MVI_39999.xml",
              R"(<sequence name="MVI_39999"><frame num="1"><target_list>)" + target
                  + "</target_list></frame></sequence>");
}

inline bool makeCityFlow(const std::filesystem::path& root)
{
    VideoFrame roi = madeFrame(255);
    std::vector<std::uint8_t> pixels(roi.rgb().begin(), roi.rgb().end());
    std::fill_n(pixels.begin(), pixels.size() / 4, std::uint8_t{0});
    roi.picture = std::make_shared<RgbPicture>(std::move(pixels));
    std::filesystem::create_directories(root / "train/S01/c001");
    (void)vision::writeBoxes(roi, {}, root / "train/S01/c001/roi.jpg");
    writeFile(root / "train/S01/c001/gt/gt.txt", "1,7,5,6,20,10,1,-1,-1,-1\n5,7,9,6,20,10,1,-1,-1,-1\n");
    return writeVideo(root / "train/S01/c001/vdo.avi", 20, 10) && writeVideo(root / "train/S01/c002/vdo.avi", 20, 10);
}

inline void makeMot(const std::filesystem::path& root)
{
    for (const char* const name : {"MOT17-02-DPM", "MOT17-02-FRCNN"}) {
        writePictures(root / "train" / name / "img1", "", 1, 5);
        writeFile(root / "train" / name / "seqinfo.ini",
                  "[Sequence]\nname=x\nimDir=img1\nframeRate=14\nseqLength=5\nimWidth=64\nimHeight=48\n");
        writeFile(root / "train" / name / "gt/gt.txt",
                  "1,1,5,6,20,10,1,1,1\n4,1,7,6,20,10,1,1,1\n4,2,30,6,9,9,0,12,1\n");
    }
    writePictures(root / "test/MOT17-01-DPM/img1", "", 1, 3);
}

/// A city's list, lists of an urban camera with its video, and one of Waymo's segments.
inline bool makeEkya(const std::filesystem::path& root)
{
    writePicture(root / "leftImg8bit/train/bremen/bremen_000000_000019_leftImg8bit.png");
    writePicture(root / "leftImg8bit/train/bremen/bremen_000001_000019_leftImg8bit.png");
    writeFile(root / "sample_lists/citywise/bremen_fine.csv",
              "0,train/bremen/bremen_000000_000019_leftImg8bit.png,1,3,4,60,44\n"
              "1,train/bremen/bremen_000001_000019_leftImg8bit.png,0,3,4,20,44\n"
              "2,train/bremen/bremen_000009_000019_leftImg8bit.png,0,3,4,20,44\n"
              "3,train/bremen/bremen_000001_000019_leftImg8bit.png,5,20,4,3,44\n");
    writeFile(root / "bellevue/bellevue_5fps_1_61.csv",
              "idx,frame id,class,xmin,ymin,xmax,ymax,score,timestamp,camera\n"
              "0,7,3,1,2,30,40,0.9,0.2,bellevue\n1,25,8,1,2,30,40,0.5,0.8,bellevue\n"
              "2,43,12,1,2,30,40,0.5,1.4,bellevue\n");
    return writeVideo(root / "bellevue/bellevue.mp4", 90, 30);
}

/// Two segments of two pictures each, seen by two cameras.
inline void makeWaymo(const std::filesystem::path& root)
{
    std::string rows = "idx,image name,class,timestamp,weather,location,time of day,segment,frame index,camera "
                       "name,label id,xmin,ymin,xmax,ymax,detection difficulty,tracking difficulty\n";
    for (const char* const segment : {"seg-b", "seg-a"})
        for (const char* const camera : {"FRONT", "SIDE_LEFT"})
            writePictures(root / "images" / segment / camera, "", 0, 3);
    const auto row = [](const std::string& picture, int label, int time, const std::string& segment,
                        const std::string& camera) {
        return "0," + picture + "," + std::to_string(label) + "," + std::to_string(time) + ",sunny,phx,Day," + segment
            + ",0," + camera + ",x,3,4,40,44,0,0\n";
    };
    rows += row("000000.jpg", 0, 1'000'000, "seg-b", "FRONT") + row("000002.jpg", 1, 2'000'000, "seg-b", "FRONT");
    rows += row("000001.jpg", 3, 9'000'000, "seg-a", "FRONT") + row("000001.jpg", 2, 9'000'000, "seg-a", "SIDE_LEFT");
    writeFile(root / "images/sample_lists/phx_000_001_labels.csv", rows);
    writeFile(root / "images/sample_lists/phx_labels.csv", rows);
}

} // namespace jackdaw::testing
