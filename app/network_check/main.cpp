// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// network-check: what student networks do on the GPU of this machine, held against what the house expects.
#include "app/check/program.h"
#include "app/network_check/network_parts.h"
#include "engine/tensors/lane_tensors.h"
#include "engine/tensors/library.h"

int main(int argc, char** argv)
{
    using namespace jackdaw;
    constexpr const char* kAbout =
        "Checks what student networks do on the GPU of this machine, by LibTorch. Findings go to OUT "
        "as JSON lines; without a GPU small networks run on the CPU, in lanes of a fake one.";
    return check::runProgram({"network-check", kAbout, check::networkParts(), [] { return tensors::openCuda(); },
                              [] { return tensors::libTorch().version; }},
                             argc, argv);
}
