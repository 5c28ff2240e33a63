// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/round_network.h"

#include "engine/learning/kernel_views_impl.h"
#include "engine/learning/slot_job_impl.h"
#include "engine/learning/topology_impl.h"
#include "engine/learning/weights_impl.h"
#include "engine/tensors/lane_tensors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <map>
#include <utility>

#include <c10/core/InferenceMode.h>

namespace jackdaw::learning {
namespace {

using namespace kernels;

constexpr std::size_t kSizes = std::bit_width(RoundNetwork::kMost); ///< of rounds: 1, 2, 4, ...
/// Side by side; a branch has several slots in turn where there are more. Memory in between is a branch's own.
constexpr std::size_t kBranches = 4;
/// Tensors begin at multiples of it, as those that were allocated: cuDNN then chooses alike.
constexpr std::size_t kAligned = 64;
/// Before the bytes of a picture: what is told of it.
constexpr std::size_t kEntryBytes = 256;
static_assert(SlotJob::kEntryWords * sizeof(Word) <= kEntryBytes);
constexpr unsigned kBlocksOfSlot = 512;
constexpr std::size_t kColours = 3; ///< bytes of a pixel
/// Of pictures, in pixels; larger ones have room for twice the last one, or twice that.
constexpr std::array<std::size_t, 5> kRooms{640 * 480, 1280 * 720, 1920 * 1080, 2560 * 1440, 3840 * 2160};

std::size_t aligned(std::size_t count)
{
    return (count + kAligned - 1) / kAligned * kAligned;
}

/// Where a unit's weight and bias are in the row of all.
struct UnitPlace {
    std::size_t weight = 0;
    std::size_t bias = 0;
};

struct RowPlan {
    explicit RowPlan(const NetworkPlan& plan)
    {
        for (const Unit& unit : plan.units) {
            units.push_back({count, count + aligned(unit.weightCount())});
            count = units.back().bias + aligned(static_cast<std::size_t>(unit.out));
        }
    }

    std::vector<UnitPlace> units;
    std::size_t count = 0;
};

at::Tensor weightIn(const at::Tensor& row, const Unit& unit, const UnitPlace& place)
{
    const std::int64_t in = unit.in / unit.groups;
    const std::int64_t kernel = unit.kernel;
    return row.as_strided({unit.out, in, kernel, kernel}, {kernel * kernel * in, 1, kernel * in, in},
                          static_cast<std::int64_t>(place.weight));
}

at::Tensor biasIn(const at::Tensor& row, const Unit& unit, const UnitPlace& place)
{
    return row.narrow(0, static_cast<std::int64_t>(place.bias), unit.out);
}

at::ScalarType typeAt(at::Device place)
{
    return scalarType(onnx::Precision::Float32, place);
}

std::size_t bytesOf(const VideoFrame& frame)
{
    return static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height) * kColours;
}

} // namespace

class FoldedWeights::Impl {
public:
    explicit Impl(const NetworkWeights& weights)
    {
        const c10::InferenceMode inference;
        const NetworkPlan& plan = weights.impl().plan;
        const RowPlan places(plan);
        const at::Tensor row = at::zeros({static_cast<std::int64_t>(places.count)});
        for (std::size_t i = 0; i < plan.units.size(); ++i) {
            const FoldedUnit folded(plan.units[i], weights.impl().values);
            weightIn(row, plan.units[i], places.units[i]).copy_(folded.weight);
            biasIn(row, plan.units[i], places.units[i]).copy_(folded.bias);
        }
        tensors::outsideOfLane([&] { values = row.to(typeAt(place)).to(place); });
    }

    const at::Device place = placeOfThread();
    at::Tensor values;
};

FoldedWeights::FoldedWeights(const NetworkWeights& weights) : m_impl(std::make_unique<Impl>(weights))
{
}

FoldedWeights::~FoldedWeights() = default;

bool FoldedWeights::isHere() const
{
    return m_impl->place == placeOfThread();
}

class RoundNetwork::Impl {
public:
    explicit Impl(const NetworkPlan& plan) : m_plan(plan), m_kernels(StepKernels::here().value())
    {
        const c10::InferenceMode inference;
        tensors::outsideOfLane([&] {
            for (Slot& slot : m_slots)
                slot.make(m_plan, m_place);
        });
    }

