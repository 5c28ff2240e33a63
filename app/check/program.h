// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/check/parts.h"

namespace jackdaw::check {

/// A program that runs parts on the GPU of this machine.
struct Program {
    const char* name;
    const char* about;
    const std::vector<Part>& parts;
    Status (*prepare)() = nullptr; ///< what a real GPU needs beyond its driver; where it fails the fake is taken
    std::string (*libtorch)() = nullptr; ///< version of the library that it computes with
    bool usesData = false; ///< its parts need a folder of videos and golden models
};

/// Reads the command line and runs what it asks for. Returns the exit code: 0, 1 if a part failed, 2 for bad input.
int runProgram(const Program& program, int argc, char** argv);

} // namespace jackdaw::check
