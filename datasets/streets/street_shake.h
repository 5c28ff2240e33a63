// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include <opencv2/core.hpp>

namespace jackdaw::datasets {

/// A camera that the wind turns a little: by whole pixels of the layers, so that the truth moves with the picture
/// exactly.
class StreetShake {
public:
    StreetShake(std::uint32_t camera, std::uint64_t seed);

    /// How far the picture is moved at \p seconds; \p strength is the root mean square of either direction. At most
    /// \p farthest.
    cv::Point at(double seconds, double strength, int farthest) const;

private:
    struct Wave {
        double frequency = 1.0; ///< per second
        double phase = 0.0;
    };
    double along(const std::array<Wave, 3>& waves, double seconds) const;

    std::array<Wave, 3> m_across;
    std::array<Wave, 3> m_up;
    Wave m_gust;
};

} // namespace jackdaw::datasets
