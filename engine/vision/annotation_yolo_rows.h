// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What the rows of a YOLO folder hold behind their class. Private to the vision room.
namespace jackdaw::vision {

/// Words of a row, whatever blanks lie between them.
std::vector<std::string> yoloWords(std::string_view line);
/// The numbers behind the class; none where a word is no number.
std::optional<std::vector<float>> yoloValues(const std::vector<std::string>& words);

struct YoloPlace {
    Box box; ///< as parts of the picture
    float score = 1.0F;
    std::optional<TrackId> track;
};

/// Four numbers are a box. What more numbers mean, no row tells alone: an outline's points, a box with keypoints, or
/// one with a score and the number of a track. All rows of a folder together do.
class YoloLayout {
public:
    /// What a data.yaml says: `kpt_shape: [17, 3]` or `task: segment`.
    void say(const std::string& yaml);
    /// Before decide(): one more row.
    void add(const std::vector<float>& values);
    /// What is not to be told from the rows, as a sentence.
    std::optional<std::string> decide();
    /// After it: where the object of a row is; none where the row is not like the others.
    std::optional<YoloPlace> placeOf(const std::vector<float>& values) const;
    /// How more than boxes was read, for the user; empty where there is nothing to say.
    std::string note() const;

private:
    enum class Kind { Boxes, Outlines, Keypoints, Tracks };
    /// Boxes with keypoints of so many numbers each, and so many numbers behind them.
    struct Keypoints {
        std::size_t each = 0;
        std::size_t behind = 0;
        bool fits = true; ///< every row
    };

    std::optional<Keypoints> fittingKeypoints() const;

    Kind m_kind = Kind::Boxes;
    std::vector<Keypoints> m_tried{{3, 0}, {2, 0}, {3, 1}};
    Keypoints m_keypoints;
    std::size_t m_points = 0; ///< of an object with keypoints, where the data.yaml says it
    bool m_saidOutlines = false;
    std::set<std::size_t> m_lengths; ///< of rows with more than a box and a score
    bool m_wholeSixth = true; ///< the sixth number is always a whole one from 1 on
    bool m_wholeFifth = true;
    bool m_largeFifth = false; ///< no score is
    bool m_extentIsNoPoint = false; ///< an outline's second point would lie apart from all others
};

} // namespace jackdaw::vision
