// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/state_bytes.h"

#include "engine/base/content_hash.h"
#include "engine/session/state_fields.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <deque>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace jackdaw::session {
namespace {

using Bytes = std::vector<std::uint8_t>;

static_assert(std::endian::native == std::endian::little, "snapshots are little endian");

/// Raised with every change of what the reducers make of events.
constexpr std::string_view kReducers = "4";

template <class T>
concept Plain = std::is_arithmetic_v<T> || std::is_enum_v<T>;

template <class T>
struct IsSequence : std::false_type {
};
template <class T>
struct IsSequence<std::vector<T>> : std::true_type {
};
template <class T>
struct IsSequence<std::deque<T>> : std::true_type {
};

template <class T>
concept Sequence = IsSequence<T>::value;

/// Appends every field, in order; counts stand before what they count.
class Writer {
public:
    template <class T>
    void operator()(std::string_view, const T& value)
    {
        put(value);
    }
    template <class T>
    void added(std::string_view, const T& value, const T&)
    {
        put(value);
    }
    template <class Older, class T>
    void replacing(std::string_view, std::string_view, const T& value, T (*)(const Older&))
    {
        put(value);
    }
    Bytes bytes;

private:
    template <Plain T>
    void put(T value)
    {
        append(&value, sizeof value);
    }
    void put(const std::string& text)
    {
        put(static_cast<std::uint64_t>(text.size()));
        append(text.data(), text.size());
    }
    void put(Nanoseconds time) { put(static_cast<std::int64_t>(time.count())); }
    template <class Tag>
    void put(Id<Tag> id)
    {
        put(id.value);
    }
    template <class Unit>
    void put(Quantity<Unit> quantity)
    {
        put(quantity.value);
    }
    template <class T>
    void put(const std::optional<T>& value)
    {
        put(value.has_value());
        if (value)
            put(*value);
    }
    template <Sequence T>
    void put(const T& values)
    {
        put(static_cast<std::uint64_t>(values.size()));
        for (const auto& value : values)
            put(value);
    }
    template <class T, std::size_t Count>
    void put(const std::array<T, Count>& values)
    {
        for (const T& value : values)
            put(value);
    }
    template <class Key, class T>
    void put(const std::map<Key, T>& values)
    {
        put(static_cast<std::uint64_t>(values.size()));
        for (const auto& [key, value] : values) {
            put(key);
            put(value);
        }
    }
    void put(const EventBody& body)
    {
        put(static_cast<std::uint8_t>(body.index()));
        std::visit([this](const auto& value) { put(value); }, body);
    }
    template <class T>
    requires requires(Writer& visit, const T& value) { fields(visit, value); }
    void put(const T& value) { fields(*this, value); }

    void append(const void* from, std::size_t size)
    {
        const std::size_t at = bytes.size();
        bytes.resize(at + size);
        if (size > 0)
            std::memcpy(bytes.data() + at, from, size);
    }
};

struct BadBytes : std::runtime_error {
    BadBytes() : std::runtime_error("a snapshot's bytes are damaged") { }
};

template <std::size_t... Index>
EventBody bodyOfKind(std::size_t kind, std::index_sequence<Index...>)
{
    EventBody body;
    const bool found = ((kind == Index ? (body.emplace<Index>(), true) : false) || ...);
    if (!found)
        throw BadBytes();
    return body;
}

class Reader {
public:
    explicit Reader(std::span<const std::uint8_t> bytes) : m_bytes(bytes) { }

    template <class T>
    void operator()(std::string_view, T& value)
    {
        get(value);
    }
    template <class T>
    void added(std::string_view, T& value, const T&)
    {
        get(value);
    }
    template <class Older, class T>
    void replacing(std::string_view, std::string_view, T& value, T (*)(const Older&))
    {
        get(value);
    }
    bool atEnd() const { return m_bytes.empty(); }

private:
    template <Plain T>
    void get(T& value)
    {
        std::memcpy(&value, take(sizeof value), sizeof value);
    }
    void get(bool& value) { value = *take(1) != 0; }
    void get(std::string& text)
    {
        const std::size_t size = count();
        text.assign(reinterpret_cast<const char*>(take(size)), size);
    }
    void get(Nanoseconds& time)
    {
        std::int64_t nanoseconds = 0;
        get(nanoseconds);
        time = Nanoseconds{nanoseconds};
    }
    template <class Tag>
    void get(Id<Tag>& id)
    {
        get(id.value);
    }
    template <class Unit>
    void get(Quantity<Unit>& quantity)
    {
        get(quantity.value);
    }
    template <class T>
    void get(std::optional<T>& value)
    {
        bool has = false;
        get(has);
        value.reset();
        if (has)
            get(value.emplace());
    }
    template <Sequence T>
    void get(T& values)
    {
        values.resize(count());
        for (auto& value : values)
            get(value);
    }
    template <class T, std::size_t Count>
    void get(std::array<T, Count>& values)
    {
        for (T& value : values)
            get(value);
    }
    template <class Key, class T>
    void get(std::map<Key, T>& values)
    {
        values.clear();
        for (std::size_t left = count(); left > 0; --left) {
            Key key;
            get(key);
            get(values.emplace_hint(values.end(), key, T{})->second);
        }
    }
    void get(EventBody& body)
    {
        std::uint8_t kind = 0;
        get(kind);
        body = bodyOfKind(kind, std::make_index_sequence<std::variant_size_v<EventBody>>{});
        std::visit([this](auto& value) { get(value); }, body);
    }
    template <class T>
    requires requires(Reader& visit, T& value) { fields(visit, value); }
    void get(T& value) { fields(*this, value); }

