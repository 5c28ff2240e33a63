// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/check_settings.h"

#include "engine/compute/device.h"
#include "engine/scheduling/planner.h"
#include "engine/video/live_address.h"
#include "engine/vision/annotation_document.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>

namespace jackdaw::runtime {
namespace {

struct Range {
    double low = 0.0;
    double high = 0.0;
    bool aboveLow = false; ///< low itself is not allowed
    int multipleOf = 0; ///< 0: any number

    bool holds(double value) const
    {
        return (aboveLow ? value > low : value >= low) && value <= high
            && (multipleOf == 0 || static_cast<long>(value) % multipleOf == 0);
    }
};

std::string numberText(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.6g", value);
    return text.data();
}

std::string rangeText(const Range& range)
{
    const std::string limits =
        (range.aboveLow ? "> " : ">= ") + numberText(range.low) + " and <= " + numberText(range.high);
    return range.multipleOf == 0 ? limits : "a multiple of " + std::to_string(range.multipleOf) + " " + limits;
}

std::string at(const std::string& array, std::size_t index)
{
    return array + "/" + std::to_string(index);
}

/// Part of the picture that they enclose.
double areaOf(const std::vector<PicturePoint>& corners)
{
    double twice = 0.0;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const PicturePoint& next = corners[(i + 1) % corners.size()];
        twice += corners[i].x * next.y - next.x * corners[i].y;
    }
    return 0.5 * std::abs(twice);
}

std::string frames(const HumanLabels& labels)
{
    return "frames " + std::to_string(labels.firstFrame) + " to " + std::to_string(labels.lastFrame);
}

class Checks {
public:
    explicit Checks(const RunSettings& settings) : m_settings(settings) { }

    std::vector<SettingFault> take()
    {
        checkCounts();
        checkRun();
        checkStudent(m_settings.student, "/student");
        checkFirstTraining();
        checkLabelling();
        checkScoring();
        checkPricing();
        for (std::size_t i = 0; i < m_settings.cameras.size(); ++i)
            checkCamera(m_settings.cameras[i], at("/cameras", i));
        checkAllNames();
        checkLabelSources();
        checkSecondModels();
        checkPlanner();
        checkDevices();
        return std::move(m_faults);
    }

private:
    void add(std::string place, std::string found, std::string expected)
    {
        m_faults.push_back({std::move(place), std::move(found), std::move(expected)});
    }

    void number(const std::string& place, double value, const Range& range)
    {
        if (!range.holds(value))
            add(place, "the number " + numberText(value), rangeText(range));
    }

    void count(const std::string& place, std::size_t elements, std::size_t most)
    {
        if (elements < 1 || elements > most)
            add(place, std::to_string(elements) + " elements", "1 to " + std::to_string(most));
    }

    void checkCounts()
    {
        count("/cameras", m_settings.cameras.size(), kMostCameras);
        count("/classes", m_settings.classes.size(), kMostClasses);
        count("/configurations", m_settings.configurations.size(), kMostConfigurations);
        count("/devices", m_settings.devices.size(), kMostDevices);
    }

