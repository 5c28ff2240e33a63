// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/scenario/scenario.h"
#include "datasets/scenario/scenario_names.h"

namespace jackdaw::datasets {

namespace {

using learning::TrainedLayers;
using learning::TrainingConfiguration;

TrainingConfiguration configuration(TrainedLayers layers, double epochs, double dataFraction)
{
    TrainingConfiguration made;
    made.layers = layers;
    made.epochs = epochs;
    made.dataFraction = dataFraction;
    made.name = configurationName(made);
    return made;
}

/// What is worth telling apart on real video: windows differ in how many epochs pay, whether half the frames do,
/// and whether the trunk must move.
std::vector<TrainingConfiguration> defaultConfigurations()
{
    std::vector<TrainingConfiguration> list;
    for (const double epochs : {3.0, 6.0, 12.0, 20.0})
        list.push_back(configuration(TrainedLayers::Whole, epochs, 1.0));
    for (const double epochs : {6.0, 12.0, 20.0})
        list.push_back(configuration(TrainedLayers::Upper, epochs, 1.0));
    list.push_back(configuration(TrainedLayers::Whole, 8.0, 0.5));
    return list;
}

} // namespace

runtime::RunSettings defaultSettings()
{
    runtime::RunSettings settings;
    settings.classes = {"person", "car", "bus", "truck"};
    settings.student.classes = static_cast<int>(settings.classes.size());
    settings.configurations = defaultConfigurations();
    return settings;
}

} // namespace jackdaw::datasets