    /// A count of things that take at least one byte each.
    std::size_t count()
    {
        std::uint64_t number = 0;
        get(number);
        if (number > m_bytes.size())
            throw BadBytes();
        return number;
    }

    const std::uint8_t* take(std::size_t size)
    {
        if (size > m_bytes.size())
            throw BadBytes();
        const std::uint8_t* first = m_bytes.data();
        m_bytes = m_bytes.subspan(size);
        return first;
    }

    std::span<const std::uint8_t> m_bytes;
};

/// Spells the names and sizes of all fields out, those of what containers hold too.
class Describer {
public:
    template <class T>
    void operator()(std::string_view name, T& value)
    {
        text += name;
        describe(value);
    }
    template <class T>
    void added(std::string_view name, T& value, const T&)
    {
        (*this)(name, value);
    }
    template <class Older, class T>
    void replacing(std::string_view, std::string_view name, T& value, T (*)(const Older&))
    {
        (*this)(name, value);
    }
    std::string text{kReducers};

private:
    template <Plain T>
    void describe(T&)
    {
        text += ':' + std::to_string(sizeof(T)) + ' ';
    }
    template <class T>
    void describe(T& value)
    {
        if constexpr (requires { fields(*this, value); }) {
            text += '{';
            fields(*this, value);
            text += '}';
        } else if constexpr (requires { typename T::mapped_type; }) {
            element<typename T::mapped_type>();
        } else if constexpr (requires { typename T::value_type; }) {
            element<typename T::value_type>();
        } else {
            text += ' ';
        }
    }
    void describe(EventBody&) { describeBodies(std::make_index_sequence<std::variant_size_v<EventBody>>{}); }
    template <std::size_t... Index>
    void describeBodies(std::index_sequence<Index...>)
    {
        (element<std::variant_alternative_t<Index, EventBody>>(), ...);
    }
    template <class T>
    void element()
    {
        T value{};
        describe(value);
    }
};

constexpr std::size_t kSmallestPiece = 512;
constexpr std::size_t kLargestPiece = 16 << 10;
/// A cut has a chance of one in 2048 at each byte.
constexpr std::uint64_t kCutMask = std::uint64_t{2047} << 53U;

/// A number for each byte (splitmix64).
std::array<std::uint64_t, 256> gearTable()
{
    std::array<std::uint64_t, 256> table{};
    std::uint64_t state = 0;
    for (std::uint64_t& entry : table) {
        std::uint64_t mixed = (state += 0x9E3779B97F4A7C15U);
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        entry = mixed ^ (mixed >> 31U);
    }
    return table;
}

std::size_t firstCut(std::span<const std::uint8_t> bytes)
{
    static const std::array<std::uint64_t, 256> gear = gearTable();
    const std::size_t end = std::min(bytes.size(), kLargestPiece);
    std::uint64_t hash = 0;
    for (std::size_t i = std::min(kSmallestPiece, end); i < end; ++i) {
        hash = (hash << 1U) + gear[bytes[i]];
        if ((hash & kCutMask) == 0)
            return i + 1;
    }
    return end;
}

} // namespace

Bytes toBytes(const SessionState& state)
{
    Writer writer;
    fields(writer, state);
    return std::move(writer.bytes);
}

std::optional<SessionState> stateFromBytes(std::span<const std::uint8_t> bytes)
{
    try {
        SessionState state;
        Reader reader(bytes);
        fields(reader, state);
        return reader.atEnd() ? std::optional(std::move(state)) : std::nullopt;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

std::int64_t stateLayout()
{
    static const std::int64_t layout = [] {
        Describer describer;
        SessionState state;
        fields(describer, state);
        const auto* const bytes = reinterpret_cast<const std::uint8_t*>(describer.text.data());
        constexpr std::size_t kDigits = 16; // 64 bits
        const std::string hash = contentAddress({bytes, describer.text.size()}).substr(0, kDigits);
        return static_cast<std::int64_t>(std::stoull(hash, nullptr, 16));
    }();
    return layout;
}

std::vector<std::span<const std::uint8_t>> cutByContent(std::span<const std::uint8_t> bytes)
{
    std::vector<std::span<const std::uint8_t>> pieces;
    while (!bytes.empty()) {
        pieces.push_back(bytes.first(firstCut(bytes)));
        bytes = bytes.subspan(pieces.back().size());
    }
    return pieces;
}

} // namespace jackdaw::session
