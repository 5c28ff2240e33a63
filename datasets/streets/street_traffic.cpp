// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_traffic.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace jackdaw::datasets {

namespace {

constexpr std::uint32_t kTrafficStep = UINT32_MAX - 10;
constexpr double kStandingGap = 2.0; // metres
constexpr double kHeadway = 1.3; // seconds
constexpr double kAcceleration = 1.6; // m/s^2
constexpr double kComfortable = 2.2; // m/s^2
constexpr double kHardest = 6.5; // m/s^2
constexpr double kSmallestGap = 0.6; // metres
constexpr double kFree = 1e6;
constexpr double kJunctionSight = 30.0; // metres
constexpr double kSideways = 0.35; // metres that two vehicles leave between their sides
constexpr double kCyclist = 4.8; // m/s

double pathLength(const std::vector<Vec2>& path)
{
    double sum = 0.0;
    for (std::size_t i = 1; i < path.size(); ++i)
        sum += length(path[i] - path[i - 1]);
    return sum;
}

StreetClass drawVehicleClass(RandomStream& random, const std::array<double, kStreetClasses>& mix, KindSet kinds)
{
    constexpr std::array kOrder{StreetClass::Car,        StreetClass::Bus,     StreetClass::Truck, StreetClass::Van,
                                StreetClass::Motorcycle, StreetClass::Bicycle, StreetClass::Train};
    const auto weight = [&](StreetClass kind) {
        return (kinds & kindSet(kind)) == 0 ? 0.0 : mix[static_cast<std::size_t>(kind)];
    };
    double left = 0.0;
    for (const auto kind : kOrder)
        left += weight(kind);
    left *= random.uniform();
    auto last = StreetClass::Truck;
    for (const auto kind : kOrder) {
        if (weight(kind) <= 0.0)
            continue;
        last = kind;
        left -= weight(kind);
        if (left < 0.0)
            return kind;
    }
    return last;
}

/// How much of the demand drives in lanes for \p kinds; 1 where all classes of the demo are wanted equally.
double vehicleShare(const std::array<double, kStreetClasses>& mix, KindSet kinds)
{
    const auto weight = [&](StreetClass kind) { return mix[static_cast<std::size_t>(kind)]; };
    if (kinds == kMotorKinds)
        return (1.0 - weight(StreetClass::Person) - weight(StreetClass::Bicycle) - weight(StreetClass::Train)) * 4.0
            / 3.0;
    double sum = 0.0;
    for (std::size_t i = 0; i < mix.size(); ++i)
        sum += (kinds >> i & 1U) != 0 ? mix[i] : 0.0;
    return sum * 4.0;
}

double pace(StreetClass kind)
{
    return kind == StreetClass::Car || kind == StreetClass::Van || kind == StreetClass::Motorcycle ? 1.0 : 0.88;
}

} // namespace

StreetTraffic::StreetTraffic(const StreetLayout& layout, std::uint32_t camera, std::uint64_t seed) :
    m_layout(layout), m_random(seed, camera, RandomPurpose::Rendering, kTrafficStep), m_lanes(layout.lanes.size()),
    m_walks(layout.walks.size())
{
    for (const auto& parked : layout.parked) {
        StreetObject object;
        object.track = m_nextTrack++;
        object.look = {parked.kind, m_random()};
        object.frame = {parked.at, parked.heading};
        object.parked = true;
        m_parked.push_back(object);
    }
}

void StreetTraffic::step(double seconds, const StreetDemand& demand)
{
    m_time += seconds;
    for (std::size_t i = 0; i < m_lanes.size(); ++i)
        stepLane(i, seconds, demand);
    for (std::size_t i = 0; i < m_walks.size(); ++i)
        stepWalk(i, seconds, demand);
}

StreetTraffic::Obstacle StreetTraffic::obstacle(std::size_t index, const Vehicle& vehicle, const Vehicle* leader) const
{
    const Lane& lane = m_layout.lanes[index];
    const double front = vehicle.position + vehicle.length / 2.0;
    Obstacle nearest{kFree, vehicle.wanted};
    if (leader)
        nearest = {leader->position - leader->length / 2.0 - front, leader->speed};
    const auto standAt = [&](double line) {
        const double gap = line - front;
        if (gap >= 0.0 && gap >= vehicle.speed * vehicle.speed / (2.0 * kHardest) && gap < nearest.gap)
            nearest = {gap, 0.0};
    };
    if (lane.signal >= 0 && !m_layout.signals[static_cast<std::size_t>(lane.signal)].isGreen(m_time))
        standAt(lane.stopLine + kStandingGap);
    if (lane.stop >= 0.0 && (lane.stopKinds & kindSet(vehicle.look.kind)) != 0 && vehicle.waited < vehicle.wait)
        standAt(lane.stop + kStandingGap);
    for (const auto& crossing : lane.crossings) {
        if (front < crossing.line + kStandingGap && isSomebodyOn(crossing))
            standAt(crossing.line + kStandingGap);
    }
    for (const auto& yield : lane.yields) {
        if (front < yield.line + kStandingGap && front > yield.line - kJunctionSight && mustYield(index, yield))
            standAt(yield.line + kStandingGap);
    }
    if (lane.junction >= 0) {
        const Obstacle other = ofJunction(index, vehicle);
        if (other.gap < nearest.gap)
            nearest = other;
    }
    return nearest;
}

