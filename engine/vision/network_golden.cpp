// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/content_hash.h"
#include "engine/vision/coco_classes.h"
#include "engine/vision/detection_fusion.h"
#include "engine/vision/golden_parts.h"
#include "engine/vision/letterbox.h"
#include "engine/vision/onnx_detector.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <mutex>
#include <thread>

#include <opencv2/core.hpp>

namespace jackdaw::vision {
namespace {

/// Boxes of two networks that overlap by more than this are one object (Solovyev et al.'s default).
constexpr float kFusionOverlap = 0.55F;

/// Part of the fingerprint: raise it when decoding or fusion changes.
constexpr std::int64_t kDecoderVersion = 5;

class NetworkGolden final : public GoldenModel {
public:
    NetworkGolden(std::vector<OnnxDetector> networks, std::map<std::uint32_t, ClassId> classes,
                  const GoldenSettings& settings, std::string fingerprint) :
        m_first(std::move(networks)),
        m_classes(std::move(classes)), m_threshold(settings.scoreThreshold), m_threads(settings.threads),
        m_fingerprint(std::move(fingerprint))
    {
    }

    Result<std::vector<Detection>> detect(const VideoFrame& frame) override;
    std::unique_ptr<GoldenLook> look(const VideoFrame& frame) override;
    std::string description() const override;
    std::string fingerprint() const override { return m_fingerprint; }
    std::string costShape() const override { return "label/" + names("+"); }
    bool lastWasCached() const override { return false; }
    bool knows(const VideoFrame&) const override { return true; }
    bool mayServe() const override { return true; }

private:
    friend class NetworkLook;

    std::string names(const std::string& between) const;
    std::vector<Detection> ofSession(const std::vector<Detection>& detections) const;
    /// What looks at one frame at a time.
    struct Copies {
        std::vector<OnnxDetector> networks;
        std::optional<onnx::SideBySide> together; ///< where several are on a GPU
    };
    Result<Copies*> copiesOfThread();
    Result<Copies> makeCopies() const;
    Result<Copies> takeCopies();
    void giveBack(Copies copies);
    Result<std::vector<Letterbox>> show(Copies& copies, const VideoFrame& frame) const;
    Result<std::vector<Detection>> finish(Copies& copies, const std::vector<Letterbox>& shown) const;

