// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plan/plan_pieces.h"

#include "widgets/plan/plan_words.h"
#include "widgets/theme/format.h"

#include <algorithm>

namespace jackdaw::widgets {

std::vector<AllocationBar::Piece> planPieces(const SessionState& state, const PlanComputed& plan)
{
    std::vector<AllocationBar::Piece> pieces;
    for (std::size_t index = 0; index < plan.jobs.size(); ++index) {
        const PlannedJob& job = plan.jobs[index];
        if (job.share.value <= 0 || !job.device || job.owners.empty())
            continue;
        const QString name = PlanWords::job(state, plan, static_cast<JobIndex>(index));
        pieces.push_back({job.owners.front(), *job.device, job.kind, format::text(cameraLetter(job.owners.front())),
                          job.share.value,
                          PlanWords::tr("<p><b>%1</b></p><p>The plan gives it %2 of device %3.</p>")
                              .arg(name.toHtmlEscaped(), format::share(job.share.value))
                              .arg(job.device->value)});
    }
    std::stable_sort(pieces.begin(), pieces.end(), [](const auto& a, const auto& b) {
        const auto place = [](const AllocationBar::Piece& piece) {
            return std::pair(piece.device, piece.kind != JobKind::Inference);
        };
        return place(a) < place(b);
    });
    return pieces;
}

} // namespace jackdaw::widgets