/// The nearest vehicle of another lane of the junction that is in the way ahead.
StreetTraffic::Obstacle StreetTraffic::ofJunction(std::size_t index, const Vehicle& vehicle) const
{
    const int junction = m_layout.lanes[index].junction;
    const Vec2 own = place(m_layout.lanes[index], vehicle).frame.origin;
    Obstacle nearest{kFree, vehicle.wanted};
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        if (i == index || m_layout.lanes[i].junction != junction)
            continue;
        for (const Vehicle& other : m_lanes[i]) {
            const StreetObject there = place(m_layout.lanes[i], other);
            if (length(there.frame.origin - own) > kJunctionSight + other.length)
                continue;
            // Who is behind looks out for who is ahead. Where each sees the other ahead the older one goes on.
            const double half = other.length / 2.0;
            const auto seen =
                m_layout.lanes[i].path.nearest(own, other.position - half, other.position + half + kJunctionSight);
            const bool goesFirst = seen.along > other.position && vehicle.track < other.track;
            const Obstacle found =
                inTheWay(m_layout.lanes[index], vehicle, there, other.length, goesFirst ? 0.0 : kSideways);
            if (found.gap < nearest.gap)
                nearest = {found.gap, found.speed * other.speed};
        }
    }
    return nearest;
}

/// The part of \p other that is nearest ahead in the lane, if one is closer aside than \p margin; its speed is the part
/// of its own that goes along the lane.
StreetTraffic::Obstacle StreetTraffic::inTheWay(const Lane& lane, const Vehicle& vehicle, const StreetObject& other,
                                                double otherLength, double margin)
{
    const double half = vehicle.length / 2.0;
    const double from = vehicle.position - half;
    const double sight = vehicle.position + half + kJunctionSight;
    const double room = (vehicleSize(other.look).width + vehicleSize(vehicle.look).width) / 2.0 + margin;
    Obstacle nearest{kFree, 0.0};
    const auto centre = lane.path.nearest(other.frame.origin, from, sight);
    if (centre.along <= vehicle.position || centre.aside > room + otherLength / 2.0)
        return nearest;
    const int parts = std::max(2, static_cast<int>(otherLength / 1.5));
    for (int part = 0; part <= parts; ++part) {
        const Vec2 point = other.frame.onGround((static_cast<double>(part) / parts - 0.5) * otherLength);
        const auto found = lane.path.nearest(point, from, sight);
        const double gap = found.along - vehicle.position - half;
        if (found.aside < room && gap < nearest.gap) {
            const Vec2 ahead = lane.path.heading(found.along);
            const double along = ahead.x * other.frame.ahead.x + ahead.y * other.frame.ahead.y;
            nearest = {gap, std::max(0.0, along)};
        }
    }
    return nearest;
}

bool StreetTraffic::mustYield(std::size_t index, const LaneYield& yield) const
{
    const int junction = m_layout.lanes[index].junction;
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        const Lane& other = m_layout.lanes[i];
        if (i == index || other.junction != junction)
            continue;
        for (const Vehicle& vehicle : m_lanes[i]) {
            const bool isWaiting = !other.yields.empty()
                && vehicle.position + vehicle.length / 2.0 < other.yields.front().line + kSmallestGap;
            if (isWaiting)
                continue;
            const StreetObject there = place(other, vehicle);
            if (length(there.frame.origin - yield.centre) < yield.radius + vehicle.length / 2.0)
                return true;
        }
    }
    return false;
}

bool StreetTraffic::isSomebodyOn(const LaneCrossing& crossing) const
{
    const auto& people = m_walks[crossing.walk];
    return std::any_of(people.begin(), people.end(), [&](const Person& person) {
        // Nobody is let pass for ever: it may be that something else keeps him from going.
        return (person.position > crossing.from && person.position < crossing.to)
            || (!person.walking && person.wait > 0.0 && person.position <= crossing.from);
    });
}

void StreetTraffic::stepLane(std::size_t index, double seconds, const StreetDemand& demand)
{
    auto& vehicles = m_lanes[index];
    const Vehicle* leader = nullptr;
    for (auto& vehicle : vehicles) {
        move(index, vehicle, leader, seconds);
        leader = &vehicle;
    }
    const double end = m_layout.lanes[index].path.length();
    std::erase_if(vehicles, [&](const Vehicle& v) { return v.position - v.length / 2.0 > end; });
    enterLane(index, demand, seconds);
}