    void checkRun()
    {
        number("/windows", m_settings.windows, {2, 100'000}); // window 0 trains the first students
        number("/window_seconds", toSeconds(m_settings.windowLength), {kShortestWindow, kLongestWindow});
        number("/profiling_budget", m_settings.profilingBudget, {0, 0.5});
        number("/quantum", m_settings.quantum, {0, 1, true});
        number("/rounds", m_settings.rounds, {1, 64});
    }

    void checkClassifier(const learning::ClassifierSettings& classifier, const std::string& place)
    {
        number(place + "/multiplier", classifier.width, {0.125, 2});
        number(place + "/crop", classifier.crop, {32, 256, false, 32});
        const double half = classifier.width * 2.0;
        if (classifier.network == learning::ClassifierNetwork::ShuffleNetV2 && (half < 1.0 || half != std::floor(half)))
            add(place + "/multiplier", "the number " + numberText(classifier.width),
                "0.5, 1, 1.5 or 2, which ShuffleNetV2 is published with");
    }

    void checkStudent(const learning::StudentSettings& settings, const std::string& place)
    {
        if (const auto* point = std::get_if<learning::PointSettings>(&settings)) {
            number(place + "/width", point->width, {8, 256, false, 8});
            number(place + "/depth", point->depth, {1, 8});
        }
        if (const auto* classifier = std::get_if<learning::ClassifierSettings>(&settings))
            checkClassifier(*classifier, place);
        std::visit(
            [&](const auto& student) {
                number(place + "/input_width", student.inputWidth, {32, 2048, false, 32});
                number(place + "/input_height", student.inputHeight, {32, 2048, false, 32});
            },
            settings);
    }

    /// A network under a new head is not trained.
    void checkFirstTraining()
    {
        const auto hasNewHead = [&](const CameraRun& camera) {
            const auto& student = camera.student ? *camera.student : m_settings.student;
            const auto* onnx = std::get_if<learning::OnnxSettings>(&student);
            return !camera.firstTraining && onnx && onnx->head == learning::HeadKind::Point;
        };
        const auto& cameras = m_settings.cameras;
        if (m_settings.firstTraining.layers == learning::TrainedLayers::Whole
            && std::any_of(cameras.begin(), cameras.end(), hasNewHead))
            add("/first_training/layers", "the text \"whole\"",
                "\"upper\", since below the head \"point\" of an ONNX network nothing is trained");
    }

    void checkLabelling()
    {
        const LabellingSettings& labelling = m_settings.labelling;
        number("/golden/score_threshold", labelling.scoreThreshold, {0, 1});
        number("/golden/training_frames", labelling.trainingFrames, {kFewestTrainingFrames, 1000});
        number("/golden/first_training_frames", labelling.firstTrainingFrames, {kFewestTrainingFrames, 1000});
        number("/golden/training_span", labelling.trainingSpan, {0, 1, true});
        number("/golden/scoring_interval_seconds", labelling.scoringInterval, {0, kLongestWindow, true});
        const double window = toSeconds(m_settings.windowLength);
        if (window > 0.0 && labelling.scoringInterval > window)
            add("/golden/scoring_interval_seconds", numberText(labelling.scoringInterval) + " s",
                "at most the window of " + numberText(window) + " s, so that every window has a scored frame");
    }

    void checkPricing()
    {
        number("/device_speed", m_settings.pricing.deviceSpeed, {1e-3, 1e3});
        number("/golden_price", m_settings.pricing.golden, {1e-3, 1e3});
        if (!m_settings.pricing.isUsual() && m_settings.clock == ClockKind::Wall)
            add(m_settings.pricing.deviceSpeed != 1.0 ? "/device_speed" : "/golden_price", "a price under wall time",
                "the clock \"device\", since on the wall's clock work takes the time that it takes");
    }

    void checkScoring()
    {
        if (!m_settings.labelling.scoringCharged && m_settings.clock == ClockKind::Wall)
            add("/golden/scoring_charged", "false under wall time",
                "true, since there labels take the time that they take");
    }

    void checkLive(const CameraRun& camera, const std::string& place)
    {
        const video::CameraSettings& settings = camera.settings;
        if (!video::isLive(settings.source)) {
            if (settings.live != video::LiveSettings{})
                add(place, "settings of live cameras",
                    "none of credentials, key_frames_only and clips, since its source is a recording");
            return;
        }
        if (const auto usable = video::checkAddress(settings.source); !usable)
            add(place + "/source",
                usable.error().code == ErrorCode::Unsupported ? "an address of an unknown kind"
                                                              : "an address with a user, a password or a wrong form",
                "rtsp://HOST/PATH, http://…, /dev/video0 or a file; \"credentials\" names where user and password are");
        if (!video::checkCredentials(settings.live.credentials))
            add(place + "/credentials", "something else",
                "\"secret:NAME\", \"env:NAME\" or \"file:PATH\", where USER:PASSWORD is kept");
        const std::string& kept = settings.live.clipSource;
        if (!kept.empty() && (!video::isLive(kept) || !video::checkAddress(kept)))
            add(place + "/clips/source", "something else than a live camera's address",
                "rtsp://HOST/PATH or http://… without user and password: the stream that clips are kept of");
        if (m_settings.clock == ClockKind::Device)
            add(place + "/source", "a live camera under device time",
                "a recording, or the clock \"wall\", since a live camera does not wait");
        if (settings.speed != 1.0 || settings.offset != Nanoseconds{0} || settings.loop)
            add(place, "a live camera with speed, offset_seconds or loop", "none of them: it is played as it comes");
        if (camera.goldenLabels || !camera.humanLabels.empty())
            add(place, "a live camera with label files", "none: they belong to recordings");
    }

    void checkCamera(const CameraRun& camera, const std::string& place)
    {
        checkLive(camera, place);
        number(place + "/speed", camera.settings.speed, {0, 1000, true});
        number(place + "/offset_seconds", toSeconds(camera.settings.offset), {0, 1e6});
        number(place + "/images_per_second", camera.settings.imagesPerSecond, {0, 1000, true});
        number(place + "/frames_per_second", camera.settings.framesPerSecond, {0, 1000});
        number(place + "/weight", camera.weight, {0, 1000, true});
        number(place + "/floor", camera.floor.value, {0, 1});
        number(place + "/target", camera.target.value, {0, 1});
        checkStretches(camera.humanLabels, place + "/human_labels");
        checkLines(camera.lines, place + "/lines");
        checkRegions(camera.zones, place + "/zones", "zone");
        checkRegions(camera.ignored, place + "/ignored", "region");
        if (camera.student)
            checkStudent(*camera.student, place + "/student");
    }

    void checkPoint(const PicturePoint& point, const std::string& place)
    {
        number(at(place, 0), point.x, {0, 1});
        number(at(place, 1), point.y, {0, 1});
    }

    void checkLines(const std::vector<CountingLine>& lines, const std::string& place)
    {
        if (lines.size() > kMostCountingPlaces)
            count(place, lines.size(), kMostCountingPlaces);
        std::vector<std::string> names;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            names.push_back(lines[i].name);
            checkPoint(lines[i].from, at(place, i) + "/from");
            checkPoint(lines[i].to, at(place, i) + "/to");
            if (lines[i].from == lines[i].to)
                add(at(place, i) + "/to", "the point where the line begins", "another point than \"from\"");
        }
        checkNames(names, place, "/name");
    }

    /// Of zones or ignored regions.
    template <class Region>
    void checkRegions(const std::vector<Region>& regions, const std::string& place, const std::string& word)
    {
        if (regions.size() > kMostCountingPlaces)
            count(place, regions.size(), kMostCountingPlaces);
        std::vector<std::string> names;
        for (std::size_t i = 0; i < regions.size(); ++i) {
            const auto& corners = regions[i].corners;
            const std::string where = at(place, i) + "/corners";
            names.push_back(regions[i].name);
            for (std::size_t k = 0; k < corners.size(); ++k)
                checkPoint(corners[k], at(where, k));
            if (corners.size() < 3 || corners.size() > kMostCorners)
                add(where, std::to_string(corners.size()) + " corners", "3 to " + std::to_string(kMostCorners));
            else if (areaOf(corners) <= 0.0)
                add(where, "corners that enclose nothing", "corners in order around the " + word);
        }
        checkNames(names, place, "/name");
    }

    void checkStretches(const std::vector<HumanLabels>& stretches, const std::string& place)
    {
        for (std::size_t i = 0; i < stretches.size(); ++i) {
            const auto& stretch = stretches[i];
            if (stretch.lastFrame < stretch.firstFrame) {
                add(at(place, i) + "/last_frame", "frame " + std::to_string(stretch.lastFrame),
                    "a frame that is not before first_frame, " + std::to_string(stretch.firstFrame));
                continue;
            }
            const auto overlaps = [&](const HumanLabels& other) {
                return stretch.firstFrame <= other.lastFrame && other.firstFrame <= stretch.lastFrame;
            };
            const auto end = stretches.begin() + static_cast<std::ptrdiff_t>(i);
            const auto other = std::find_if(stretches.begin(), end, overlaps);
            if (other != end)
                add(at(place, i) + "/first_frame", frames(stretch),
                    "frames that do not overlap " + frames(*other) + " of an earlier stretch");
        }
    }

    /// Notes each name that an earlier element has already.
    void checkNames(const std::vector<std::string>& names, const std::string& array, const std::string& key)
    {
        std::map<std::string, std::size_t> first;
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto [known, isNew] = first.emplace(names[i], i);
            if (!isNew && !names[i].empty())
                add(at(array, i) + key, "the name \"" + names[i] + "\" that " + at(array, known->second) + " has too",
                    "a name of its own");
        }
    }

