// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/families.h"

namespace jackdaw::learning {

const std::vector<std::string>& familyNames()
{
    static const std::vector<std::string> names{"point", "onnx", "classifier"};
    return names;
}

const std::vector<std::string>& headNames()
{
    static const std::vector<std::string> names{"own", "point"};
    return names;
}

const std::string& familyOf(const StudentSettings& student)
{
    return familyNames()[student.index()];
}

} // namespace jackdaw::learning
