// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/events.h"
#include "engine/base/random.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace jackdaw::testing {

struct Script {
    std::uint32_t cameras = 4;
    std::uint32_t windows = 6;
    double windowSeconds = 40.0;
    double framesPerSecond = 5.0;
    bool losesACamera = true; ///< the third camera, where there is one, is away in the middle of the session
    bool closes = true;
    bool emptiesTheFirstStreet = false; ///< nothing is to be seen by the first camera in the second half
    bool fails = false; ///< the disk is full at the middle of the session, which ends it
    bool movesAJob = false; ///< there are two devices, and the first camera's retraining of window 1 changes over
    bool losesTheLastForGood = false; ///< the last camera breaks in the middle and does not come back
    bool counts = false; ///< each camera has a line, over which a car goes every other second, and a zone
    double windowsLate = 0.0; ///< seconds by which each window begins later than the one before ends
    std::size_t leastMoves = 0; ///< each plan's search is repeated until it tried as many
};

/// Writes down a made-up session whose numbers hang together: drift lowers accuracy at each window's start, retraining
/// that gets a share raises it at the swap, shares sum to one. The same script gives the same events.
class ScriptedSession {
public:
    explicit ScriptedSession(Script script) : m_script(script)
    {
        begin();
        for (std::uint32_t window = 0; window < m_script.windows; ++window)
            addWindow(window);
        if (m_script.closes && !m_script.fails)
            put(length(), SessionClosed{"finished"});
        std::stable_sort(m_events.begin(), m_events.end(),
                         [](const Event& a, const Event& b) { return a.time < b.time; });
        if (m_script.fails)
            breakOff();
        for (std::size_t i = 0; i < m_events.size(); ++i)
            m_events[i].sequence = i;
    }

    /// How a session that fails ends.
    static SessionClosed failure()
    {
        return {"The session street.jackdaw cannot be written: the disk is full.", RunOutcome::Failed,
                "Make room, and resume the session."};
    }

    const std::vector<Event>& events() const { return m_events; }
    double length() const { return m_script.windows * m_script.windowSeconds; }
    const Script& script() const { return m_script; }

    /// Boxes of the objects that are in the picture of a camera at a time; the pictures are painted from them.
    static std::vector<Detection> objectsAt(CameraId camera, double seconds)
    {
        std::vector<Detection> objects;
        RandomStream random(7, camera.value, RandomPurpose::Test);
        for (std::uint32_t i = 0; i < 6; ++i) {
            const double lane = random.uniform(0.42, 0.86);
            const double speed = random.uniform(14.0, 46.0) * (i % 2 ? 1.0 : -1.0);
            const double start = random.uniform(0.0, 460.0);
            const std::uint32_t label = i == 0 ? 2 : (i < 3 ? 0 : (i == 5 ? 3 : 1));
            const double size = (0.45 + lane) * (label == 0 ? 0.55 : 1.0);
            const double width = size * (label == 0 ? 22 : label == 2 ? 92 : label == 3 ? 72 : 52);
            const double height = size * (label == 0 ? 58 : label == 2 ? 62 : label == 3 ? 54 : 34);
            const double x = std::fmod(std::fmod(start + speed * seconds, 460.0) + 460.0, 460.0) - 60.0;
            const double bottom = lane * 288.0;
            const Box box{static_cast<float>(x), static_cast<float>(bottom - height), static_cast<float>(x + width),
                          static_cast<float>(bottom)};
            if (box.x1 >= 0 && box.x2 < 352)
                objects.push_back({box, ClassId{label}, static_cast<float>(0.55 + 0.07 * i)});
        }
        return objects;
    }

private:
    struct Retraining {
        double share;
        double start;
        double end;
        std::uint32_t configuration;
        bool accepted;
        double before;
        double after;
    };

    void put(double seconds, EventBody body) { m_events.push_back({fromSeconds(seconds), 0, std::move(body)}); }

    bool isEmpty(std::uint32_t camera, double seconds) const
    {
        return m_script.emptiesTheFirstStreet && camera == 0 && seconds >= length() * 0.5;
    }

    bool isLastForGood(std::uint32_t camera) const
    {
        return m_script.losesTheLastForGood && camera + 1 == m_script.cameras;
    }

    bool isAway(std::uint32_t camera, double seconds) const
    {
        if (isLastForGood(camera))
            return seconds > length() * 0.4;
        return m_script.losesACamera && camera == 2 && seconds > length() * 0.4 && seconds < length() * 0.55;
    }

