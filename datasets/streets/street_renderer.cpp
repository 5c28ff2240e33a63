// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_renderer.h"

#include "datasets/streets/street_film.h"
#include "datasets/streets/street_light.h"
#include "datasets/streets/street_shake.h"
#include "datasets/streets/street_stage.h"
#include "datasets/streets/street_traffic.h"
#include "datasets/streets/street_truth.h"

#include <algorithm>
#include <optional>

namespace jackdaw::datasets {

namespace {

/// The street is alive before the film begins.
constexpr double kLeadSeconds = 70.0;
constexpr double kLongestStep = 0.1;
/// Layers' pixels around the picture, for cameras that sway.
constexpr int kSwayMargin = 16;
constexpr double kNearest = 2.0; // metres
constexpr double kFarthest = 260.0;

StreetLayout layoutOf(const StreetSettings& settings)
{
    StreetLayout layout = streetLayout(settings.kind, settings.camera, settings.seed, settings.variety);
    if (!settings.blocks)
        layout.film.blocks = 0.0;
    return layout;
}

bool sways(const StreetSettings& settings)
{
    return std::any_of(settings.phases.begin(), settings.phases.end(), [](const auto& p) { return p.wind > 0.0; });
}

} // namespace

class StreetRenderer::Impl {
public:
    explicit Impl(const StreetSettings& settings) :
        m_settings(settings), m_layout(layoutOf(settings)),
        m_margin(sways(settings) ? kSwayMargin : 0),
        m_view(m_layout.pose, settings.width * kOversampling, settings.height * kOversampling, m_margin),
        m_traffic(m_layout, settings.camera, settings.seed),
        m_scenery(m_layout, m_view, visibleParked(), settings.camera, settings.seed),
        m_shake(settings.camera, settings.seed),
        m_film(m_layout, m_view, settings.width, settings.height, settings.camera, settings.seed),
        m_backdrop(StreetLayers::make(m_view.width(), m_view.height())),
        m_layers(StreetLayers::make(m_view.width(), m_view.height())),
        m_stage(m_layout, m_view, m_scenery, m_margin, m_layers), m_truth(settings)
    {
        advance(kLeadSeconds, phaseAt(settings.phases, settings.start));
    }

    Picture render(std::int64_t index, std::vector<std::uint16_t>* silhouettes)
    {
        const double frame = 1.0 / m_settings.framesPerSecond;
        for (; m_next <= index; ++m_next)
            advance(frame, phaseAt(m_settings.phases, m_settings.start + static_cast<double>(m_next) * frame));
        const double seconds = m_settings.start + static_cast<double>(index) * frame;
        const StreetPhase phase = phaseAt(m_settings.phases, seconds);
        const StreetLight light = lightOf(phase, m_layout.sun, seconds);
        paintBackdrop(light);
        const auto objects = visibleObjects();
        const auto labels = m_stage.paint(light, m_backdrop, m_layers, objects, m_traffic.time());
        const cv::Point sway = m_shake.at(seconds, phase.wind * kOversampling, m_margin);
        const cv::Rect window(cv::Point(m_margin, m_margin) + sway,
                              cv::Size(m_settings.width * kOversampling, m_settings.height * kOversampling));
        const cv::Mat exposed = m_film.expose(m_layers, window, light, objects, {index, seconds});
        Picture made;
        made.frame = toFrame(exposed, index);
        made.truth = m_truth.read(seenIds(window), labels, silhouettes);
        return made;
    }

private:
    void advance(double seconds, const StreetPhase& phase)
    {
        const StreetDemand demand = demandOf(phase);
        const int steps = std::max(1, static_cast<int>(std::ceil(seconds / kLongestStep - 1e-9)));
        for (int i = 0; i < steps; ++i)
            m_traffic.step(seconds / steps, demand);
    }

    void paintBackdrop(const StreetLight& light)
    {
        if (!m_backdropLight || !looksAlike(*m_backdropLight, light)) {
            m_scenery.paint(light, m_backdrop);
            m_backdropLight = light;
        }
        m_backdrop.copyTo(m_layers);
    }

    bool isVisible(const StreetObject& object) const
    {
        const double depth = m_view.depth(at(object.frame.origin, 0.8));
        return depth >= kNearest && depth <= kFarthest;
    }

    /// In front of the eye and not too far to matter.
    std::vector<StreetObject> visibleObjects() const
    {
        auto objects = m_traffic.objects();
        std::erase_if(objects, [&](const StreetObject& object) { return !isVisible(object); });
        return objects;
    }

    /// Those that belong to the scenery; the demo's are painted with what moves.
    std::vector<StreetObject> visibleParked() const
    {
        auto objects = visibleObjects();
        std::erase_if(objects, [&](const StreetObject& object) { return !object.parked || !m_layout.detailed; });
        return objects;
    }

    /// Which label is seen where, as it is in the picture.
    cv::Mat seenIds(const cv::Rect& window) const
    {
        cv::Mat ids = m_layers.ids(window);
        const auto captions = m_film.captions();
        if (!m_layout.film.mirrored && captions.empty())
            return ids;
        cv::Mat seen;
        if (m_layout.film.mirrored)
            cv::flip(ids, seen, 1);
        else
            seen = ids.clone();
        for (const cv::Rect& caption : captions)
            seen(cv::Rect(caption.tl() * kOversampling, caption.size() * kOversampling)).setTo(0);
        return seen;
    }

    VideoFrame toFrame(const cv::Mat& picture, std::int64_t index) const
    {
        VideoFrame frame;
        frame.width = m_settings.width;
        frame.height = m_settings.height;
        frame.index = index;
        frame.sourceTime = fromSeconds(static_cast<double>(index) / m_settings.framesPerSecond);
        frame.time = frame.sourceTime;
        const auto* first = picture.ptr<std::uint8_t>();
        frame.picture = std::make_shared<RgbPicture>(std::vector<std::uint8_t>(first, first + picture.total() * 3));
        return frame;
    }

    StreetSettings m_settings;
    StreetLayout m_layout;
    int m_margin;
    StreetView m_view;
    StreetTraffic m_traffic;
    StreetScenery m_scenery;
    StreetShake m_shake;
    StreetFilm m_film;
    StreetLayers m_backdrop;
    StreetLayers m_layers;
    StreetStage m_stage;
    StreetTruth m_truth;
    std::optional<StreetLight> m_backdropLight;
    std::int64_t m_next = 1;
};

StreetRenderer::StreetRenderer(const StreetSettings& settings) : m_impl(std::make_unique<Impl>(settings))
{
}

StreetRenderer::~StreetRenderer() = default;

StreetRenderer::Picture StreetRenderer::render(std::int64_t index, std::vector<std::uint16_t>* silhouettes)
{
    return m_impl->render(index, silhouettes);
}

} // namespace jackdaw::datasets
