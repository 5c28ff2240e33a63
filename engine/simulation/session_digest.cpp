// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/session_digest.h"

#include <algorithm>

namespace jackdaw::simulation {
namespace {

std::optional<double> valueOf(const std::optional<Accuracy>& accuracy)
{
    return accuracy ? std::optional(accuracy->value) : std::nullopt;
}

class Digester {
public:
    SessionDigest run(const std::vector<Event>& events)
    {
        for (const Event& event : events) {
            m_now = event.time;
            std::visit([&](const auto& body) { take(body); }, event.body);
        }
        return std::move(m_digest);
    }

private:
    struct Job {
        JobKind kind = JobKind::Inference;
        CameraId camera;
        std::size_t window = 0; ///< index into the digest's windows, one past the end before the first
        double share = 0.0;
        bool ended = false;
    };

    template <class Body>
    void take(const Body&)
    {
    }

    void take(const SessionStarted& started) { m_digest.started = started; }
    void take(const CameraAdded& camera) { m_digest.cameras.push_back(camera); }

    void take(const WindowStarted& started)
    {
        DigestedWindow window;
        window.window = started.window;
        window.start = m_now;
        window.length = started.length;
        window.counted = started.counted;
        for (const CameraAdded& camera : m_digest.cameras)
            window.cameras[camera.camera].startVersion = m_versions[camera.camera];
        m_digest.windows.push_back(std::move(window));
    }

    void take(const WindowClosed& closed)
    {
        DigestedWindow* window = find(closed.window);
        if (!window)
            return;
        window->closed = true;
        for (const CameraWindow& camera : closed.cameras)
            window->cameras[camera.camera].closed = camera;
    }

    void take(const ProfileStarted& started)
    {
        if (DigestedWindow* window = find(started.window); window && !window->profiled)
            window->profiled = m_now;
    }

    void take(const ProfileEstimated& estimated)
    {
        DigestedWindow* window = find(estimated.window);
        if (window && window->cameras[estimated.camera].retrainings.empty())
            window->cameras[estimated.camera].estimated = estimated;
    }

    void take(const PlanComputed& computed)
    {
        DigestedWindow* window = find(computed.window);
        if (!window || window->isDecided)
            return;
        const auto any = [&](auto holds) {
            return std::any_of(window->cameras.begin(), window->cameras.end(),
                               [&](const auto& entry) { return holds(entry.second); });
        };
        const bool retrains = any([](const DigestedCamera& camera) { return !camera.retrainings.empty(); });
        window->isDecided = retrains || any([](const DigestedCamera& camera) { return camera.estimated.has_value(); });
        if (window->planned && retrains)
            return;
        window->planned = m_now;
        window->sharedByInference = sharesOf(JobKind::Inference);
    }

    /// Leases follow a plan; what labelling keeps is known when the device is sampled next. While samples are labelled
    /// that is more than scoring needs, so the least of the window counts.
    void take(const DeviceSample&)
    {
        DigestedWindow* window = current();
        if (!window || !window->planned)
            return;
        const double kept = sharesOf(JobKind::Labelling);
        window->keptForLabels = window->keptForLabels == 0.0 ? kept : std::min(window->keptForLabels, kept);
    }

    void take(const JobStarted& started)
    {
        m_jobs[started.job] = {started.kind, started.camera, m_digest.windows.size() - 1, 0.0, false};
        DigestedWindow* window = current();
        if (started.kind == JobKind::Retraining && window && started.configuration)
            window->cameras[started.camera].retrainings.push_back(
                {started.job, *started.configuration, {}, {}, {}, false, {}});
    }

    void take(const JobFinished& finished)
    {
        const auto job = m_jobs.find(finished.job);
        if (job == m_jobs.end())
            return;
        job->second.ended = true;
        if (RecordedRetraining* retraining = retrainingOf(finished.job, job->second))
            retraining->charged = finished.charged.value;
    }

    void take(const JobFailed& failed)
    {
        if (const auto job = m_jobs.find(failed.job); job != m_jobs.end())
            job->second.ended = true;
    }

    void take(const JobInterrupted& interrupted)
    {
        if (const auto job = m_jobs.find(interrupted.job); job != m_jobs.end())
            job->second.ended = true;
    }