    void breakOff()
    {
        const Nanoseconds end = fromSeconds(0.5 * length() + 0.3 * m_script.windowSeconds);
        std::erase_if(m_events, [&](const Event& event) { return event.time > end; });
        m_events.push_back({end, 0, failure()});
    }

    static std::string nameOf(std::uint32_t camera)
    {
        static const std::vector<std::string> names = {"Crossing", "Gate",    "Yard",    "Market",
                                                       "Bridge",   "Harbour", "Station", "School"};
        const std::string name = names[camera % names.size()];
        return camera < names.size() ? name : name + " " + std::to_string(camera / names.size() + 1);
    }

    void begin()
    {
        SessionStarted started;
        started.name = "Scripted street";
        started.softwareVersion = "0.1.0";
        started.planner = "thief";
        started.seed = 7;
        started.windows = m_script.windows - 1;
        started.windowLength = fromSeconds(m_script.windowSeconds);
        started.classes = {"person", "car", "bus", "truck"};
        const std::vector<std::string> names = {"whole, 3 epochs",  "whole, 6 epochs", "whole, 12 epochs",
                                                "whole, 25 epochs", "upper, 6 epochs", "upper, 12 epochs"};
        for (std::uint32_t i = 0; i < names.size(); ++i)
            started.configurations.push_back({ConfigurationId{i}, names[i]});
        started.student = "point detector, 0.67 M parameters";
        started.golden = "NanoDet-Plus + YOLOX-nano";
        started.devices.assign(m_script.movesAJob ? 2 : 1, "CPU, 1 thread");
        put(0, started);
        for (std::uint32_t i = 0; i < m_script.cameras; ++i) {
            CameraAdded camera{
                CameraId{i},    nameOf(i), "streets/" + nameOf(i) + ".mp4", 352, 288, m_script.framesPerSecond, 1.0,
                Nanoseconds{0}, false};
            if (m_script.counts) {
                camera.lines = {{"northbound", {0.15, 0.7}, {0.8, 0.62}}};
                camera.zones = {{"stop line", {{0.5, 0.75}, {0.9, 0.7}, {0.95, 0.9}, {0.55, 0.95}}}};
            }
            put(0, camera);
        }
    }

    /// A car every other second, forward and backward in turn, and a person every ten; up to three cars wait.
    void addCounts(std::uint32_t camera, double start)
    {
        for (int second = 1; m_script.counts && second < m_script.windowSeconds; second += 2) {
            const double time = start + second;
            put(time, CrossingCounted{CameraId{camera}, 0, 1, second % 4 == 1, second, fromSeconds(time)});
            if (second % 10 == 5)
                put(time, CrossingCounted{CameraId{camera}, 0, 0, true, 1000 + second, fromSeconds(time)});
            put(time,
                ZoneCounted{
                    CameraId{camera}, 0, {0, static_cast<std::uint32_t>(second / 2 % 4), 0, 0}, fromSeconds(time)});
        }
    }

    void addWindow(std::uint32_t window)
    {
        const double start = window * m_script.windowSeconds;
        const double length = m_script.windowSeconds;
        put(start + window * m_script.windowsLate, WindowStarted{WindowId{window}, fromSeconds(length), window > 0});
        std::vector<Retraining> retrainings;
        for (std::uint32_t camera = 0; camera < m_script.cameras; ++camera)
            retrainings.push_back(retrainingOf(camera, window, start));
        addPlan(window, start + 0.16 * length, retrainings);
        for (std::uint32_t camera = 0; camera < m_script.cameras; ++camera) {
            addJobs(camera, window, start, retrainings[camera]);
            addFrames(camera, window, start, retrainings[camera]);
            addLoss(camera, start);
            addCounts(camera, start);
        }
        addDeviceSamples(window, start, retrainings);
        addIdle(window, start + length - 2e-4);
        put(start + length - 2e-4,
            CostMeasured{
                WindowId{window},
                {{"infer/352x288", 4 * m_script.cameras, 8.0, 8.8}, {"train/whole/8x288x352", 12, 11.0, 10.5}}});
        put(start + length - 1e-4, closed(window, retrainings));
    }