    std::vector<OnnxDetector> m_first;
    std::mutex m_mutex; ///< of the copies alone
    std::map<std::thread::id, Copies> m_copies; ///< they share what they can
    std::vector<Copies> m_idle; ///< of looks: more than one may have begun on a thread
    std::map<std::uint32_t, ClassId> m_classes; ///< from the networks' numbers to the session's
    float m_threshold;
    int m_threads;
    std::string m_fingerprint;
};

std::string NetworkGolden::names(const std::string& between) const
{
    std::string text;
    for (const OnnxDetector& network : m_first)
        text += (text.empty() ? "" : between) + network.name();
    return text;
}

std::string NetworkGolden::description() const
{
    return (m_first.size() > 1 ? "fusion of " : "") + names(" and ");
}

/// After fusion, so that an object whose best name is no class of the session is not taken for one that is.
std::vector<Detection> NetworkGolden::ofSession(const std::vector<Detection>& detections) const
{
    std::vector<Detection> kept;
    for (const Detection& detection : detections) {
        const auto known = m_classes.find(detection.label.value);
        if (known != m_classes.end() && detection.score >= m_threshold)
            kept.push_back({detection.box, known->second, detection.score});
    }
    return kept;
}

/// Several lanes of a device label at a time.
Result<NetworkGolden::Copies*> NetworkGolden::copiesOfThread()
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_copies.find(std::this_thread::get_id());
    if (known != m_copies.end())
        return &known->second;
    auto made = makeCopies();
    if (!made)
        return tl::unexpected(made.error());
    return &m_copies.emplace(std::this_thread::get_id(), std::move(*made)).first->second;
}

Result<NetworkGolden::Copies> NetworkGolden::makeCopies() const
{
    Copies copies;
    std::vector<onnx::Network*> onGpu;
    for (const OnnxDetector& network : m_first) {
        auto copy = network.copy();
        if (!copy)
            return tl::unexpected(copy.error());
        copies.networks.push_back(std::move(*copy));
        if (onnx::Network* const its = copies.networks.back().network().onGpu())
            onGpu.push_back(its);
    }
    if (onGpu.size() > 1 && onGpu.size() == m_first.size())
        copies.together.emplace(onGpu);
    return copies;
}

Status runAll(std::vector<OnnxDetector>& networks, std::optional<onnx::SideBySide>& together)
{
    if (together)
        return together->run();
    for (OnnxDetector& network : networks)
        if (auto ran = network.network().run(); !ran)
            return ran;
    return {};
}

Result<std::vector<Letterbox>> NetworkGolden::show(Copies& copies, const VideoFrame& frame) const
{
    if (!frame.hasPixels())
        return fail(ErrorCode::InvalidInput, "The golden model was given a frame without a picture.");
    if (cv::getNumThreads() != m_threads)
        cv::setNumThreads(m_threads);
    std::vector<Letterbox> shown;
    for (OnnxDetector& network : copies.networks)
        shown.push_back(network.show(frame));
    return shown;
}

Result<std::vector<Detection>> NetworkGolden::finish(Copies& copies, const std::vector<Letterbox>& shown) const
{
    if (auto ran = runAll(copies.networks, copies.together); !ran)
        return tl::unexpected(ran.error());
    std::vector<std::vector<Detection>> found;
    for (std::size_t i = 0; i < shown.size(); ++i)
        found.push_back(copies.networks[i].read(shown[i]));
    const auto knows = [this](std::size_t model, ClassId label) { return m_first[model].knows(label.value); };
    return ofSession(found.size() == 1 ? found.front() : fuse(found, kFusionOverlap, knows));
}

Result<std::vector<Detection>> NetworkGolden::detect(const VideoFrame& frame)
{
    const auto copies = copiesOfThread();
    if (!copies)
        return tl::unexpected(copies.error());
    const auto shown = show(**copies, frame);
    if (!shown)
        return tl::unexpected(shown.error());
    return finish(**copies, *shown);
}

Result<NetworkGolden::Copies> NetworkGolden::takeCopies()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            Copies copies = std::move(m_idle.back());
            m_idle.pop_back();
            return copies;
        }
    }
    return makeCopies();
}

void NetworkGolden::giveBack(Copies copies)
{
    for (OnnxDetector& network : copies.networks)
        static_cast<void>(network.network().runTo(0.0)); // what a look that was given up has computed
    const std::lock_guard lock(m_mutex);
    m_idle.push_back(std::move(copies));
}

/// Its networks one after the other.
class NetworkLook final : public GoldenLook {
public:
    NetworkLook(NetworkGolden& golden, VideoFrame frame) : m_golden(golden), m_frame(std::move(frame)) { }
    ~NetworkLook() override
    {
        if (m_copies)
            m_golden.giveBack(std::move(*m_copies));
    }
    NetworkLook(const NetworkLook&) = delete;
    NetworkLook& operator=(const NetworkLook&) = delete;

    void goOn(double part) override
    {
        if (m_state)
            m_state = begin();
        if (!m_state)
            return;
        std::vector<OnnxDetector>& networks = m_copies->networks;
        double left = part * static_cast<double>(networks.size());
        for (auto network = networks.begin(); network != networks.end() && left > 0.0 && m_state;
             ++network, left -= 1.0)
            m_state = network->network().runTo(std::min(left, 1.0));
    }

