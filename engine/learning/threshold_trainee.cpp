// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/threshold_trainee.h"

#include "engine/learning/score_scale.h"

namespace jackdaw::learning {
namespace {

/// Lower scores never become statements.
constexpr float kLeastScore = 0.02F;

class ThresholdTrainee final : public Trainee {
public:
    ThresholdTrainee(std::shared_ptr<const StudentFamily> family, std::shared_ptr<const Weights> start,
                     std::unique_ptr<Student> student) :
        m_family(std::move(family)),
        m_start(std::move(start)), m_student(std::move(student)), m_search(m_family->classes())
    {
    }

    Result<double> step(std::span<const View> views, double) override
    {
        for (const View& view : views) {
            auto found = m_student->detect(view.frame->picture, kLeastScore);
            if (!found)
                return tl::unexpected(found.error());
            m_search.add(view.frame->judged(std::move(*found)), view.frame->labels);
        }
        return 0.0;
    }

    Result<std::shared_ptr<const Weights>> snapshot() override
    {
        const ScoreScale before(m_family->thresholdOf(*m_start));
        return m_family->withThreshold(*m_start, before.toRaw(m_search.best().value_or(kScoreThreshold)));
    }

private:
    std::shared_ptr<const StudentFamily> m_family;
    std::shared_ptr<const Weights> m_start;
    std::unique_ptr<Student> m_student;
    ThresholdSearch m_search;
};

} // namespace

Result<std::unique_ptr<Trainee>> makeThresholdTrainee(std::shared_ptr<const StudentFamily> family,
                                                      std::shared_ptr<const Weights> start)
{
    auto student = family->prepare(start);
    if (!student)
        return tl::unexpected(student.error());
    return std::make_unique<ThresholdTrainee>(std::move(family), std::move(start), std::move(*student));
}

} // namespace jackdaw::learning