    Retraining retrainingOf(std::uint32_t camera, std::uint32_t window, double start) const
    {
        RandomStream random(11, camera, RandomPurpose::Test, window);
        const double length = m_script.windowSeconds;
        const double sampled = start + 0.2 * length;
        const bool wanted = (camera + window) % 3 != 2 && !isAway(camera, sampled) && !isEmpty(camera, sampled);
        const double before = window == 0 ? 0.02 : random.uniform(0.28, 0.52);
        const double gain = random.uniform(0.12, 0.34);
        const bool accepted = !(camera == 3 && window == 1);
        const double share = wanted ? 0.6 / m_script.cameras : 0.0;
        return {share,
                start + 0.18 * length,
                start + (0.42 + random.uniform(0.0, 0.4)) * length,
                (camera * 2 + window) % 6,
                accepted,
                before,
                accepted ? before + gain : before - 0.05};
    }

    void addIdle(std::uint32_t window, double time)
    {
        const double unit = m_script.windowSeconds / 40.0;
        for (std::uint32_t device = 0; device < (m_script.movesAJob ? 2U : 1U); ++device)
            put(time,
                DeviceIdle{DeviceId{device},
                           WindowId{window},
                           {{"waiting for samples", unit * (1 + window % 3)},
                            {"nothing worth retraining", unit * (2.5 * (window % 2) + device)}}});
    }

    JobId jobId(std::uint32_t camera, std::uint32_t window, JobKind kind) const
    {
        if (kind == JobKind::Inference)
            return JobId{camera};
        return JobId{100 + (window * m_script.cameras + camera) * 8 + static_cast<std::uint32_t>(kind)};
    }

    void addPlan(std::uint32_t window, double time, const std::vector<Retraining>& retrainings)
    {
        PlanComputed plan;
        plan.window = WindowId{window};
        plan.planner = "thief";
        plan.reason = "window start";
        plan.remaining = fromSeconds((window + 1) * m_script.windowSeconds - time);
        for (std::uint32_t camera = 0; camera < m_script.cameras; ++camera) {
            const Retraining& r = retrainings[camera];
            PlannedJob inference{
                JobKind::Inference, {CameraId{camera}}, DeviceId{0}, Share{1.0 / m_script.cameras - r.share}};
            inference.expected = Accuracy{0.5 * (r.before + std::max(r.before, r.after))};
            plan.expected += *inference.expected * (1.0 / m_script.cameras);
            PlannedJob retraining{JobKind::Retraining, {CameraId{camera}}, std::nullopt, Share{r.share}};
            retraining.contested = camera == 1;
            if (r.share > 0) {
                retraining.device = DeviceId{0};
                retraining.configuration = ConfigurationId{r.configuration};
            }
            plan.jobs.push_back(std::move(inference));
            plan.jobs.push_back(std::move(retraining));
        }
        addSearch(plan, retrainings);
        while (plan.trace.size() < m_script.leastMoves) {
            const std::vector<PlanMove> search(plan.trace.begin() + plan.decisiveFrom, plan.trace.end());
            plan.trace.insert(plan.trace.end(), search.begin(), search.end());
        }
        plan.explanation = {"Cameras are retrained where the gain after the swap outweighs the frames lost before it.",
                            "Inference of the remaining cameras keeps enough share to process every frame."};
        put(time, plan);
    }

    static JobIndex inferenceOf(std::uint32_t camera) { return static_cast<JobIndex>(2 * camera); }
    static JobIndex retrainingOf(std::uint32_t camera) { return static_cast<JobIndex>(2 * camera + 1); }

    /// The search begins with equal shares for inference alone. Of each camera that is retrained the retraining takes
    /// its share from the inference at once; what is tried besides is put back. A search from another start was lost
    /// before.
    void addSearch(PlanComputed& plan, const std::vector<Retraining>& retrainings) const
    {
        const double fair = 1.0 / m_script.cameras;
        float best = 0.41F;
        plan.trace.push_back({0,
                              0,
                              retrainingOf(0),
                              inferenceOf(m_script.cameras - 1),
                              MoveVerdict::Accepted,
                              0.1F,
                              0.405F,
                              0.4F,
                              {0.1F, {}},
                              {static_cast<float>(fair - 0.1), {}}});
        plan.decisiveFrom = 1;
        for (std::uint32_t camera = 0; camera < m_script.cameras; ++camera) {
            plan.searchStart.push_back(Share{fair});
            plan.searchStart.push_back(Share{0.0});
            addMoves(plan, camera, retrainings, best);
        }
    }