    void checkAllNames()
    {
        std::vector<std::string> names;
        for (const CameraRun& camera : m_settings.cameras)
            names.push_back(camera.settings.name);
        checkNames(names, "/cameras", "/name");
        names.clear();
        for (const auto& configuration : m_settings.configurations)
            names.push_back(configuration.name);
        checkNames(names, "/configurations", "/name");
        checkNames(m_settings.classes, "/classes", "");
    }

    void checkLabelSources()
    {
        if (!m_settings.labelling.models.empty())
            return;
        const auto& cameras = m_settings.cameras;
        const auto lacks = [](const CameraRun& camera) { return !camera.goldenLabels; };
        const auto lacking = std::count_if(cameras.begin(), cameras.end(), lacks);
        if (lacking > 0)
            add("/golden/models", "no golden model",
                "one or more ONNX files or an annotation file, since " + std::to_string(lacking)
                    + " of the cameras have no golden_labels, the first of them "
                    + std::find_if(cameras.begin(), cameras.end(), lacks)->settings.name);
    }

    void checkSecondModels()
    {
        const LabellingSettings& labelling = m_settings.labelling;
        for (std::size_t i = 0; i < labelling.secondModels.size(); ++i)
            if (vision::isAnnotationPath(labelling.secondModels[i]))
                add(at("/golden/second_models", i), "a label file",
                    "an ONNX detector; what people labelled belongs to a camera's \"human_labels\"");
        if (!labelling.secondModels.empty() && labelling.secondModels == labelling.models)
            add("/golden/second_models", "the same models as in \"models\"",
                "others, since these would say the same once more");
    }