    Result<std::vector<Detection>> finish() override
    {
        goOn(0.0);
        if (!m_state)
            return tl::unexpected(m_state.error());
        return m_golden.finish(*m_copies, m_shown);
    }

private:
    Status begin()
    {
        if (m_copies)
            return {};
        auto copies = m_golden.takeCopies();
        if (!copies)
            return tl::unexpected(copies.error());
        auto shown = m_golden.show(*copies, m_frame);
        if (!shown)
            return tl::unexpected(shown.error());
        m_copies = std::move(*copies);
        m_shown = std::move(*shown);
        return {};
    }

    NetworkGolden& m_golden;
    VideoFrame m_frame;
    std::optional<NetworkGolden::Copies> m_copies;
    std::vector<Letterbox> m_shown;
    Status m_state;
};

std::unique_ptr<GoldenLook> NetworkGolden::look(const VideoFrame& frame)
{
    const bool canPause = std::all_of(m_first.begin(), m_first.end(),
                                      [](const OnnxDetector& network) { return network.network().canPause(); });
    return canPause ? std::make_unique<NetworkLook>(*this, frame) : nullptr;
}

/// What \p networks can find, for an error.
std::string knownTo(const std::vector<OnnxDetector>& networks)
{
    std::string text;
    for (const OnnxDetector& network : networks)
        text += (text.empty() ? "" : "; ")
            + (network.ownNames().empty() ? std::string("COCO's 80") : namesText(network.ownNames()));
    return text;
}

/// The session's \p classes by what the networks call them. A class that no network can find would be labelled as not
/// there, on every frame.
Result<std::map<std::uint32_t, ClassId>> classMap(const std::vector<std::string>& classes, const ClassNumbers& numbers,
                                                  const std::vector<OnnxDetector>& networks)
{
    std::map<std::uint32_t, ClassId> map;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const auto number = numbers.find(classes[i]);
        const bool isKnown = number
            && std::any_of(networks.begin(), networks.end(), [&](const auto& each) { return each.knows(*number); });
        if (!isKnown)
            return fail(ErrorCode::InvalidInput,
                        "None of the golden model's networks has a class '" + classes[i] + "'; they know "
                            + knownTo(networks) + ".",
                        "Leave that class out or call it as they do, or write the network's own names into a file "
                        "NAME.names beside it, a line for each, with the session's word where that is meant.");
        map[*number] = ClassId{static_cast<std::uint32_t>(i)};
    }
    return map;
}

std::string optionsText(const GoldenSettings& settings)
{
    char threshold[32];
    std::snprintf(threshold, sizeof threshold, "%.9g", static_cast<double>(settings.scoreThreshold));
    std::string text = threshold;
    for (const std::string& name : settings.classes)
        text += '\n' + name;
    return text;
}

} // namespace

Result<std::unique_ptr<GoldenModel>> openNetworkGolden(const GoldenSettings& settings)
{
    cv::setNumThreads(settings.threads);
    ContentHash hash;
    hash.add(kDecoderVersion);
    hash.add(optionsText(settings));
    std::vector<OnnxDetector> networks;
    for (const auto& file : settings.files) {
        auto network =
            OnnxDetector::open(file, settings.threads, OnnxDetector::Runner::Fastest, settings.gpu, settings.gpuWay);
        if (!network)
            return tl::unexpected(network.error());
        hash.add(network->name());
        networks.push_back(std::move(*network));
        const auto content = hashOfFile(file);
        if (!content)
            return tl::unexpected(content.error());
        hash.add(*content);
        for (const char* const beside : {".names", ".input"})
            if (const auto said = hashOfFile(std::filesystem::path(file).replace_extension(beside)))
                hash.add(*said);
    }
    ClassNumbers numbers;
    for (OnnxDetector& network : networks)
        network.speak(numbers);
    auto classes = classMap(settings.classes, numbers, networks);
    if (!classes)
        return tl::unexpected(classes.error());
    return std::make_unique<NetworkGolden>(std::move(networks), std::move(*classes), settings, hash.hex());
}

} // namespace jackdaw::vision
