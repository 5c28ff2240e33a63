// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/camera_corrections.h"

#include <utility>

namespace jackdaw::runtime {
namespace {

bool isTakenBack(const LabelCorrected& said)
{
    return said.verdict == ReviewVerdict::Begun;
}

Error noPicture(const LabelCorrected& said, std::string detail = {})
{
    return Error{
        ErrorCode::NotFound,
        "Frame " + std::to_string(said.frame)
            + " was corrected, and is not learned: its picture cannot be had any more.",
        "Of a live camera keep \"clips\" of the stream that is looked at; of a recording leave its file where it is.",
        std::move(detail)};
}

/// The frame as \p learner keeps it, with \p labels instead of any golden ones.
Result<learning::LabelledFrame> readLabelled(const PicturesAgain& read, const KeptPictures& from,
                                             const learning::Learner& learner, const LabelCorrected& said,
                                             const vision::PeopleLabels& labels)
{
    const auto pictures =
        read(from.source, from.imagesPerSecond, {{WindowId{}, said.frame, said.sourceTime, said.frameTime}});
    if (!pictures)
        return tl::unexpected(noPicture(said, pictures.error().text()));
    // Pictures of a larger stream are of another moment, and their pixels others than the labels'.
    if (pictures->empty() || pictures->front().width != from.size.width || pictures->front().height != from.size.height)
        return tl::unexpected(noPicture(said));
    auto kept = learner.keep(pictures->front(), labels.objects, labels);
    if (kept)
        kept->ignored = from.ignored;
    return kept;
}

} // namespace

vision::PeopleLabels peopleLabels(const LabelCorrected& said, std::size_t classes,
                                  const vision::IgnoredRegions& ignored, vision::PictureSize size)
{
    constexpr std::size_t kBits = 32;
    vision::PeopleLabels labels;
    labels.coveredClasses = classes >= kBits ? ~0U : (1U << classes) - 1;
    for (const CorrectedObject& object : said.objects)
        labels.objects.push_back({object.box, 1U << object.label.value, {}});
    labels.objects = ignored.outside(std::move(labels.objects), size);
    return labels;
}

vision::PeopleLabels CameraCorrections::labelsOf(const LabelCorrected& said, const KeptPictures& pictures) const
{
    return peopleLabels(said, m_services.settings.classes.size(), pictures.ignored, pictures.size);
}

void CameraCorrections::take(LabelCorrected said, const KeptPictures& pictures)
{
    const auto known = m_newest.find(said.frame);
    if (known != m_newest.end())
        said.use = known->second.use;
    else
        said.use = m_scores.isScoring(said.frameTime) ? CorrectionUse::Scores : CorrectionUse::Trains;
    m_newest.insert_or_assign(said.frame, said);
    m_services.recorder.record(said);
    if (said.use == CorrectionUse::Scores)
        score(said, pictures);
    else if (isTakenBack(said))
        m_labels.unlearn(said.frame);
    else
        learn(said, pictures);
}

void CameraCorrections::score(const LabelCorrected& said, const KeptPictures& pictures)
{
    const bool holds = !isTakenBack(said);
    m_labels.withhold(said.frame, holds);
    m_scores.correct(said.frame, said.frameTime, holds ? std::optional(labelsOf(said, pictures)) : std::nullopt);
}

void CameraCorrections::learn(const LabelCorrected& said, const KeptPictures& pictures)
{
    m_services.reads.run([this, said, pictures, labels = labelsOf(said, pictures), read = m_services.pictures,
                          learner = m_services.learner(m_camera)]() -> SideWork::Effect {
        return [this, said, kept = readLabelled(read, pictures, *learner, said, labels)] {
            if (m_newest.at(said.frame) != said)
                return; // something else was said meanwhile
            if (kept)
                m_labels.learn(*kept);
            else
                m_services.recorder.alert(Severity::Warning, m_camera, kept.error());
        };
    });
}

void CameraCorrections::restore(const std::vector<LabelCorrected>& holding, const std::vector<LabelCorrected>& owed,
                                const KeptPictures& pictures)
{
    for (const LabelCorrected& said : holding) {
        m_newest.insert_or_assign(said.frame, said);
        if (said.use == CorrectionUse::Scores)
            score(said, pictures);
    }
    for (LabelCorrected said : owed) {
        said.verdict = ReviewVerdict::Begun; // what it is for stays, whatever is said again
        said.objects.clear();
        m_newest.try_emplace(said.frame, std::move(said));
    }
}

void CameraCorrections::learnMissing(const KeptPictures& pictures)
{
    const auto isMissing = [this](const LabelCorrected& said) {
        return said.use == CorrectionUse::Trains && !isTakenBack(said) && !m_labels.people().has(said.frame);
    };
    // Under device time they are read at once; of more than are kept the oldest are not missing.
    for (const auto& [frame, said] : m_newest)
        if (isMissing(said) && !m_services.clock.isDeterministic() && m_labels.people().size() < PeopleFrames::kMost)
            learn(said, pictures);
}

} // namespace jackdaw::runtime