void StreetTraffic::move(std::size_t index, Vehicle& vehicle, const Vehicle* leader, double seconds)
{
    const Lane& lane = m_layout.lanes[index];
    const auto [gap, ahead] = obstacle(index, vehicle, leader);
    const double wanted =
        lane.path.isStraight() ? vehicle.wanted : std::min(vehicle.wanted, lane.path.limit(vehicle.position));
    const double v = vehicle.speed;
    const double closing = v * (v - ahead) / (2.0 * std::sqrt(kAcceleration * kComfortable));
    const double desired = kStandingGap + std::max(0.0, v * kHeadway + closing);
    const double free = std::max(gap, 0.05);
    double push = kAcceleration * (1.0 - std::pow(v / wanted, 4.0) - std::pow(desired / free, 2.0));
    push = std::max(push, -kHardest);
    vehicle.speed = std::max(0.0, v + push * seconds);
    vehicle.braking = push < -0.7 || vehicle.speed < 0.3;
    if (lane.junction >= 0)
        vehicle.speed = std::min(vehicle.speed, std::max(0.0, gap - kSmallestGap) / seconds);
    vehicle.position += vehicle.speed * seconds;
    if (leader) {
        const double last = leader->position - (leader->length + vehicle.length) / 2.0 - kSmallestGap;
        if (vehicle.position > last) {
            vehicle.position = last;
            vehicle.speed = std::min(vehicle.speed, leader->speed);
        }
    }
    const double stop = lane.stop - vehicle.length / 2.0;
    if ((lane.stopKinds & kindSet(vehicle.look.kind)) != 0 && lane.stop >= 0.0 && vehicle.speed < 0.25
        && std::abs(vehicle.position - stop) < 3.0)
        vehicle.waited = std::max(vehicle.waited, 0.0) + seconds;
}

void StreetTraffic::enterLane(std::size_t index, const StreetDemand& demand, double seconds)
{
    const Lane& lane = m_layout.lanes[index];
    const double vehicles = vehicleShare(demand.classMix, lane.kinds);
    if (!m_random.chance(lane.rate * demand.density * vehicles * seconds))
        return;
    Vehicle made;
    made.look = {drawVehicleClass(m_random, demand.classMix, lane.kinds), m_random()};
    made.length = vehicleSize(made.look).length;
    made.wanted = lane.speed * m_random.uniform(0.85, 1.15) * pace(made.look.kind);
    if (made.look.kind == StreetClass::Bicycle)
        made.wanted *= kCyclist / lane.speed;
    made.wait = m_random.uniform(lane.shortestStop, lane.longestStop);
    made.position = -made.length / 2.0;
    made.speed = made.wanted;
    if (!hasRoom(index, made))
        return;
    made.track = m_nextTrack++;
    if (isRidden(made.look.kind))
        ++m_nextTrack;
    m_lanes[index].push_back(made);
}

bool StreetTraffic::hasRoom(std::size_t index, const Vehicle& entering) const
{
    const auto isFree = [&](double gap, double speed) {
        const double excess = std::max(0.0, entering.speed - speed);
        return gap >= kStandingGap + entering.speed * 0.8 + excess * excess / (2.0 * kComfortable);
    };
    if (!m_lanes[index].empty()) {
        const Vehicle& last = m_lanes[index].back();
        if (!isFree(last.position - last.length / 2.0, last.speed))
            return false;
    }
    if (m_layout.lanes[index].junction < 0)
        return true;
    const Obstacle other = ofJunction(index, entering);
    return isFree(other.gap, other.speed);
}

bool StreetTraffic::mayCross(std::size_t walk, double position) const
{
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        for (const auto& crossing : m_layout.lanes[i].crossings) {
            if (crossing.walk != walk || position > crossing.to)
                continue;
            for (const Vehicle& vehicle : m_lanes[i]) {
                const double front = vehicle.position + vehicle.length / 2.0;
                const double v = vehicle.speed;
                const bool isStanding = v < 0.5 && front <= crossing.line + kStandingGap;
                if (!isStanding && vehicle.position - vehicle.length / 2.0 < crossing.end
                    && front > crossing.line - v * v / (2.0 * kComfortable) - 1.5)
                    return false;
            }
        }
    }
    return true;
}

