// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_renderer.h"

#include "datasets/streets/street_film.h"
#include "datasets/streets/street_light.h"
#include "datasets/streets/street_order.h"
#include "datasets/streets/street_scenery.h"
#include "datasets/streets/street_traffic.h"

#include <algorithm>
#include <optional>

namespace jackdaw::datasets {

namespace {

constexpr int kOversampling = 2;
/// The street is alive before the film begins.
constexpr double kLeadSeconds = 70.0;
constexpr double kLongestStep = 0.1;
/// In pixels of the picture, for the longer and the shorter side, and part of the silhouette: what is smaller or more
/// hidden is ignored. A detector that joins its features at stride 8 cannot tell classes in fewer pixels, nor can
/// people.
constexpr double kSmallestSide = 14.0;
constexpr double kSmallestShortSide = 6.0;
constexpr double kSmallestVisible = 0.3;
constexpr int kFewestPixels = 12;

/// What stands or moves in front of the scenery.
struct Item {
    const StreetObject* object = nullptr;
    const Prop* prop = nullptr;
};

/// What can be seen of one object.
struct Silhouette {
    cv::Rect box;
    int visible = 0;
    int whole = 0;
};

std::vector<Vec2> footprintOf(const StreetObject& object)
{
    if (object.look.kind == StreetClass::Person) {
        const auto corners = footprint(object.frame, -0.2, 0.2, 0.2);
        return {corners.begin(), corners.end()};
    }
    const VehicleSize size = vehicleSize(object.look);
    const auto corners = footprint(object.frame, -size.length / 2.0, size.length / 2.0, size.width / 2.0);
    return {corners.begin(), corners.end()};
}

} // namespace

class StreetRenderer::Impl {
public:
    explicit Impl(const StreetSettings& settings) :
        m_settings(settings), m_layout(streetLayout(settings.camera, settings.seed)),
        m_view(m_layout.pose, settings.width * kOversampling, settings.height * kOversampling),
        m_scenery(m_layout, m_view, settings.camera, settings.seed),
        m_traffic(m_layout, settings.camera, settings.seed),
        m_film(m_layout, m_view, settings.width, settings.height, settings.camera, settings.seed),
        m_backdrop(StreetLayers::make(m_view.width(), m_view.height())),
        m_layers(StreetLayers::make(m_view.width(), m_view.height()))
    {
        m_propBounds = m_scenery.propBounds(m_layers);
        advance(kLeadSeconds, phaseAt(settings.phases, 0.0));
    }

