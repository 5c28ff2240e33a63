// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network_check/network_parts.h"

namespace jackdaw::check {

const std::vector<Part>& networkParts()
{
    static const std::vector<Part> parts{
        {"students", "training steps and inference of student networks, by batch and by space", checkStudents},
        {"product", "the product's own retraining steps and inference, with own kernels and without", checkProduct},
        {"kernels", "own kernels give what operations on tensors give, and the same each time", checkKernels},
        {"equality", "graphs train as single operations do, in every pool", checkEquality},
        {"pair", "inference beside a retraining, by layout", checkPair},
        {"trainings", "retrainings side by side in lanes of one pool", checkTrainings},
        {"cameras", "many cameras with students of their own, as branches of one graph", checkCameras},
        {"network-repartition", "from a request to the first batch under it, with networks", checkNetworkRepartition},
    };
    return parts;
}

} // namespace jackdaw::check
