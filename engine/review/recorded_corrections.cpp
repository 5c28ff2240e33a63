// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/review/recorded_corrections.h"

#include <utility>

namespace jackdaw::review {

Result<RecordedCorrections> recordedCorrections(session::SessionReader& reader)
{
    const auto events = reader.eventsOfKinds({"LabelCorrected"});
    if (!events)
        return tl::unexpected(events.error());
    RecordedCorrections recorded;
    for (const Event& event : *events) {
        const auto& said = std::get<LabelCorrected>(event.body);
        const FrameKey key{said.camera, said.frame};
        recorded.uses.insert_or_assign(key, said.use);
        if (said.verdict == ReviewVerdict::Begun)
            recorded.said.erase(key);
        else
            recorded.said.insert_or_assign(key, Correction{said.verdict, said.objects});
    }
    return recorded;
}

Corrections joined(const Corrections& recorded, const Corrections& later)
{
    Corrections all = later;
    all.insert(recorded.begin(), recorded.end()); // where there is none yet
    return all;
}

std::optional<Correction> besides(const Corrections& recorded, const FrameKey& frame,
                                  const std::optional<Correction>& wanted)
{
    const auto known = recorded.find(frame);
    if (wanted || known == recorded.end())
        return wanted;
    return Correction{ReviewVerdict::Begun, known->second.objects};
}

} // namespace jackdaw::review
