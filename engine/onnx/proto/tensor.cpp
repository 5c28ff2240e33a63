// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/proto/tensor.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>

namespace jackdaw::onnx {
namespace {

using ::onnx::TensorProto;

static_assert(std::endian::native == std::endian::little, "raw tensor data is little-endian");

float fromHalf(std::uint16_t bits)
{
    constexpr unsigned kMantissaBits = 10;
    constexpr int kBias = 15;
    const int exponent = (bits >> kMantissaBits) & 0x1F;
    const auto mantissa = static_cast<float>(bits & 0x3FFU) / 1024.0F;
    float value = 0.0F;
    if (exponent == 0)
        value = std::ldexp(mantissa, 1 - kBias);
    else if (exponent == 31)
        value = mantissa == 0.0F ? INFINITY : NAN;
    else
        value = std::ldexp(1.0F + mantissa, exponent - kBias);
    return (bits & 0x8000U) != 0 ? -value : value;
}

float fromBrain(std::uint16_t bits)
{
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16U);
}

template <class Target, class Stored, class Convert>
std::vector<Target> fromBytes(const std::string& bytes, Convert convert)
{
    std::vector<Target> values(bytes.size() / sizeof(Stored));
    for (std::size_t i = 0; i < values.size(); ++i) {
        Stored stored{};
        std::memcpy(&stored, bytes.data() + i * sizeof(Stored), sizeof(Stored));
        values[i] = convert(stored);
    }
    return values;
}

template <class Target, class Fields, class Convert>
std::vector<Target> fromFields(const Fields& fields, Convert convert)
{
    std::vector<Target> values;
    values.reserve(static_cast<std::size_t>(fields.size()));
    for (const auto field : fields)
        values.push_back(convert(field));
    return values;
}

template <class To>
constexpr auto kCast = [](auto value) { return static_cast<To>(value); };

using Values = decltype(Tensor::values);

/// How a type of element is stored: as bytes, or in the message's field for it.
struct ElementType {
    int type;
    std::size_t bytes;
    Values (*ofBytes)(const std::string&);
    Values (*ofFields)(const TensorProto&);
};

template <class Stored>
Values integersOfBytes(const std::string& bytes)
{
    return fromBytes<std::int64_t, Stored>(bytes, kCast<std::int64_t>);
}

Values integersOfFields(const TensorProto& proto)
{
    return fromFields<std::int64_t>(proto.int32_data(), kCast<std::int64_t>);
}

constexpr auto kHalf = [](auto value) { return fromHalf(static_cast<std::uint16_t>(value)); };
constexpr auto kBrain = [](auto value) { return fromBrain(static_cast<std::uint16_t>(value)); };

const ElementType kTypes[]{
    {TensorProto::FLOAT, 4,
     [](const std::string& bytes) -> Values { return fromBytes<float, float>(bytes, kCast<float>); },
     [](const TensorProto& proto) -> Values { return fromFields<float>(proto.float_data(), kCast<float>); }},
    {TensorProto::DOUBLE, 8,
     [](const std::string& bytes) -> Values { return fromBytes<float, double>(bytes, kCast<float>); },
     [](const TensorProto& proto) -> Values { return fromFields<float>(proto.double_data(), kCast<float>); }},
    {TensorProto::FLOAT16, 2,
     [](const std::string& bytes) -> Values { return fromBytes<float, std::uint16_t>(bytes, kHalf); },
     [](const TensorProto& proto) -> Values { return fromFields<float>(proto.int32_data(), kHalf); }},
    {TensorProto::BFLOAT16, 2,
     [](const std::string& bytes) -> Values { return fromBytes<float, std::uint16_t>(bytes, kBrain); },
     [](const TensorProto& proto) -> Values { return fromFields<float>(proto.int32_data(), kBrain); }},
    {TensorProto::INT64, 8, integersOfBytes<std::int64_t>,
     [](const TensorProto& proto) -> Values {
         return fromFields<std::int64_t>(proto.int64_data(), kCast<std::int64_t>);
     }},
    {TensorProto::INT32, 4, integersOfBytes<std::int32_t>, integersOfFields},
    {TensorProto::INT16, 2, integersOfBytes<std::int16_t>, integersOfFields},
    {TensorProto::UINT16, 2, integersOfBytes<std::uint16_t>, integersOfFields},
    {TensorProto::INT8, 1, integersOfBytes<std::int8_t>, integersOfFields},
    {TensorProto::UINT8, 1, integersOfBytes<std::uint8_t>, integersOfFields},
    {TensorProto::BOOL, 1, integersOfBytes<std::uint8_t>, integersOfFields},
};

const ElementType* findType(int type)
{
    for (const ElementType& known : kTypes)
        if (known.type == type)
            return &known;
    return nullptr;
}

/// Where the bytes of a tensor lie in a file of external data.
struct ExternalPlace {
    std::string location;
    std::string offset = "0";
};

ExternalPlace placeOf(const TensorProto& proto)
{
    ExternalPlace place;
    for (const auto& entry : proto.external_data()) {
        if (entry.key() == "location")
            place.location = entry.value();
        else if (entry.key() == "offset")
            place.offset = entry.value();
    }
    return place;
}

/// The specification allows a path below the network's folder only; a network from a stranger must not read others.
bool isBelow(const std::filesystem::path& path)
{
    const auto normal = path.lexically_normal();
    return !normal.empty() && normal.is_relative() && *normal.begin() != "..";
}

Result<std::string> readExternal(const TensorProto& proto, std::size_t bytes, const std::filesystem::path& folder,
                                 const std::string& where)
{
    const ExternalPlace place = placeOf(proto);
    if (!isBelow(place.location))
        return fail(ErrorCode::Corrupt, where + " in the file '" + place.location + "', which is not in its folder.",
                    "Export the network again, with its data beside it.");
    std::uint64_t offset = 0;
    const char* end = place.offset.data() + place.offset.size();
    if (const auto parsed = std::from_chars(place.offset.data(), end, offset);
        parsed.ptr != end || parsed.ec != std::errc{})
        return fail(ErrorCode::Corrupt, where + " at the offset '" + place.offset + "' of a file, which is no number.");
    const auto path = folder / place.location;
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error)
        return fail(ErrorCode::NotFound, where + " in the file '" + path.string() + "', which is missing.",
                    "Copy it beside the network.");
    if (offset > size || bytes > size - offset)
        return fail(ErrorCode::Corrupt, where + " in the file '" + path.string() + "', which ends before it does.",
                    "Copy that file again.");
    std::string data(bytes, '\0');
    std::ifstream file(path, std::ios::binary);
    if (!file.seekg(static_cast<std::streamoff>(offset))
        || !file.read(data.data(), static_cast<std::streamsize>(bytes)))
        return fail(ErrorCode::Io, where + " in the file '" + path.string() + "', which cannot be read.",
                    "Check the file's permissions.");
    return data;
}

} // namespace

