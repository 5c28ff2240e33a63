// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_finish.h"

#include "engine/base/random.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <opencv2/imgproc.hpp>

namespace jackdaw::datasets {

namespace {

constexpr std::uint32_t kFinishStep = UINT32_MAX - 60;
constexpr int kBlock = 8;
constexpr float kToWhole = 12582912.0F; ///< added and taken away, it rounds: 1.5 * 2^23
using Block = std::array<std::array<float, kBlock>, kBlock>;

/// Rows are the cosine functions.
Block makeCosines()
{
    Block made{};
    for (std::size_t k = 0; k < kBlock; ++k) {
        for (std::size_t n = 0; n < kBlock; ++n)
            made[k][n] = static_cast<float>(
                (k == 0 ? std::sqrt(0.125) : 0.5)
                * std::cos(CV_PI * (static_cast<double>(n) + 0.5) * static_cast<double>(k) / kBlock));
    }
    return made;
}

Block transposed(const Block& block)
{
    Block made{};
    for (std::size_t i = 0; i < kBlock; ++i) {
        for (std::size_t j = 0; j < kBlock; ++j)
            made[i][j] = block[j][i];
    }
    return made;
}

Block times(const Block& a, const Block& b)
{
    Block made{};
    for (std::size_t i = 0; i < kBlock; ++i) {
        for (std::size_t k = 0; k < kBlock; ++k) {
            for (std::size_t j = 0; j < kBlock; ++j)
                made[i][j] += a[i][k] * b[k][j];
        }
    }
    return made;
}

void roundCoefficients(Block& block, float step)
{
    for (std::size_t i = 0; i < kBlock; ++i) {
        for (std::size_t j = 0; j < kBlock; ++j) {
            const float unit = step * (0.4F + 0.35F * static_cast<float>(i + j));
            block[i][j] = ((block[i][j] / unit + kToWhole) - kToWhole) * unit;
        }
    }
}

float grey(const cv::Vec3b& pixel)
{
    return 0.299F * pixel[0] + 0.587F * pixel[1] + 0.114F * pixel[2];
}

/// Colours of a block are told apart less than its greys: half way to their mean.
void compressBlock(cv::Mat block, float step, const Block& cosines, const Block& turned)
{
    Block before{};
    cv::Vec3f mean;
    float meanGrey = 0.0F;
    for (int y = 0; y < kBlock; ++y) {
        const auto* row = block.ptr<cv::Vec3b>(y);
        for (int x = 0; x < kBlock; ++x) {
            const float value = grey(row[x]);
            before[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] = value - 128.0F;
            mean += cv::Vec3f(row[x][0], row[x][1], row[x][2]) * (1.0F / 64.0F);
            meanGrey += value / 64.0F;
        }
    }
    Block coefficients = times(times(cosines, before), turned);
    roundCoefficients(coefficients, step);
    const Block after = times(times(turned, coefficients), cosines);
    const float dull = std::min(0.6F, step / 30.0F);
    for (int y = 0; y < kBlock; ++y) {
        auto* row = block.ptr<cv::Vec3b>(y);
        for (int x = 0; x < kBlock; ++x) {
            const float own = grey(row[x]);
            const float now = after[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] + 128.0F;
            for (int c = 0; c < 3; ++c) {
                const float tint = (row[x][c] - own) * (1.0F - dull) + (mean[c] - meanGrey) * dull;
                row[x][c] = cv::saturate_cast<std::uint8_t>(now + tint);
            }
        }
    }
}

std::string placeName(RandomStream& random)
{
    constexpr const char* kFirst[] = {"Mill", "Station", "Church", "King", "Park", "North", "Bridge", "Hill", "Canal"};
    constexpr const char* kSecond[] = {"Rd", "St", "Way", "Sq", "Ln", "Ave"};
    return std::string(kFirst[random.below(std::size(kFirst))]) + " " + kSecond[random.below(std::size(kSecond))]
        + " / " + kFirst[random.below(std::size(kFirst))] + " " + kSecond[random.below(std::size(kSecond))];
}

} // namespace

void compressBlocks(cv::Mat& picture, double strength)
{
    static const Block cosines = makeCosines();
    static const Block turned = transposed(cosines);
    const auto step = static_cast<float>(28.0 * strength);
    for (int y = 0; y + kBlock <= picture.rows; y += kBlock) {
        for (int x = 0; x + kBlock <= picture.cols; x += kBlock)
            compressBlock(picture(cv::Rect(x, y, kBlock, kBlock)), step, cosines, turned);
    }
}

StreetFinish::StreetFinish(const FilmLook& look, int width, int height, std::uint32_t camera, std::uint64_t seed) :
    m_look(look)
{
    const std::array tint{look.tint.r, look.tint.g, look.tint.b};
    m_isPlain = look.gain == 1.0 && look.gamma == 1.0 && look.saturation == 1.0
        && std::all_of(tint.begin(), tint.end(), [](double t) { return t == 1.0; });
    for (std::size_t c = 0; c < m_curves.size(); ++c) {
        for (std::size_t i = 0; i < 256; ++i) {
            const double value = std::min(1.0, static_cast<double>(i) / 255.0 * look.gain * tint[c]);
            m_curves[c][i] = cv::saturate_cast<std::uint8_t>(255.0 * std::pow(value, look.gamma));
        }
    }
    RandomStream random(seed, camera, RandomPurpose::Rendering, kFinishStep);
    m_place = placeName(random);
    m_day = random.below(365);
    if (look.captions) {
        const int line = std::max(9, height / 22);
        const int name = static_cast<int>(m_place.size()) * line / 2;
        m_captions = {cv::Rect(0, 0, std::min(width, 9 * line), line),
                      cv::Rect(std::max(0, (width - name) / 2), height - line, std::min(width, name), line)};
    }
}

void StreetFinish::colour(cv::Mat& picture) const
{
    const int part = static_cast<int>(std::lround(m_look.saturation * 256.0));
    for (int y = 0; y < picture.rows; ++y) {
        auto* row = picture.ptr<cv::Vec3b>(y);
        for (int x = 0; x < picture.cols; ++x) {
            const int value = (77 * row[x][0] + 150 * row[x][1] + 29 * row[x][2]) >> 8;
            for (std::size_t c = 0; c < 3; ++c) {
                const int mixed = value + (((row[x][static_cast<int>(c)] - value) * part) >> 8);
                row[x][static_cast<int>(c)] = m_curves[c][static_cast<std::size_t>(std::clamp(mixed, 0, 255))];
            }
        }
    }
}

void StreetFinish::develop(cv::Mat& picture) const
{
    if (m_look.blur > 0.05)
        cv::GaussianBlur(picture, picture, cv::Size(0, 0), m_look.blur);
    if (!m_isPlain)
        colour(picture);
    if (m_look.sharpening > 0.05) {
        cv::Mat soft;
        cv::GaussianBlur(picture, soft, cv::Size(0, 0), 1.2);
        cv::addWeighted(picture, 1.0 + m_look.sharpening, soft, -m_look.sharpening, 0.0, picture);
    }
}

void StreetFinish::caption(cv::Mat& picture, double seconds) const
{
    const auto whole = static_cast<long>(seconds) + 8 * 3600;
    char time[40];
    std::snprintf(time, sizeof time, "%02u/%02u %02ld:%02ld:%02ld", 1 + m_day % 28, 1 + m_day / 31, whole / 3600 % 24,
                  whole / 60 % 60, whole % 60);
    const std::array<std::string, 2> texts{time, m_place};
    for (std::size_t i = 0; i < m_captions.size(); ++i) {
        const cv::Rect& box = m_captions[i];
        picture(box) *= 0.3;
        cv::putText(picture, texts[i], cv::Point(box.x + 2, box.y + box.height - 3), cv::FONT_HERSHEY_SIMPLEX,
                    box.height / 38.0, cv::Scalar::all(235), 1, cv::LINE_AA);
    }
}

void StreetFinish::deliver(cv::Mat& picture, double seconds) const
{
    if (m_look.mirrored)
        cv::flip(picture, picture, 1);
    caption(picture, seconds);
    if (m_look.blocks > 0.05)
        compressBlocks(picture, m_look.blocks);
}

} // namespace jackdaw::datasets