    std::vector<std::span<const float>> run(std::span<const Look> looks)
    {
        TORCH_CHECK(!looks.empty() && looks.size() <= kMost, "a round of ", looks.size(), " pictures");
        Room& room = roomOf(looks);
        const std::size_t size = sizeOf(looks.size());
        const std::vector<std::size_t> seats = seat(looks, room, std::size_t{1} << size);
        room.rounds[size].run();
        m_last = &room;
        std::vector<std::span<const float>> answers;
        for (std::size_t i = 0; i < looks.size(); ++i) {
            Slot& slot = m_slots[seats[i]];
            slot.holds = looks[i].weights;
            answers.push_back(valuesOf(slot.output));
        }
        return answers;
    }

    std::optional<Nanoseconds> durationOnGpu(std::size_t pictures, int times)
    {
        return m_last ? m_last->rounds[sizeOf(pictures)].durationOnGpu(times) : std::nullopt;
    }

private:
    struct Slot final : UnitRunner {
        void make(const NetworkPlan& plan, at::Device place)
        {
            const RowPlan places(plan);
            const at::ScalarType type = typeAt(place);
            const auto options = at::TensorOptions(type).device(place);
            row = at::zeros({static_cast<std::int64_t>(places.count)}, options);
            for (std::size_t i = 0; i < plan.units.size(); ++i)
                units.emplace_back(plan.units[i], weightIn(row, plan.units[i], places.units[i]),
                                   biasIn(row, plan.units[i], places.units[i]));
            const CellGrid grid = plan.grid();
            input = at::zeros({1, plan.architecture.inputHeight, plan.architecture.inputWidth, 3}, options);
            output = hostTensor({grid.rows, grid.columns, static_cast<std::int64_t>(grid.channels())}, place);
        }

        at::Tensor run(int unit, const at::Tensor& values, Activation activation, const at::Tensor* addend) override
        {
            return units[static_cast<std::size_t>(unit)].run(values, activation, addend);
        }

        std::shared_ptr<const FoldedWeights> holds; ///< whose the weights are that are there; null: nobody's
        at::Tensor row;
        std::vector<FusedUnit> units; ///< on parts of it
        at::Tensor input;
        at::Tensor output; ///< on the host
    };
    /// Where a slot's picture goes up.
    struct Picture {
        Picture(std::size_t bytes, at::Device place) :
            onHost(hostTensor({static_cast<std::int64_t>(kEntryBytes + bytes)}, place, at::kByte)),
            there(at::zeros_like(onHost, at::TensorOptions(at::kByte).device(place)))
        {
        }
        Word* entry() { return reinterpret_cast<Word*>(onHost.data_ptr()); }

        at::Tensor onHost; ///< an entry, then bytes
        at::Tensor there; ///< the same where the network is
    };
    /// For pictures of about one size, since a graph takes up all that there is room for.
    struct Room {
        std::vector<Picture> pictures; ///< of each slot
        std::vector<tensors::RepeatedWork> rounds; ///< by the logarithm of their slots
    };

    static std::size_t sizeOf(std::size_t looks) { return static_cast<std::size_t>(std::bit_width(looks - 1)); }

    /// It is made as a whole or, where there is no memory, not at all.
    Room& roomOf(std::span<const Look> looks)
    {
        const std::size_t bytes = roomFor(*looks.front().frame);
        for (const Look& look : looks)
            TORCH_CHECK(look.frame->hasPixels() && roomFor(*look.frame) == bytes, "a picture of ", look.frame->width,
                        " x ", look.frame->height, " in a round of others");
        auto& known = m_rooms[bytes];
        if (!known)
            known = makeRoom(bytes, looks.front());
        return *known;
    }

    std::unique_ptr<Room> makeRoom(std::size_t bytes, const Look& some)
    {
        auto room = std::make_unique<Room>();
        tensors::outsideOfLane([&] {
            for (std::size_t i = 0; i < kMost; ++i)
                room->pictures.emplace_back(bytes, m_place);
        });
        // Slots that nobody is in are run, too.
        for (std::size_t i = 0; i < kMost; ++i)
            write({.weights = nullptr, .frame = some.frame, .map = some.map}, m_slots[i], room->pictures[i]);
        for (std::size_t size = 0; size < kSizes; ++size) {
            std::vector<tensors::TensorWork> works;
            for (std::size_t i = 0; i < std::size_t{1} << size; ++i)
                works.push_back([this, &slot = m_slots[i], &picture = room->pictures[i]] { infer(slot, picture); });
            room->rounds.emplace_back(std::move(works), m_branches);
        }
        return room;
    }

