// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>

namespace jackdaw::vision {

/// While it lives, OpenCV writes nothing to standard error: what it throws is told to the user as an Error.
class QuietOpenCv {
public:
    QuietOpenCv() : m_level(cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT))
    {
        m_previous = cv::redirectError([](int, const char*, const char*, const char*, int, void*) { return 0; },
                                       nullptr, &m_data);
    }
    ~QuietOpenCv()
    {
        cv::redirectError(m_previous, m_data);
        cv::utils::logging::setLogLevel(m_level);
    }
    QuietOpenCv(const QuietOpenCv&) = delete;
    QuietOpenCv& operator=(const QuietOpenCv&) = delete;

private:
    cv::utils::logging::LogLevel m_level;
    cv::ErrorCallback m_previous = nullptr;
    void* m_data = nullptr;
};

} // namespace jackdaw::vision