    Picture render(std::int64_t index, std::vector<std::uint16_t>* silhouettes)
    {
        const double frame = 1.0 / m_settings.framesPerSecond;
        for (; m_next <= index; ++m_next)
            advance(frame, phaseAt(m_settings.phases, static_cast<double>(m_next) * frame));
        const double seconds = static_cast<double>(index) * frame;
        const StreetLight light = lightOf(phaseAt(m_settings.phases, seconds), m_layout.sun, seconds);
        paintBackdrop(light);
        const auto objects = visibleObjects();
        const auto found = paintObjects(light, objects);
        const cv::Mat exposed = m_film.expose(m_layers, light, objects, index);
        Picture made;
        made.frame = toFrame(exposed, index);
        made.truth = toTruth(objects, found, silhouettes);
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

    /// In front of the eye and not too far to matter.
    std::vector<StreetObject> visibleObjects() const
    {
        auto objects = m_traffic.objects();
        std::erase_if(objects, [&](const StreetObject& object) {
            const double depth = m_view.depth(at(object.frame.origin, 0.8));
            return depth < 2.0 || depth > 260.0;
        });
        return objects;
    }

    std::vector<Silhouette> paintObjects(const StreetLight& light, const std::vector<StreetObject>& objects)
    {
        StreetPainter painter(m_view, light, m_layers);
        std::vector<Item> items;
        std::vector<std::vector<Vec2>> footprints;
        for (const auto& object : objects) {
            items.push_back({&object, nullptr});
            footprints.push_back(footprintOf(object));
            if (object.look.kind == StreetClass::Person)
                shadePerson(painter, object.frame.origin, object.look.look);
            else
                shadeVehicle(painter, object.frame, object.look);
        }
        painter.flushShadows();
        for (const auto& prop : m_layout.props) {
            items.push_back({nullptr, &prop});
            footprints.push_back(propFootprint(prop));
        }
        std::vector<Silhouette> found(objects.size());
        m_touched.clear();
        for (const std::size_t i : paintingOrder(footprints, m_view))
            paintItem(painter, items[i], static_cast<std::uint16_t>(i + 1), found);
        measure(found);
        return found;
    }

    void paintItem(StreetPainter& painter, const Item& item, std::uint16_t id, std::vector<Silhouette>& found)
    {
        if (item.prop) {
            repaintProp(painter, *item.prop);
            return;
        }
        const StreetObject& object = *item.object;
        painter.setObject(id);
        if (object.look.kind == StreetClass::Person)
            paintPerson(painter, object.frame.origin, object.frame.ahead, object.look.look, object.stride,
                        object.walking);
        else
            paintVehicle(painter, object.frame, object.look, object.braking);
        m_touched.push_back(painter.bounds());
        found[id - 1U].whole = painter.wholeArea();
    }

    /// The backdrop holds all props; only over what was painted since must they be painted again.
    void repaintProp(StreetPainter& painter, const Prop& prop)
    {
        const cv::Rect& bounds = m_propBounds[static_cast<std::size_t>(&prop - m_layout.props.data())];
        const auto isTouched = [&](const cv::Rect& other) { return !(other & bounds).empty(); };
        if (prop.signal < 0 && std::none_of(m_touched.begin(), m_touched.end(), isTouched))
            return;
        const bool isGreen =
            prop.signal >= 0 && m_layout.signals[static_cast<std::size_t>(prop.signal)].isGreen(m_traffic.time());
        painter.setObject(0);
        paintProp(painter, prop, isGreen);
        m_touched.push_back(bounds);
    }

    void measure(std::vector<Silhouette>& found) const
    {
        for (int y = 0; y < m_layers.ids.rows; ++y) {
            const auto* row = m_layers.ids.ptr<std::uint16_t>(y);
            for (int x = 0; x < m_layers.ids.cols; ++x) {
                if (row[x] == 0)
                    continue;
                auto& silhouette = found[row[x] - 1U];
                const cv::Rect pixel(x, y, 1, 1);
                silhouette.box = silhouette.visible == 0 ? pixel : (silhouette.box | pixel);
                ++silhouette.visible;
            }
        }
    }

    vision::FrameLabels toTruth(const std::vector<StreetObject>& objects, const std::vector<Silhouette>& found,
                                std::vector<std::uint16_t>* silhouettes) const
    {
        vision::FrameLabels truth;
        std::vector<std::uint16_t> numbers(objects.size() + 1, 0);
        for (std::size_t i = 0; i < objects.size(); ++i) {
            const Silhouette& seen = found[i];
            if (seen.visible < kFewestPixels)
                continue;
            vision::LabelledObject object;
            const auto half = [](int edge) { return static_cast<float>(edge) / kOversampling; };
            object.box = {half(seen.box.x), half(seen.box.y), half(seen.box.x + seen.box.width),
                          half(seen.box.y + seen.box.height)};
            const bool isClear = seen.visible >= kSmallestVisible * seen.whole
                && std::max(object.box.width(), object.box.height()) >= kSmallestSide
                && std::min(object.box.width(), object.box.height()) >= kSmallestShortSide;
            object.allowedClasses = isClear ? 1U << static_cast<unsigned>(objects[i].look.kind) : 0U;
            object.track = TrackId{objects[i].track};
            truth.push_back(object);
            numbers[i + 1] = static_cast<std::uint16_t>(truth.size());
        }
        if (silhouettes) {
            silhouettes->resize(m_layers.ids.total());
            std::transform(m_layers.ids.begin<std::uint16_t>(), m_layers.ids.end<std::uint16_t>(), silhouettes->begin(),
                           [&](std::uint16_t id) { return numbers[id]; });
        }
        return truth;
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
    StreetView m_view;
    StreetScenery m_scenery;
    StreetTraffic m_traffic;
    StreetFilm m_film;
    StreetLayers m_backdrop;
    StreetLayers m_layers;
    std::optional<StreetLight> m_backdropLight;
    std::vector<cv::Rect> m_propBounds;
    std::vector<cv::Rect> m_touched; ///< parts of the layers that differ from the backdrop
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
