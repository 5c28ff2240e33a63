// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/content_hash.h"
#include "engine/learning/learner.h"
#include "engine/learning/run_plan.h"
#include "tests/support/fake_street.h"

#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

/// Students of fake streets, which learn without a tensor.
namespace jackdaw::testing {

/// What makes a fake student good: how much it learned, and from which look of its street. Nothing else decides what
/// it detects.
struct FakeSkill {
    std::uint32_t camera = 0;
    double skill = 0.0; ///< part of the objects that it finds while the street looks as it did
    double look = 0.0;
    std::uint64_t trunk = 0; ///< keys of the two halves' bytes
    std::uint64_t upper = 0;

    double at(Nanoseconds time) const
    {
        return skill * std::clamp(1.2 - std::abs(FakeStreet::look(camera, time) - look), 0.2, 1.0);
    }
};

/// Two halves of a megabyte each that do not compress; a retraining of the upper part shares the other one.
class FakeWeights final : public learning::Weights {
public:
    static constexpr std::size_t kHalf = 1 << 20;

    FakeWeights(const FakeSkill& skill, std::shared_ptr<Tally> tally) : m_skill(skill), m_counted(std::move(tally))
    {
        std::vector<std::uint8_t> header(sizeof skill);
        std::memcpy(header.data(), &skill, sizeof skill);
        ContentHash whole;
        for (auto& [name, bytes] : {std::pair<const char*, std::vector<std::uint8_t>>{"header", std::move(header)},
                                    {"trunk", noise(skill.trunk)},
                                    {"upper", noise(skill.upper)}}) {
            whole.add(bytes);
            m_stored.parts.push_back({name, contentAddress(bytes), bytes});
        }
        m_stored.hash = whole.hex();
    }

    const std::string& hash() const override { return m_stored.hash; }
    StoredWeights stored() const override { return m_stored; }
    const FakeSkill& skill() const { return m_skill; }

private:
    static std::vector<std::uint8_t> noise(std::uint64_t key)
    {
        std::mt19937_64 random(key);
        std::vector<std::uint8_t> bytes(kHalf);
        for (std::size_t i = 0; i < kHalf; i += sizeof(std::uint64_t)) {
            const std::uint64_t word = random();
            std::memcpy(bytes.data() + i, &word, sizeof word);
        }
        return bytes;
    }

    FakeSkill m_skill;
    Counted m_counted;
    StoredWeights m_stored;
};

class FakeStudent final : public learning::Student {
public:
    FakeStudent(const FakeSkill& skill, std::shared_ptr<Tally> tally) : m_skill(skill), m_counted(std::move(tally)) { }

    /// The objects that it finds, and now and then one that is not there.
    Result<std::vector<Detection>> detect(const VideoFrame& frame, float threshold) override
    {
        const double skill = m_skill.at(frame.time);
        RandomStream random(m_skill.upper, m_skill.camera, RandomPurpose::Test,
                            static_cast<std::uint32_t>(frame.time / FakeStreet::kInterval));
        std::vector<Detection> found;
        for (Detection object : FakeStreet::objects(m_skill.camera, frame.index)) {
            object.score = random.chance(skill) ? 0.9F : 0.1F;
            if (random.chance(0.1 * (1.0 - skill)))
                object.box = {object.box.x1 + 60.0F, object.box.y1, object.box.x2 + 60.0F, object.box.y2};
            if (object.score >= threshold)
                found.push_back(object);
        }
        std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
        return found;
    }
    std::size_t classes() const override { return FakeStreet::kClasses; }
    std::string costShape() const override { return "infer/fake"; }

private:
    FakeSkill m_skill;
    Counted m_counted;
};

/// Objects of a kind that are alive in a run.
struct FakeTallies {
    std::shared_ptr<Tally> pictures = std::make_shared<Tally>(); ///< that came from a feed
    std::shared_ptr<Tally> kept = std::make_shared<Tally>(); ///< of labelled frames
    std::shared_ptr<Tally> weights = std::make_shared<Tally>();
    std::shared_ptr<Tally> students = std::make_shared<Tally>();
    std::shared_ptr<Tally> trainings = std::make_shared<Tally>();
};

/// Skill grows with the passes over the sample, as far as the trained layers allow, and is measured on the held-out
/// part like that of any student.
class FakeTraining final : public learning::Training {
public:
    FakeTraining(learning::TrainingInputs inputs, const FakeSkill& start, FakeTallies tallies) :
        m_inputs(std::move(inputs)), m_start(start), m_tallies(std::move(tallies)), m_counted(m_tallies.trainings),
        m_plan(learning::RunPlan::of(m_inputs.configuration, m_inputs.training.size(), m_inputs.rehearsal.size())),
        m_epochs(learning::evaluationEpochs(m_inputs.configuration, m_inputs.evaluateAfter)),
        m_objects(static_cast<double>(learning::countObjects(m_inputs.heldOut)))
    {
    }

