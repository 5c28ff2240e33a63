// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/suppliers.h"

#include <algorithm>
#include <utility>

namespace jackdaw::runtime {

Result<Learners> makeLearners(const RunSettings& settings, const Suppliers& suppliers)
{
    std::vector<std::pair<learning::StudentSettings, std::shared_ptr<const learning::Learner>>> made;
    Learners learners;
    for (const CameraRun& camera : settings.cameras) {
        const learning::StudentSettings& student = camera.student ? *camera.student : settings.student;
        auto known = std::find_if(made.begin(), made.end(), [&](const auto& each) { return each.first == student; });
        if (known == made.end()) {
            auto learner = suppliers.learner(student, settings.classes);
            if (!learner)
                return tl::unexpected(learner.error());
            known = made.insert(made.end(), {student, std::move(*learner)});
        }
        learners.push_back(known->second);
    }
    return learners;
}

} // namespace jackdaw::runtime