    /// Each look goes to a slot of the first \p count, if possible to one that has its weights.
    std::vector<std::size_t> seat(std::span<const Look> looks, Room& room, std::size_t count)
    {
        std::vector<std::optional<std::size_t>> seats(looks.size());
        std::array<bool, kMost> isTaken{};
        const auto take = [&](std::size_t look, const auto& isWanted) {
            for (std::size_t i = 0; i < count && !seats[look]; ++i)
                if (!isTaken[i] && isWanted(m_slots[i])) {
                    isTaken[i] = true;
                    seats[look] = i;
                }
        };
        for (std::size_t look = 0; look < looks.size(); ++look)
            take(look, [&](const Slot& slot) { return slot.holds == looks[look].weights; });
        for (std::size_t look = 0; look < looks.size(); ++look)
            take(look, [](const Slot&) { return true; });
        std::vector<std::size_t> all;
        for (std::size_t look = 0; look < looks.size(); ++look) {
            all.push_back(*seats[look]);
            write(looks[look], m_slots[all.back()], room.pictures[all.back()]);
        }
        for (std::size_t i = 0; i < count; ++i)
            if (!isTaken[i])
                room.pictures[i].entry()[SlotJob::kViewWords] = 0;
        return all;
    }

    static void write(const Look& look, Slot& slot, Picture& picture)
    {
        Word* entry = picture.entry();
        writeViewJob(slot.input, {}, 1, entry);
        writeView(wordOf(picture.there) + kEntryBytes, look.frame->width, look.map, 0, entry + ViewJob::kFixedWords);
        const bool isThere = !look.weights || slot.holds == look.weights;
        entry[SlotJob::kViewWords] = isThere ? 0 : wordOf(look.weights->impl().values);
        // Until the round has ended it is nobody's.
        if (!isThere)
            slot.holds = nullptr;
        std::memcpy(reinterpret_cast<std::byte*>(entry) + kEntryBytes, look.frame->rgb().data(), bytesOf(*look.frame));
    }

    void infer(Slot& slot, Picture& picture) const
    {
        const c10::InferenceMode inference;
        picture.there.copy_(picture.onHost, true);
        m_kernels.launch(StepKernel::FillSlot, kBlocksOfSlot,
                         Words<SlotJob::kWords>{{wordOf(picture.there), wordOf(slot.row),
                                                 static_cast<Word>(slot.row.nbytes() / sizeof(Word))}});
        UnitRunner& units = slot;
        const TrunkLevels levels = runTrunk(units, m_plan, slot.input.permute({0, 3, 1, 2}));
        const at::Tensor answer = runUpperPart(units, m_plan, levels).permute({0, 2, 3, 1}).squeeze(0);
        slot.output.copy_(answer.to(at::kFloat).contiguous(), true);
    }

    const NetworkPlan m_plan;
    const at::Device m_place = placeOfThread();
    const StepKernels m_kernels;
    std::array<Slot, kMost> m_slots;
    std::shared_ptr<tensors::BranchStreams> m_branches = tensors::makeBranchStreams(kBranches);
    std::map<std::size_t, std::unique_ptr<Room>> m_rooms; ///< by bytes; their rounds use the others
    Room* m_last = nullptr; ///< that was looked in
};

RoundNetwork::RoundNetwork(const NetworkPlan& plan) : m_impl(std::make_unique<Impl>(plan))
{
}

RoundNetwork::~RoundNetwork() = default;

std::size_t RoundNetwork::roomFor(const VideoFrame& frame)
{
    const std::size_t bytes = bytesOf(frame);
    for (const std::size_t pixels : kRooms)
        if (bytes <= pixels * kColours)
            return pixels * kColours;
    std::size_t room = kRooms.back() * kColours;
    while (room < bytes)
        room *= 2;
    return room;
}

RoundNetwork& RoundNetwork::here(const NetworkPlan& plan)
{
    thread_local std::map<std::string, RoundNetwork> known;
    return known.try_emplace(plan.architecture.description(), plan).first->second;
}

std::vector<std::span<const float>> RoundNetwork::run(std::span<const Look> looks)
{
    const c10::InferenceMode inference;
    return m_impl->run(looks);
}

std::optional<Nanoseconds> RoundNetwork::durationOnGpu(std::size_t pictures, int times)
{
    return m_impl->durationOnGpu(pictures, times);
}

} // namespace jackdaw::learning