    void checkPlanner()
    {
        if (const auto planner = scheduling::makePlanner(m_settings.planner); !planner)
            add("/planner", "the text \"" + m_settings.planner.substr(0, 40) + "\"",
                "a planner's name (" + planner.error().text() + ")");
    }

    void checkDevice(const DeviceSettings& device, const std::string& place)
    {
        const auto& kinds = deviceKinds();
        if (std::find(kinds.begin(), kinds.end(), device.kind) == kinds.end())
            add(place + "/kind", "the text \"" + device.kind.substr(0, 40) + "\"", "\"cpu\" or \"cuda\"");
        number(place + "/threads", device.threads, {1, 256});
        number(place + "/index", device.index, {0, kMostDevices - 1});
    }

    void checkDevices()
    {
        std::vector<int> threads; // of the CPU devices
        std::map<int, std::size_t> gpus; // by their number
        for (std::size_t i = 0; i < m_settings.devices.size(); ++i) {
            const DeviceSettings& device = m_settings.devices[i];
            checkDevice(device, at("/devices", i));
            if (!device.isGpu())
                threads.push_back(device.threads);
            else if (const auto [known, isNew] = gpus.emplace(device.index, i); !isNew)
                add(at("/devices", i) + "/index",
                    "the GPU " + std::to_string(device.index) + " that " + at("/devices", known->second) + " is too",
                    "another one");
        }
        if (!threads.empty() && threads.size() < m_settings.devices.size())
            add("/devices", "CPUs and GPUs", "devices of one kind, since each batch has one cost on all of them");
        if (const auto valid = compute::checkCpuThreads(threads); !valid)
            add("/devices", std::to_string(threads.size()) + " CPU devices", valid.error().text());
    }

    const RunSettings& m_settings;
    std::vector<SettingFault> m_faults;
};

} // namespace

const std::vector<std::string>& labelUses()
{
    static const std::vector<std::string> kNames{"score", "train"};
    return kNames;
}

const std::vector<std::string>& deviceKinds()
{
    static const std::vector<std::string> names{"cpu", "cuda"};
    return names;
}

std::vector<SettingFault> findFaults(const RunSettings& settings)
{
    return Checks(settings).take();
}

Status checkSettings(const RunSettings& settings)
{
    const auto faults = findFaults(settings);
    if (faults.empty())
        return {};
    std::string message = "The run cannot be started" + std::string(faults.size() > 1 ? "." : ", ");
    for (const SettingFault& fault : faults)
        message += (faults.size() > 1 ? "\n  " : "") + fault.place + ": found " + fault.found + ", expected "
            + fault.expected + ".";
    return fail(ErrorCode::InvalidInput, std::move(message), "Mend that and start it again.");
}

} // namespace jackdaw::runtime