    std::optional<Batch> nextBatch() const override
    {
        if (m_judged)
            return Batch{BatchKind::Evaluate, *m_judged == 0 ? "prepare/fake" : "infer/fake"};
        if (m_steps < m_plan.steps)
            return Batch{BatchKind::Train, shape(m_inputs.configuration)};
        return std::nullopt;
    }

    Status runBatch() override
    {
        if (m_judged)
            return judge();
        ++m_steps;
        const double epochs = m_epochs[m_evaluations.size()];
        if (m_steps >= std::min(m_plan.stepsAfter(epochs), m_plan.steps))
            m_judged = 0;
        return {};
    }

    double fractionDone() const override
    {
        return static_cast<double>(m_steps) / static_cast<double>(std::max<std::size_t>(m_plan.steps, 1));
    }
    const std::vector<Evaluation>& evaluations() const override { return m_evaluations; }
    std::shared_ptr<const learning::Weights> best() const override { return m_best; }
    std::optional<learning::HeldOutAccuracy> bestAccuracy() const override { return m_bestAccuracy; }

    static std::string shape(const learning::TrainingConfiguration& configuration)
    {
        return configuration.layers == learning::TrainedLayers::Whole ? "train/whole/fake" : "train/upper/fake";
    }

private:
    FakeSkill skillAfter(double epochs) const
    {
        const bool whole = m_inputs.configuration.layers == learning::TrainedLayers::Whole;
        const double passes = epochs * m_inputs.configuration.dataFraction;
        const Nanoseconds seen = m_inputs.training.back().picture.time;
        const double before = m_start.at(seen);
        const double ceiling = std::max(before, whole ? 0.8 : 0.65);
        FakeSkill after = m_start;
        after.skill = ceiling - (ceiling - before) * std::exp(-passes / (whole ? 3.0 : 4.0));
        after.look = FakeStreet::look(m_start.camera, seen);
        std::seed_seq key{static_cast<std::uint32_t>(m_inputs.seed), m_inputs.camera, m_inputs.step,
                          static_cast<std::uint32_t>(1000 * epochs)};
        std::vector<std::uint32_t> keys(4);
        key.generate(keys.begin(), keys.end());
        after.upper = std::uint64_t{keys[0]} << 32U | keys[1];
        if (whole)
            after.trunk = std::uint64_t{keys[2]} << 32U | keys[3];
        return after;
    }

    /// First as if a student were prepared, then as one picture after the other.
    Status judge()
    {
        if (++*m_judged <= m_inputs.heldOut.size())
            return {};
        m_judged.reset();
        const double epochs = m_epochs[m_evaluations.size()];
        FakeStudent student(skillAfter(epochs), m_tallies.students);
        const auto accuracy = learning::evaluate(student, m_inputs.heldOut);
        if (!accuracy)
            return tl::unexpected(accuracy.error());
        m_evaluations.push_back({epochs, *accuracy});
        if (learning::bestCheckpoint(m_evaluations, m_inputs.deployed, m_objects) + 1 == m_evaluations.size()) {
            m_best = std::make_shared<FakeWeights>(skillAfter(epochs), m_tallies.weights);
            m_bestAccuracy = *accuracy;
        }
        return {};
    }

