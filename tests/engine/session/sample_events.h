// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/events.h"
#include "engine/session/event_fields.h"
#include "engine/session/event_kinds.h"
#include "engine/session/json_values.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <rapidcheck.h>

/// Events with every field filled at random, made from the same list of fields that the file format uses.
namespace sample {

/// Visits the fields of a value and fills them with arbitrary values.
class Filler {
public:
    template <class T>
    void operator()(std::string_view, T& value)
    {
        fill(value);
    }

    template <class T>
    void added(std::string_view, T& value, const T&)
    {
        fill(value);
    }

    template <class Older, class T>
    void replacing(std::string_view, std::string_view, T& value, T (*)(const Older&))
    {
        fill(value);
    }

private:
    static void fill(bool& value) { value = *rc::gen::arbitrary<bool>(); }
    static void fill(std::string& value)
    {
        static const std::vector<std::string> texts = {
            "",         "gate", "Kreuzung Süd", "a \"quoted\" \\ text\n\twith\u0001control",
            "摄像机 7", "🚲",    "a;b 1 2 3",    "nan"};
        value = *rc::gen::elementOf(texts);
    }
    template <std::integral T>
    static void fill(T& value)
    {
        value = *rc::gen::weightedOneOf<T>(
            {{4, rc::gen::arbitrary<T>()},
             {1, rc::gen::element(std::numeric_limits<T>::min(), std::numeric_limits<T>::max())}});
    }
    template <std::floating_point T>
    static void fill(T& value)
    {
        using Limits = std::numeric_limits<T>;
        value = *rc::gen::weightedOneOf<T>(
            {{3, rc::gen::arbitrary<T>()},
             {2, rc::gen::map(rc::gen::inRange(0, 1'000'000), [](int n) { return T(n) / T(999'983); })},
             {1,
              rc::gen::element(T(0), T(-0.0), T(1), T(-5), T(1e22), Limits::denorm_min(), Limits::max(),
                               Limits::lowest(), Limits::infinity(), -Limits::infinity())}});
    }
    template <class Rep, class Period>
    static void fill(std::chrono::duration<Rep, Period>& value)
    {
        value = std::chrono::duration<Rep, Period>(*rc::gen::arbitrary<Rep>());
    }
    template <class T>
    requires std::is_enum_v<T>
    static void fill(T& value)
    {
        value = static_cast<T>(*rc::gen::inRange<std::size_t>(0, jackdaw::session::enumNames(T{}).size()));
    }
    template <class Tag>
    static void fill(jackdaw::Id<Tag>& value)
    {
        fill(value.value);
    }
    template <class Unit>
    static void fill(jackdaw::Quantity<Unit>& value)
    {
        fill(value.value);
    }
    template <class T>
    static void fill(std::optional<T>& value)
    {
        value.reset();
        if (*rc::gen::arbitrary<bool>())
            fill(value.emplace());
    }
    template <class T>
    static void fill(std::vector<T>& values)
    {
        values.resize(*rc::gen::inRange<std::size_t>(0, 4));
        for (T& value : values)
            fill(value);
    }
    template <class T, std::size_t Count>
    static void fill(std::array<T, Count>& values)
    {
        for (T& value : values)
            fill(value);
    }
    /// There is no accuracy without objects.
    static void fill(std::optional<jackdaw::MeasuredAccuracy>& value)
    {
        value.reset();
        if (!*rc::gen::arbitrary<bool>())
            return;
        fill(value.emplace());
        value->count = std::max(value->count, 1U);
    }
    static void fill(jackdaw::PlanMove& move)
    {
        fill(move.search);
        fill(move.round);
        fill(move.thief);
        fill(move.victim);
        move.verdict = *rc::gen::element(jackdaw::MoveVerdict::Accepted, jackdaw::MoveVerdict::Worse,
                                         jackdaw::MoveVerdict::Infeasible, jackdaw::MoveVerdict::Capped);
        fill(move.amount);
        fill(move.score);
        fill(move.bestBefore);
        for (jackdaw::JobAfterMove* after : {&move.thiefAfter, &move.victimAfter}) {
            fill(after->share);
            if (*rc::gen::arbitrary<bool>())
                after->configuration = jackdaw::ConfigurationId{*rc::gen::inRange<std::uint32_t>(0, 1000)};
        }
    }
    template <class T>
    requires requires(Filler& filler, T& value) { jackdaw::session::fields(filler, value); }
    static void fill(T& value)
    {
        Filler inner;
        jackdaw::session::fields(inner, value);
    }
};

/// An arbitrary event of the kind at \p index. Only inside rc::check.
inline jackdaw::EventBody arbitraryBody(std::size_t index)
{
    jackdaw::EventBody body = jackdaw::session::emptyBodies().at(index);
    std::visit(
        [](auto& value) {
            Filler filler;
            jackdaw::session::fields(filler, value);
        },
        body);
    return body;
}

inline jackdaw::EventBody arbitraryBody()
{
    return arbitraryBody(*rc::gen::inRange<std::size_t>(0, jackdaw::session::kKindCount));
}

} // namespace sample
