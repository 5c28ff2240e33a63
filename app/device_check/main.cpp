// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// device-check: all that is to be found out about a machine with a GPU, in one report.
#include "app/device_check/device_check.h"

int main(int argc, char** argv)
{
    return jackdaw::check::runDeviceCheck(argc, argv);
}