    void addMoves(PlanComputed& plan, std::uint32_t camera, const std::vector<Retraining>& retrainings,
                  float& best) const
    {
        const auto fair = static_cast<float>(1.0 / m_script.cameras);
        const Retraining& r = retrainings[camera];
        const auto share = static_cast<float>(r.share);
        const auto least = 0.05F / static_cast<float>(m_script.cameras);
        const ConfigurationId configuration{r.configuration};
        const std::uint32_t other = (camera + 1) % m_script.cameras;
        const bool otherTook = other < camera || (other == 0 && camera > 0);
        const float otherShare = fair - (otherTook ? static_cast<float>(retrainings[other].share) : 0.0F);
        plan.trace.push_back({1,
                              0,
                              retrainingOf(camera),
                              inferenceOf(other),
                              MoveVerdict::Worse,
                              least,
                              best - 0.01F,
                              best,
                              {least, configuration},
                              {otherShare - least, {}}});
        plan.trace.push_back({1,
                              0,
                              retrainingOf(camera),
                              inferenceOf(other),
                              MoveVerdict::Infeasible,
                              2 * least,
                              0.0F,
                              best,
                              {2 * least, configuration},
                              {otherShare - 2 * least, {}}});
        if (r.share > 0) {
            plan.trace.push_back({1,
                                  1,
                                  retrainingOf(camera),
                                  inferenceOf(camera),
                                  MoveVerdict::Accepted,
                                  share,
                                  best + 0.012F,
                                  best,
                                  {share, configuration},
                                  {fair - share, {}}});
            best += 0.012F;
        }
    }

    void addJob(double start, double end, std::uint32_t camera, std::uint32_t window, JobKind kind, double charged,
                std::optional<ConfigurationId> configuration = {})
    {
        const JobId job = jobId(camera, window, kind);
        put(start, JobStarted{job, kind, CameraId{camera}, DeviceId{0}, configuration});
        if (kind != JobKind::Retraining)
            put(start, LeaseGranted{job, Share{0.6 / m_script.cameras}, Share{0.6 / m_script.cameras}});
        for (double part = 0.1; part < 1.0; part += 0.1)
            put(start + part * (end - start), JobProgress{job, part});
        put(end, JobFinished{job, GpuSeconds{charged}});
    }

    void addJobs(std::uint32_t camera, std::uint32_t window, double start, const Retraining& r)
    {
        const double length = m_script.windowSeconds;
        if (window == 0)
            put(start,
                JobStarted{
                    jobId(camera, 0, JobKind::Inference), JobKind::Inference, CameraId{camera}, DeviceId{0}, {}});
        addInferenceLeases(camera, start, r);
        if (isAway(camera, start + 0.2 * length) || isEmpty(camera, start + 0.2 * length))
            return;
        addJob(start + 0.01, start + 0.07 * length, camera, window, JobKind::Labelling, 1.1 / m_script.cameras);
        addJob(start + 0.08 * length, start + 0.15 * length, camera, window, JobKind::Profiling,
               2.4 / m_script.cameras);
        addProfile(camera, window, start, r);
        if (r.share <= 0)
            return;
        const JobId job = jobId(camera, window, JobKind::Retraining);
        const ConfigurationId configuration{r.configuration};
        addJob(r.start, r.end, camera, window, JobKind::Retraining, r.share * (r.end - r.start), configuration);
        if (m_script.movesAJob && camera == 0 && window == 1)
            put(0.5 * (r.start + r.end), JobMoved{job, DeviceId{1}});
        put(r.start, LeaseGranted{job, Share{r.share}, Share{r.share}});
        for (int i = 1; i <= 4; ++i)
            put(r.start + i * 0.2 * (r.end - r.start),
                ProfilePoint{CameraId{camera}, WindowId{window}, r.configuration < 4 ? "whole" : "upper", 3.0 * i,
                             Accuracy{r.before + (r.after - r.before) * (1 - std::exp(-0.8 * i))}, GpuSeconds{0.5 * i},
                             true});
        if (r.accepted)
            put(r.end,
                WeightsSwapped{CameraId{camera}, WeightsVersion{window + 1}, "5f0c", Accuracy{r.before},
                               Accuracy{r.after}, configuration});
        else
            put(r.end,
                WeightsRejected{CameraId{camera}, "held-out F1 fell from 0.47 to 0.42", Accuracy{r.before},
                                Accuracy{r.after}, configuration});
    }

