// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/classifier_weights.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string>
#include <vector>

using namespace jackdaw;
using namespace jackdaw::learning;

namespace {

using Bytes = std::vector<std::uint8_t>;

/// A whole network is larger than what is fuzzed, so the input replaces the header of a good one, or what lies around
/// the end of that header.
Bytes goodFile()
{
    const ClassifierArchitecture small{.width = 0.125, .crop = 32, .classes = 2};
    const auto weights = ClassifierWeights::initial(small, 1, CameraId{0});
    return joined(
        ClassifierWeights(weights->plan(), weights->values(), vision::Background{2, 2, Bytes(12, 9)}).stored());
}

std::uint64_t headerEnd(const Bytes& file)
{
    std::uint64_t length = 0;
    std::memcpy(&length, file.data(), sizeof length);
    return 8 + length;
}

Bytes withHeader(const Bytes& file, std::span<const std::uint8_t> header)
{
    const std::uint64_t length = header.size();
    Bytes made(8);
    std::memcpy(made.data(), &length, sizeof length);
    made.insert(made.end(), header.begin(), header.end());
    made.insert(made.end(), file.begin() + static_cast<std::ptrdiff_t>(headerEnd(file)), file.end());
    return made;
}

/// The good file with a few bytes of its header changed: pairs of a place and a value.
Bytes damaged(Bytes file, std::span<const std::uint8_t> input)
{
    const std::uint64_t end = headerEnd(file);
    for (std::size_t i = 0; i + 3 <= input.size(); i += 3)
        file[8 + (input[i] | std::uint64_t{input[i + 1]} << 8U) % (end - 8)] = input[i + 2];
    return file;
}

/// What is accepted can be written and read again as the same; what is not is explained.
void readAll(const Bytes& bytes)
{
    const auto weights = ClassifierWeights::fromSafetensors(bytes, "fuzz");
    if (!weights) {
        if (weights.error().message.empty())
            std::abort();
    } else {
        const auto again = ClassifierWeights::fromSafetensors(joined((*weights)->stored()), "again");
        if (!again || (*again)->hash() != (*weights)->hash())
            std::abort();
    }
    const auto start = readPretrained({.width = 0.125, .crop = 32, .classes = 3}, bytes, "fuzz");
    if (!start && start.error().message.empty())
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const Bytes good = goodFile();
    const std::span<const std::uint8_t> input(data, size);
    readAll({data, data + size});
    readAll(withHeader(good, input));
    readAll(damaged(good, input));
    return 0;
}
