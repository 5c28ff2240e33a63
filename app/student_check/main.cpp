// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// student-check: what golden models and students of every family find and learn on the GPU of this machine, held
// against the CPU.
#include "app/check/program.h"
#include "app/student_check/student_parts.h"
#include "engine/tensors/lane_tensors.h"
#include "engine/tensors/library.h"

int main(int argc, char** argv)
{
    using namespace jackdaw;
    constexpr const char* kAbout =
        "Compares what golden models and students do on the GPU of this machine with the CPU, on the same pictures. "
        "Findings go to OUT as JSON lines; without a GPU both sides are the CPU.";
    return check::runProgram({"student-check", kAbout, check::studentParts(), [] { return tensors::openCuda(); },
                              [] { return tensors::libTorch().version; }, true},
                             argc, argv);
}