    void addInferenceLeases(std::uint32_t camera, double start, const Retraining& r)
    {
        const double fair = 1.0 / m_script.cameras;
        const JobId job = jobId(camera, 0, JobKind::Inference);
        put(start, LeaseGranted{job, Share{0.4 * fair}, Share{0.4 * fair}});
        put(start + 0.16 * m_script.windowSeconds, LeaseGranted{job, Share{fair}, Share{fair}});
        if (r.share <= 0 || isAway(camera, start + 0.2 * m_script.windowSeconds))
            return;
        put(r.start, LeaseGranted{job, Share{fair - r.share}, Share{fair - r.share}});
        put(r.end, LeaseGranted{job, Share{fair}, Share{fair}});
    }

    void addProfile(std::uint32_t camera, std::uint32_t window, double start, const Retraining& r)
    {
        const double t = start + 0.08 * m_script.windowSeconds;
        const double gain = std::max(0.02, r.after - r.before);
        put(t, ProfileStarted{CameraId{camera}, WindowId{window}, GpuSeconds{2.5}});
        ProfileEstimated estimated;
        estimated.camera = CameraId{camera};
        estimated.window = WindowId{window};
        estimated.startAccuracy = Accuracy{r.before};
        estimated.startInterval = {r.before - 0.05, r.before + 0.05};
        estimated.heldOutObjects = 61;
        estimated.spent = GpuSeconds{2.1};
        for (const std::string family : {"whole", "upper"}) {
            const double reach = family == "whole" ? 1.0 : 0.72;
            const auto at = [&](double epochs) { return r.before + reach * gain * (1 - std::exp(-epochs / 6.0)); };
            for (double epochs : {0.5, 1.0, 2.0})
                put(t + epochs,
                    ProfilePoint{CameraId{camera}, WindowId{window}, family, epochs,
                                 Accuracy{at(epochs) + 0.012 * std::sin(9 * epochs)}, GpuSeconds{0.4 * epochs}, false});
            ProfileEstimated::Curve curve{family, {}};
            for (double epochs = 0; epochs <= 26; epochs += 2)
                curve.points.push_back({epochs,
                                        Accuracy{at(epochs)},
                                        {at(epochs) - 0.01 - 0.003 * epochs, at(epochs) + 0.01 + 0.003 * epochs}});
            estimated.curves.push_back(curve);
        }
        const std::vector<std::pair<const char*, double>> configurations = {{"whole", 3},  {"whole", 6}, {"whole", 12},
                                                                            {"whole", 25}, {"upper", 6}, {"upper", 12}};
        for (std::uint32_t i = 0; i < configurations.size(); ++i) {
            const auto& [family, epochs] = configurations[i];
            const bool whole = i < 4;
            const double mean = r.before + (whole ? 1.0 : 0.72) * gain * (1 - std::exp(-epochs / 6.0));
            estimated.estimates.push_back({ConfigurationId{i},
                                           family,
                                           epochs,
                                           GpuSeconds{epochs * (whole ? 0.42 : 0.2)},
                                           Accuracy{mean},
                                           {mean - 0.04, mean + 0.04},
                                           i != 1});
        }
        put(start + 0.15 * m_script.windowSeconds, estimated);
    }

    void addFrames(std::uint32_t camera, std::uint32_t window, double start, const Retraining& r)
    {
        RandomStream random(13, camera, RandomPurpose::Test, window);
        const auto frames = static_cast<std::int64_t>(m_script.windowSeconds * m_script.framesPerSecond);
        for (std::int64_t i = 0; i < frames; ++i) {
            const double time = start + static_cast<double>(i) / m_script.framesPerSecond;
            const std::int64_t frame = static_cast<std::int64_t>(window) * frames + i;
            if (isAway(camera, time))
                continue;
            const bool swapped = r.share > 0 && r.accepted && time >= r.end;
            const WeightsVersion weights{swapped ? window + 1 : window};
            const bool hasStudent = window > 0 || swapped;
            if (random.chance(0.04) && hasStudent) {
                put(time, FrameDropped{CameraId{camera}, frame});
                continue;
            }
            put(time,
                FrameIndexed{CameraId{camera}, frame, fromSeconds(time), fromSeconds(time), weights,
                             objectsAt(CameraId{camera}, time)});
            if (i % 10 == 5 && hasStudent)
                addScore(camera, window, time, frame, swapped ? r.after : r.before, random);
        }
    }