void StreetTraffic::stepWalk(std::size_t index, double seconds, const StreetDemand& demand)
{
    const Walk& walk = m_layout.walks[index];
    auto& people = m_walks[index];
    for (auto& person : people) {
        const double next = person.position + person.speed * seconds;
        const double line = walk.stopAt - std::abs(person.side);
        const bool atLine = walk.stopAt >= 0.0 && !person.hasWaited && next >= line && person.position <= line + 0.5;
        person.walking = true;
        if (atLine) {
            person.wait -= seconds;
            if (walk.isZebra)
                person.hasWaited = mayCross(index, person.position);
            else if (walk.signal >= 0)
                person.hasWaited = m_layout.signals[static_cast<std::size_t>(walk.signal)].isWalk(m_time);
            else
                person.hasWaited = person.wait <= 0.0;
            person.walking = person.hasWaited;
        }
        if (person.walking)
            person.position = next;
    }
    const double end = pathLength(walk.path);
    std::erase_if(people, [&](const Person& p) { return p.position > end; });
    enterWalk(index, seconds, demand);
}

void StreetTraffic::enterWalk(std::size_t index, double seconds, const StreetDemand& demand)
{
    const Walk& walk = m_layout.walks[index];
    auto& people = m_walks[index];
    if (!m_random.chance(walk.rate * demand.density * demand.classMix[0] * 4.0 * seconds))
        return;
    Person made;
    made.track = m_nextTrack++;
    made.look = m_random();
    made.side = m_random.uniform(-1.0, 1.0) * walk.halfWidth;
    made.speed = m_random.uniform(1.0, 1.7);
    made.wait = m_random.uniform(4.0, 25.0);
    people.push_back(made);
    while (walk.company > 0.0 && m_random.chance(walk.company / (1.0 + walk.company))) {
        made.track = m_nextTrack++;
        made.look = m_random();
        made.side = m_random.uniform(-1.0, 1.0) * walk.halfWidth;
        made.position -= m_random.uniform(0.0, 0.9);
        people.push_back(made);
    }
}

StreetObject StreetTraffic::place(const Walk& walk, const Person& person) const
{
    double left = person.position;
    Vec2 from = walk.path[0];
    Vec2 direction = unit(walk.path[1] - walk.path[0]);
    for (std::size_t i = 1; i < walk.path.size(); ++i) {
        const double part = length(walk.path[i] - walk.path[i - 1]);
        from = walk.path[i - 1];
        direction = unit(walk.path[i] - walk.path[i - 1]);
        if (left <= part)
            break;
        if (i + 1 < walk.path.size())
            left -= part;
    }
    StreetObject object;
    object.track = person.track;
    object.look = {StreetClass::Person, person.look};
    object.frame = {from + direction * left + leftOf(direction) * person.side, direction};
    object.stride = person.position / 0.75 + (person.look % 16) / 8.0;
    object.walking = person.walking;
    return object;
}

StreetObject StreetTraffic::place(const Lane& lane, const Vehicle& vehicle) const
{
    StreetObject object;
    object.track = vehicle.track;
    object.look = vehicle.look;
    object.braking = vehicle.braking;
    object.stride = vehicle.position / 2.1;
    object.walking = vehicle.speed > 0.3;
    if (lane.path.isStraight()) {
        object.frame = {lane.path.place(vehicle.position), lane.path.heading(vehicle.position)};
        return object;
    }
    // Both axles are on the path.
    const Vec2 rear = lane.path.place(vehicle.position - 0.3 * vehicle.length);
    const Vec2 front = lane.path.place(vehicle.position + 0.3 * vehicle.length);
    object.frame = {(rear + front) * 0.5, unit(front - rear)};
    return object;
}

std::vector<StreetObject> StreetTraffic::objects() const
{
    std::vector<StreetObject> list = m_parked;
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        for (const auto& vehicle : m_lanes[i])
            list.push_back(place(m_layout.lanes[i], vehicle));
    }
    for (std::size_t i = 0; i < m_walks.size(); ++i) {
        for (const auto& person : m_walks[i])
            list.push_back(place(m_layout.walks[i], person));
    }
    return list;
}

std::uint64_t StreetTraffic::fingerprint() const
{
    std::uint64_t sum = 0xcbf29ce484222325U;
    const auto add = [&](double value) { sum = (sum ^ std::bit_cast<std::uint64_t>(value)) * 0x100000001b3U; };
    for (const auto& lane : m_lanes) {
        for (const auto& vehicle : lane)
            add(vehicle.position);
    }
    for (const auto& walk : m_walks) {
        for (const auto& person : walk)
            add(person.position);
    }
    return sum;
}

std::vector<double> StreetTraffic::gaps() const
{
    std::vector<double> gaps;
    for (const auto& lane : m_lanes) {
        for (std::size_t i = 1; i < lane.size(); ++i)
            gaps.push_back(lane[i - 1].position - lane[i].position - (lane[i - 1].length + lane[i].length) / 2.0);
    }
    return gaps;
}

} // namespace jackdaw::datasets
