// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/time_range.h"

#include <algorithm>

namespace jackdaw::widgets {
namespace {

TimeRange kept(TimeRange range, TimeRange whole)
{
    if (range.length() >= whole.length())
        return whole;
    if (range.start < whole.start)
        return {whole.start, whole.start + range.length()};
    if (range.end > whole.end)
        return {whole.end - range.length(), whole.end};
    return range;
}

} // namespace

TimeRange zoomed(TimeRange range, double factor, Nanoseconds anchor, TimeRange whole)
{
    const double wanted = std::max(toSeconds(range.length()) * factor, toSeconds(kNarrowestRange));
    const double part =
        toSeconds(range.length()) > 0 ? toSeconds(anchor - range.start) / toSeconds(range.length()) : 0.5;
    const Nanoseconds start = anchor - fromSeconds(wanted * part);
    return kept({start, start + fromSeconds(wanted)}, whole);
}

TimeRange panned(TimeRange range, Nanoseconds shift, TimeRange whole)
{
    return kept({range.start + shift, range.end + shift}, whole);
}

} // namespace jackdaw::widgets