    void addScore(std::uint32_t camera, std::uint32_t window, double time, std::int64_t frame, double f1,
                  RandomStream& random)
    {
        FrameScored scored;
        scored.camera = CameraId{camera};
        scored.window = WindowId{window};
        scored.frame = frame;
        scored.frameTime = fromSeconds(time);
        for (int label = 0; label < 4; ++label) {
            ClassCounts counts;
            for (int object = 0; object < 3; ++object) {
                const bool hit = random.chance(f1);
                if (isEmpty(camera, time)) {
                    counts.falsePositives += label == 1 && hit ? 1 : 0;
                    continue;
                }
                counts.truePositives += hit ? 1 : 0;
                counts.falseNegatives += hit ? 0 : 1;
                counts.falsePositives += hit ? 0 : 1;
            }
            scored.counts.push_back(counts);
        }
        put(time + 0.3, scored);
    }

    void addLoss(std::uint32_t camera, double start)
    {
        if (!isLastForGood(camera) && (!m_script.losesACamera || camera != 2))
            return;
        const double end = start + m_script.windowSeconds;
        if (length() * 0.4 >= start && length() * 0.4 < end)
            put(length() * 0.4,
                CameraLost{CameraId{camera}, "The connection to streets/" + nameOf(camera) + ".mp4 broke at 00:01:36.",
                           false});
        if (isLastForGood(camera))
            return;
        if (length() * 0.55 >= start && length() * 0.55 < end)
            put(length() * 0.55, CameraRecovered{CameraId{2}});
    }

    void addDeviceSamples(std::uint32_t window, double start, const std::vector<Retraining>& retrainings)
    {
        for (double second = 1.0; second <= m_script.windowSeconds; second += 1.0) {
            const double time = start + second;
            const double part = second / m_script.windowSeconds;
            DeviceSample sample{DeviceId{0}, fromSeconds(1.0), {}};
            for (std::uint32_t camera = 0; camera < m_script.cameras; ++camera)
                addUse(sample, camera, window, part, time, retrainings[camera]);
            put(time - 1e-3, sample);
        }
    }

    void addUse(DeviceSample& sample, std::uint32_t camera, std::uint32_t window, double part, double time,
                const Retraining& r) const
    {
        const double fair = 1.0 / m_script.cameras;
        const auto use = [&](JobKind kind, double requested, double used) {
            sample.jobs.push_back({jobId(camera, window, kind), Share{requested}, Share{requested}, Share{used}});
        };
        if (isAway(camera, time))
            return;
        const bool trains = r.share > 0 && time > r.start && time <= r.end;
        const double wobble = 0.9 + 0.1 * std::sin(time * 1.7 + camera);
        if (part < 0.075)
            use(JobKind::Labelling, 0.6 * fair, 0.55 * fair);
        else if (part > 0.08 && part < 0.15)
            use(JobKind::Profiling, 0.6 * fair, 0.58 * fair);
        const double inference = part < 0.16 ? 0.4 * fair : trains ? fair - r.share : fair;
        use(JobKind::Inference, inference, inference * 0.78 * wobble);
        if (trains)
            use(JobKind::Retraining, r.share, r.share * wobble);
    }

    WindowClosed closed(std::uint32_t window, const std::vector<Retraining>& retrainings) const
    {
        WindowClosed result;
        result.window = WindowId{window};
        for (std::uint32_t camera = 0; camera < m_script.cameras; ++camera) {
            const Retraining& r = retrainings[camera];
            CameraWindow outcome;
            outcome.camera = CameraId{camera};
            const double part = (r.end - window * m_script.windowSeconds) / m_script.windowSeconds;
            const double mean = r.share > 0 && r.accepted ? r.before * part + r.after * (1 - part) : r.before;
            const double start = window * m_script.windowSeconds;
            if (isEmpty(camera, start))
                outcome.empty = {20, 5};
            else if (window > 0 && !isAway(camera, start))
                outcome.studentGolden = MeasuredAccuracy{
                    Accuracy{mean}, Accuracy{mean - 0.06}, std::nullopt, 238, 20, {mean - 0.06, mean + 0.06}};
            outcome.retrained = r.share > 0 && r.accepted;
            if (r.share > 0)
                outcome.configuration = ConfigurationId{r.configuration};
            if (window > 0)
                outcome.framesDue = static_cast<std::uint32_t>(m_script.windowSeconds * m_script.framesPerSecond);
            outcome.framesDropped = outcome.framesDue / 25;
            result.cameras.push_back(outcome);
        }
        return result;
    }

    Script m_script;
    std::vector<Event> m_events;
};

} // namespace jackdaw::testing