    void take(const LeaseGranted& granted)
    {
        const auto job = m_jobs.find(granted.job);
        if (job == m_jobs.end())
            return;
        job->second.share = granted.granted.value;
        if (job->second.kind == JobKind::Inference)
            m_digest.inferenceShares[job->second.camera].emplace_back(m_now, granted.granted);
    }

    void take(const WeightsSwapped& swapped)
    {
        m_versions[swapped.camera] = swapped.version;
        if (RecordedRetraining* retraining = evaluated(swapped.camera, swapped.configuration)) {
            retraining->before = valueOf(swapped.before);
            retraining->after = valueOf(swapped.after);
            retraining->swapped = true;
            retraining->version = swapped.version;
        }
    }

    void take(const WeightsRejected& rejected)
    {
        if (RecordedRetraining* retraining = evaluated(rejected.camera, rejected.configuration)) {
            retraining->before = valueOf(rejected.before);
            retraining->after = valueOf(rejected.after);
        }
    }

    /// What the golden model found says nothing of a student.
    void take(const FrameScored& scored)
    {
        const bool fresh = scored.pair == ScorePair::FreshGolden;
        const bool stood = scored.pair == ScorePair::StudentGolden && scored.server == Server::Student;
        DigestedWindow* window = fresh || stood ? find(scored.window) : nullptr;
        if (!window)
            return;
        m_digest.hasFresh = m_digest.hasFresh || fresh;
        PooledScore frame;
        double objects = 0.0;
        for (const ClassCounts& counts : scored.counts) {
            frame.truePositives += counts.truePositives;
            frame.errors += counts.falsePositives + counts.falseNegatives;
            objects += counts.truePositives + counts.falseNegatives;
        }
        if (objects == 0.0)
            return;
        DigestedCamera& camera = window->cameras[scored.camera];
        PooledScore& score = (fresh ? camera.fresh : camera.scores)[scored.weights.value];
        score.truePositives += frame.truePositives;
        score.errors += frame.errors;
        score.times.push_back(scored.frameTime);
    }

    DigestedWindow* current() { return m_digest.windows.empty() ? nullptr : &m_digest.windows.back(); }

    DigestedWindow* find(WindowId id)
    {
        const auto found = std::find_if(m_digest.windows.rbegin(), m_digest.windows.rend(),
                                        [&](const DigestedWindow& window) { return window.window == id; });
        return found == m_digest.windows.rend() ? nullptr : &*found;
    }

    double sharesOf(JobKind kind) const
    {
        double sum = 0.0;
        for (const auto& [id, job] : m_jobs)
            sum += job.kind == kind && !job.ended ? job.share : 0.0;
        return sum;
    }

    RecordedRetraining* retrainingOf(JobId id, const Job& job)
    {
        if (job.kind != JobKind::Retraining || job.window >= m_digest.windows.size())
            return nullptr;
        auto& retrainings = m_digest.windows[job.window].cameras[job.camera].retrainings;
        const auto found = std::find_if(retrainings.begin(), retrainings.end(),
                                        [id](const RecordedRetraining& each) { return each.job == id; });
        return found != retrainings.end() ? &*found : nullptr;
    }

    /// A model may be judged after its window ended; the newest retraining of the configuration is meant.
    RecordedRetraining* evaluated(CameraId camera, const std::optional<ConfigurationId>& configuration)
    {
        if (!configuration)
            return nullptr;
        for (auto window = m_digest.windows.rbegin(); window != m_digest.windows.rend(); ++window) {
            auto& retrainings = window->cameras[camera].retrainings;
            if (retrainings.empty())
                continue;
            RecordedRetraining& newest = retrainings.back();
            return newest.configuration == *configuration && !newest.after ? &newest : nullptr;
        }
        return nullptr;
    }

    Nanoseconds m_now{0};
    SessionDigest m_digest;
    std::map<JobId, Job> m_jobs;
    std::map<CameraId, WeightsVersion> m_versions;
};

} // namespace

double PooledScore::f1() const
{
    return 2.0 * truePositives / (2.0 * truePositives + errors);
}

Share SessionDigest::inferenceShareAt(CameraId camera, Nanoseconds time) const
{
    const auto found = inferenceShares.find(camera);
    Share share;
    if (found != inferenceShares.end())
        for (const auto& [since, granted] : found->second)
            if (since <= time)
                share = granted;
    return share;
}

SessionDigest digest(const std::vector<Event>& events)
{
    return Digester().run(events);
}

} // namespace jackdaw::simulation
