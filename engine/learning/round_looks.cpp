// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/round_looks.h"

#include "engine/learning/guarded.h"

#include <exception>
#include <map>

namespace jackdaw::learning {
namespace {

using Found = Result<std::vector<Detection>>;

/// Those of \p asked that \p places name, in one round.
void lookInOne(RoundNetwork& network, std::span<const AskedLook> asked, std::span<const std::size_t> places,
               std::vector<Found>& found)
{
    std::vector<RoundNetwork::Look> round;
    for (const std::size_t place : places)
        round.push_back(asked[place].look);
    std::vector<std::span<const float>> answers(places.size());
    std::exception_ptr thrown;
    try {
        answers = network.run(round);
    } catch (const std::exception&) {
        thrown = std::current_exception();
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        const AskedLook& each = asked[places[i]];
        found[places[i]] = guarded(each.what, [&]() -> Found {
            if (thrown)
                std::rethrow_exception(thrown);
            return each.read(answers[i]);
        });
    }
}

} // namespace

std::vector<Found> lookInRounds(RoundNetwork& network, std::span<const AskedLook> asked)
{
    std::map<std::size_t, std::vector<std::size_t>> rounds; // by their room
    for (std::size_t i = 0; i < asked.size(); ++i)
        rounds[RoundNetwork::roomFor(*asked[i].look.frame)].push_back(i);
    std::vector<Found> found(asked.size());
    for (const auto& [room, places] : rounds)
        lookInOne(network, asked, places, found);
    return found;
}

} // namespace jackdaw::learning
