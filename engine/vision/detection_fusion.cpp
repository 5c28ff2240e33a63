// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/detection_fusion.h"

#include "engine/vision/coco_classes.h"
#include "engine/vision/matching.h"

#include <algorithm>
#include <cstddef>

namespace jackdaw::vision {
namespace {

void sortByFallingScore(std::vector<Detection>& detections)
{
    std::stable_sort(detections.begin(), detections.end(),
                     [](const Detection& a, const Detection& b) { return a.score > b.score; });
}

struct Vote {
    Detection detection;
    std::size_t model = 0;
};

/// Boxes that are taken for one object.
class Cluster {
public:
    Cluster(const Vote& surest, std::size_t models) : m_label(surest.detection.label), m_best(models, 0.0F)
    {
        add(surest);
    }

    void add(const Vote& vote)
    {
        const float weight = vote.detection.score;
        const Box& box = vote.detection.box;
        m_sum = {m_sum.x1 + weight * box.x1, m_sum.y1 + weight * box.y1, m_sum.x2 + weight * box.x2,
                 m_sum.y2 + weight * box.y2};
        m_weight += weight;
        m_best[vote.model] = std::max(m_best[vote.model], weight);
    }

    ClassId label() const { return m_label; }
    Box box() const { return {m_sum.x1 / m_weight, m_sum.y1 / m_weight, m_sum.x2 / m_weight, m_sum.y2 / m_weight}; }
    float score(const KnowsClass& knows) const
    {
        float sum = 0.0F;
        std::size_t known = 0;
        for (std::size_t model = 0; model < m_best.size(); ++model)
            if (!knows || knows(model, m_label)) {
                sum += m_best[model];
                ++known;
            }
        return known > 0 ? sum / static_cast<float>(known) : 0.0F;
    }

private:
    ClassId m_label;
    Box m_sum; ///< corners, each times its score
    float m_weight = 0.0F;
    std::vector<float> m_best; ///< per model
};

Cluster* bestCluster(std::vector<Cluster>& clusters, const Detection& detection, float minimumOverlap)
{
    Cluster* best = nullptr;
    float bestOverlap = minimumOverlap;
    for (Cluster& cluster : clusters) {
        if (kindOf(cluster.label().value) != kindOf(detection.label.value))
            continue;
        const float found = overlap(cluster.box(), detection.box);
        if (found > bestOverlap) {
            best = &cluster;
            bestOverlap = found;
        }
    }
    return best;
}

std::vector<Vote> votesOf(std::span<const std::vector<Detection>> models)
{
    std::vector<Vote> votes;
    for (std::size_t model = 0; model < models.size(); ++model)
        for (const Detection& detection : models[model])
            if (detection.score > 0.0F)
                votes.push_back({detection, model});
    std::stable_sort(votes.begin(), votes.end(),
                     [](const Vote& a, const Vote& b) { return a.detection.score > b.detection.score; });
    return votes;
}

} // namespace

std::vector<Detection> suppressOverlaps(std::vector<Detection> detections, float maximumOverlap, Rivals rivals,
                                        std::size_t most)
{
    sortByFallingScore(detections);
    const auto areRivals = [&](const Detection& a, const Detection& b) {
        return rivals == Rivals::All || kindOf(a.label.value) == kindOf(b.label.value);
    };
    std::vector<Detection> kept;
    for (const Detection& detection : detections) {
        if (kept.size() == most)
            break;
        const bool hidden = std::any_of(kept.begin(), kept.end(), [&](const Detection& better) {
            return areRivals(better, detection) && overlap(better.box, detection.box) > maximumOverlap;
        });
        if (!hidden)
            kept.push_back(detection);
    }
    return kept;
}

std::vector<Detection> fuse(std::span<const std::vector<Detection>> models, float minimumOverlap,
                            const KnowsClass& knows)
{
    std::vector<Cluster> clusters;
    for (const Vote& vote : votesOf(models)) {
        if (Cluster* cluster = bestCluster(clusters, vote.detection, minimumOverlap))
            cluster->add(vote);
        else
            clusters.emplace_back(vote, models.size());
    }
    std::vector<Detection> fused;
    for (const Cluster& cluster : clusters)
        fused.push_back({cluster.box(), cluster.label(), cluster.score(knows)});
    sortByFallingScore(fused);
    return fused;
}

} // namespace jackdaw::vision
