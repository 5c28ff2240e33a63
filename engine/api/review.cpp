// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/api/review.h"

namespace jackdaw {

std::vector<CorrectedObject> objectsOf(const std::vector<Detection>& labels)
{
    std::vector<CorrectedObject> objects;
    objects.reserve(labels.size());
    for (const Detection& label : labels)
        objects.push_back({label.label, label.box});
    return objects;
}

} // namespace jackdaw
