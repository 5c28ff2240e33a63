// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/scenario/scenario_names.h"

#include <cstdio>

namespace jackdaw::datasets {

namespace {

std::string brief(double value)
{
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.6g", value);
    return buffer;
}

} // namespace

std::string configurationName(const learning::TrainingConfiguration& configuration)
{
    std::string name = layerNames()[static_cast<std::size_t>(configuration.layers)];
    if (configuration.layers == learning::TrainedLayers::Threshold)
        return name;
    name += ", " + brief(configuration.epochs) + (configuration.epochs == 1.0 ? " epoch" : " epochs");
    if (configuration.dataFraction < 1.0)
        name += ", " + brief(configuration.dataFraction * 100.0) + " % of the data";
    if (configuration.hidden > 0)
        name += ", " + std::to_string(configuration.hidden) + " hidden";
    return name;
}

const std::vector<std::string>& layerNames()
{
    static const std::vector<std::string> names{"whole", "upper", "threshold"};
    return names;
}

const std::vector<std::string>& clockNames()
{
    static const std::vector<std::string> names{"wall", "device"};
    return names;
}

} // namespace jackdaw::datasets
