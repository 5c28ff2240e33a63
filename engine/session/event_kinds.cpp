// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/event_kinds.h"

#include <algorithm>
#include <utility>

namespace jackdaw::session {
namespace {

template <std::size_t... Index>
std::array<EventBody, kKindCount> makeBodies(std::index_sequence<Index...>)
{
    return {EventBody(std::in_place_index<Index>)...};
}

} // namespace

const std::array<EventBody, kKindCount>& emptyBodies()
{
    static const auto bodies = makeBodies(std::make_index_sequence<kKindCount>{});
    return bodies;
}

std::string_view storedName(const EventBody& body)
{
    const auto* unknown = std::get_if<UnknownEvent>(&body);
    return unknown ? std::string_view(unknown->kind) : kindName(body);
}

std::optional<EventBody> emptyBody(std::string_view kind)
{
    const auto& bodies = emptyBodies();
    const auto found =
        std::find_if(bodies.begin(), bodies.end(), [&](const EventBody& body) { return kindName(body) == kind; });
    return found == bodies.end() ? std::nullopt : std::optional(*found);
}

} // namespace jackdaw::session
