// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/import/data_set.h"

#include "datasets/import/finders.h"

#include <algorithm>
#include <system_error>

namespace jackdaw::datasets {
namespace {

std::string kindNames()
{
    std::string names;
    for (const DataSetKind& kind : dataSetKinds())
        names += (names.empty() ? "" : ", ") + kind.name;
    return names;
}

/// What was looked for, and what of it was there but of no use.
tl::unexpected<Error> nothingFound(const DataSetKind& kind, const std::filesystem::path& folder,
                                   const FoundDataSet& found)
{
    std::string message = "In the folder '" + folder.string() + "' there is no camera of the kind " + kind.name + ": "
        + kind.layout + ".";
    for (const auto* sentences : {&found.refused, &found.missing})
        for (const std::string& sentence : *sentences)
            message += "\n  " + sentence;
    return fail(ErrorCode::NotFound, std::move(message),
                "Name the folder that holds these, or another kind: " + kindNames() + ".");
}

} // namespace

const std::vector<DataSetKind>& dataSetKinds()
{
    static const std::vector<DataSetKind> kinds{
        {"cityscapes",
         "looked for is leftImg8bit or leftImg8bit_sequence with the folders SPLIT/CITY, and gtFine or gtCoarse beside "
         "it with CITY_…_polygons.json",
         findCityscapes},
        {"waymo",
         "looked for are lists NAME_labels.csv with the columns 'image name', class, segment, 'camera name', xmin, "
         "ymin, xmax and ymax, and pictures in SEGMENT/CAMERA",
         findWaymo},
        {"ekya",
         "looked for are Ekya's lists CITY_fine.csv (number, picture, class, x0, y0, x1, y1) with the pictures in "
         "leftImg8bit, VIDEO_5fps.csv ('frame id', class, xmin, ymin, xmax, ymax) with VIDEO.mp4, and NAME_labels.csv "
         "of Waymo's segments",
         findEkya},
        {"ua-detrac",
         "looked for are sequences MVI_NUMBER.xml, and for each a folder of the same name with img00001.jpg and "
         "following",
         findDetrac},
        {"cityflow", "looked for are folders SCENE/CAMERA with vdo.avi, and in them gt/gt.txt", findCityFlow},
        {"mot", "looked for are folders SEQUENCE with img1/000001.jpg and following, seqinfo.ini and gt/gt.txt",
         findMot},
    };
    return kinds;
}

Result<FoundDataSet> findDataSet(const std::string& kind, const std::filesystem::path& folder)
{
    const auto& kinds = dataSetKinds();
    const auto known =
        std::find_if(kinds.begin(), kinds.end(), [&](const DataSetKind& each) { return each.name == kind; });
    if (known == kinds.end())
        return fail(ErrorCode::InvalidInput, "'" + kind + "' is no kind of data set that is known.",
                    "Name one of " + kindNames() + ".");
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error))
        return fail(ErrorCode::NotFound, "'" + folder.string() + "' is no folder.",
                    "Name the folder that the data set was unpacked into.");
    if (std::filesystem::directory_iterator(folder, error); error)
        return fail(ErrorCode::Io, "The folder '" + folder.string() + "' cannot be read.", "Check its permissions.",
                    error.message());
    std::filesystem::path whole = std::filesystem::absolute(folder).lexically_normal();
    if (!whole.has_filename()) // "FOLDER/", as shells complete it
        whole = whole.parent_path();
    FoundDataSet found = known->find(whole);
    found.kind = kind;
    std::stable_sort(found.cameras.begin(), found.cameras.end(),
                     [](const FoundCamera& a, const FoundCamera& b) { return a.name < b.name; });
    if (found.cameras.empty())
        return nothingFound(*known, folder, found);
    return found;
}

} // namespace jackdaw::datasets