Result<Tensor> readTensor(const TensorProto& proto, const std::filesystem::path& folder, const std::string& where)
{
    Tensor tensor;
    tensor.shape.assign(proto.dims().begin(), proto.dims().end());
    const auto count = elementCount(tensor.shape);
    if (!count)
        return fail(ErrorCode::Corrupt,
                    where + " with a shape of " + shapeText(tensor.shape) + ", which no tensor has.");
    const ElementType* type = findType(proto.data_type());
    if (!type)
        return fail(ErrorCode::Unsupported,
                    where + " with elements of type " + std::to_string(proto.data_type())
                        + "; known are floating point numbers, integers and truth values.");
    const std::size_t bytes = static_cast<std::size_t>(*count) * type->bytes;
    if (proto.data_location() == TensorProto::EXTERNAL) {
        auto data = readExternal(proto, bytes, folder, where);
        if (!data)
            return tl::unexpected(data.error());
        tensor.values = type->ofBytes(*data);
    } else {
        tensor.values = proto.has_raw_data() ? type->ofBytes(proto.raw_data()) : type->ofFields(proto);
    }
    const std::size_t found = std::visit([](const auto& values) { return values.size(); }, tensor.values);
    if (found != static_cast<std::size_t>(*count))
        return fail(ErrorCode::Corrupt,
                    where + " with " + std::to_string(found) + " values for a shape of " + shapeText(tensor.shape)
                        + ".");
    return tensor;
}

} // namespace jackdaw::onnx
