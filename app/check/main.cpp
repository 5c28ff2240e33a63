// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// gpu-check: what the GPU of this machine does by its driver alone, held against what the house expects of one.
#include "app/check/program.h"

int main(int argc, char** argv)
{
    constexpr const char* kAbout = "Checks what the GPU of this machine does, by its driver alone. Findings go to OUT "
                                   "as JSON lines; without a GPU "
                                   "every part runs on a fake one.";
    return jackdaw::check::runProgram({"gpu-check", kAbout, jackdaw::check::deviceParts()}, argc, argv);
}
