// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/detection_fusion.h"

#include "engine/vision/matching.h"

#include <algorithm>

namespace jackdaw::vision {
namespace {

void sortByFallingScore(std::vector<Detection>& detections)
{
    std::stable_sort(detections.begin(), detections.end(),
                     [](const Detection& a, const Detection& b) { return a.score > b.score; });
}

/// Boxes that are taken for one object.
struct Cluster {
    Detection fused;
    float scores = 0.0F;
    float x1 = 0.0F;
    float y1 = 0.0F;
    float x2 = 0.0F;
    float y2 = 0.0F;
    std::size_t members = 0;

    void add(const Detection& detection)
    {
        const float weight = detection.score;
        scores += weight;
        x1 += weight * detection.box.x1;
        y1 += weight * detection.box.y1;
        x2 += weight * detection.box.x2;
        y2 += weight * detection.box.y2;
        ++members;
        fused.label = detection.label;
        fused.box = {x1 / scores, y1 / scores, x2 / scores, y2 / scores};
    }
};

Cluster* bestCluster(std::vector<Cluster>& clusters, const Detection& detection, float minimumOverlap)
{
    Cluster* best = nullptr;
    float bestOverlap = minimumOverlap;
    for (Cluster& cluster : clusters) {
        if (cluster.fused.label != detection.label)
            continue;
        const float found = overlap(cluster.fused.box, detection.box);
        if (found > bestOverlap) {
            best = &cluster;
            bestOverlap = found;
        }
    }
    return best;
}

} // namespace

std::vector<Detection> suppressOverlaps(std::vector<Detection> detections, float maximumOverlap)
{
    sortByFallingScore(detections);
    std::vector<Detection> kept;
    for (const Detection& detection : detections) {
        const bool hidden = std::any_of(kept.begin(), kept.end(), [&](const Detection& better) {
            return better.label == detection.label && overlap(better.box, detection.box) > maximumOverlap;
        });
        if (!hidden)
            kept.push_back(detection);
    }
    return kept;
}

std::vector<Detection> fuse(std::span<const std::vector<Detection>> models, float minimumOverlap)
{
    std::vector<Detection> all;
    for (const auto& detections : models)
        all.insert(all.end(), detections.begin(), detections.end());
    sortByFallingScore(all);

    std::vector<Cluster> clusters;
    for (const Detection& detection : all) {
        if (detection.score <= 0.0F)
            continue;
        if (Cluster* cluster = bestCluster(clusters, detection, minimumOverlap))
            cluster->add(detection);
        else
            clusters.emplace_back().add(detection);
    }
    std::vector<Detection> fused;
    for (Cluster& cluster : clusters) {
        const std::size_t voters = std::max(cluster.members, models.size());
        cluster.fused.score = cluster.scores / static_cast<float>(voters);
        fused.push_back(cluster.fused);
    }
    sortByFallingScore(fused);
    return fused;
}

} // namespace jackdaw::vision