    learning::TrainingInputs m_inputs;
    FakeSkill m_start;
    FakeTallies m_tallies;
    Counted m_counted;
    learning::RunPlan m_plan;
    std::vector<double> m_epochs;
    double m_objects;
    std::size_t m_steps = 0;
    std::optional<std::size_t> m_judged; ///< batches of the evaluation that is under way
    std::vector<Evaluation> m_evaluations;
    std::optional<learning::HeldOutAccuracy> m_bestAccuracy;
    std::shared_ptr<const learning::Weights> m_best;
};

class FakeLearner final : public learning::Learner {
public:
    explicit FakeLearner(FakeTallies tallies = {}) : m_tallies(std::move(tallies)) { }

    std::string description() const override { return "fake"; }

    bool trains(const learning::TrainingConfiguration&) const override { return true; }
    std::shared_ptr<const learning::Weights> initial(std::uint64_t seed, CameraId camera) const override
    {
        return std::make_shared<FakeWeights>(FakeSkill{camera.value, 0.0, 0.0, seed, seed + camera.value},
                                             m_tallies.weights);
    }
    Result<std::shared_ptr<const learning::Weights>> read(std::span<const std::uint8_t> stored,
                                                          const std::string& name) const override
    {
        FakeSkill skill;
        if (stored.size() != sizeof skill + 2 * FakeWeights::kHalf)
            return fail(ErrorCode::Corrupt, name + " are no fake weights.");
        std::memcpy(&skill, stored.data(), sizeof skill);
        return std::make_shared<FakeWeights>(skill, m_tallies.weights);
    }
    Result<std::unique_ptr<learning::Student>> prepare(std::shared_ptr<const learning::Weights> weights) const override
    {
        return std::make_unique<FakeStudent>(skillOf(*weights), m_tallies.students);
    }
    Result<std::unique_ptr<learning::Training>> train(learning::TrainingInputs inputs) const override
    {
        const FakeSkill skill = skillOf(*inputs.start);
        return std::make_unique<FakeTraining>(std::move(inputs), skill, m_tallies);
    }
    /// With pixels of its own, as those of a frame that was scaled are.
    Result<learning::LabelledFrame> keep(const VideoFrame& frame, vision::FrameLabels labels,
                                         std::optional<vision::PeopleLabels> people) const override
    {
        learning::LabelledFrame kept{frame, std::move(labels), std::move(people)};
        const auto pixels = frame.rgb();
        kept.picture.picture = std::make_shared<FakePicture>(
            std::make_shared<std::vector<std::uint8_t>>(pixels.begin(), pixels.end()), m_tallies.kept);
        return kept;
    }

    std::string inferenceShape() const override { return "infer/fake"; }
    std::string prepareShape() const override { return "prepare/fake"; }
    std::vector<std::pair<std::string, int>> batches(const learning::TrainingConfiguration& configuration,
                                                     const learning::FrameCounts& frames,
                                                     std::size_t evaluations) const override
    {
        const auto plan = learning::RunPlan::of(configuration, frames.training, frames.rehearsal);
        return {{FakeTraining::shape(configuration), static_cast<int>(plan.steps)},
                {prepareShape(), static_cast<int>(evaluations)},
                {inferenceShape(), static_cast<int>(evaluations * frames.heldOut)}};
    }
    learning::CurveAssumption assumption(const learning::TrainingConfiguration& configuration) const override
    {
        const bool whole = configuration.layers == learning::TrainedLayers::Whole;
        return {(whole ? 0.55 : 0.52) - 0.1 * (1.0 - configuration.dataFraction), whole ? 2.5 : 5.0};
    }
    std::vector<learning::CalibrationBatch>
    calibrationBatches(const std::vector<learning::TrainingConfiguration>& configurations) const override
    {
        std::map<std::string, std::function<void()>> shapes{{inferenceShape(), [] {}}, {prepareShape(), [] {}}};
        for (const auto& configuration : configurations)
            shapes.emplace(FakeTraining::shape(configuration), [] {});
        std::vector<learning::CalibrationBatch> batches;
        for (auto& [shape, run] : shapes)
            batches.push_back({shape, std::move(run)});
        return batches;
    }

private:
    static const FakeSkill& skillOf(const learning::Weights& weights)
    {
        return dynamic_cast<const FakeWeights&>(weights).skill();
    }

    FakeTallies m_tallies;
};

} // namespace jackdaw::testing
