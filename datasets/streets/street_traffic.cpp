// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_traffic.h"

#include <algorithm>
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

double pathLength(const std::vector<Vec2>& path)
{
    double sum = 0.0;
    for (std::size_t i = 1; i < path.size(); ++i)
        sum += length(path[i] - path[i - 1]);
    return sum;
}

StreetClass drawVehicleClass(RandomStream& random, const std::array<double, 4>& mix)
{
    double left = random.uniform() * (mix[1] + mix[2] + mix[3]);
    for (const auto kind : {StreetClass::Car, StreetClass::Bus}) {
        left -= mix[static_cast<std::size_t>(kind)];
        if (left < 0.0)
            return kind;
    }
    return StreetClass::Truck;
}

} // namespace

StreetTraffic::StreetTraffic(const StreetLayout& layout, std::uint32_t camera, std::uint64_t seed) :
    m_layout(layout), m_random(seed, camera, RandomPurpose::Rendering, kTrafficStep), m_lanes(layout.lanes.size()),
    m_walks(layout.walks.size())
{
    for (const auto& parked : layout.parked) {
        StreetObject object;
        object.track = m_nextTrack++;
        object.look = {StreetClass::Car, m_random()};
        object.frame = {parked.at, parked.heading};
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

std::pair<double, double> StreetTraffic::obstacle(const Lane& lane, const Vehicle& vehicle, const Vehicle* leader) const
{
    const double front = vehicle.position + vehicle.length / 2.0;
    std::pair<double, double> nearest{kFree, vehicle.wanted};
    if (leader)
        nearest = {leader->position - leader->length / 2.0 - front, leader->speed};
    const auto standAt = [&](double line) {
        const double gap = line - front;
        if (gap >= 0.0 && gap >= vehicle.speed * vehicle.speed / (2.0 * kHardest) && gap < nearest.first)
            nearest = {gap, 0.0};
    };
    if (lane.signal >= 0 && !m_layout.signals[static_cast<std::size_t>(lane.signal)].isGreen(m_time))
        standAt(lane.stopLine + kStandingGap);
    if (lane.busStop >= 0.0 && vehicle.look.kind == StreetClass::Bus && vehicle.waited < vehicle.wait)
        standAt(lane.busStop + kStandingGap);
    return nearest;
}

void StreetTraffic::stepLane(std::size_t index, double seconds, const StreetDemand& demand)
{
    const Lane& lane = m_layout.lanes[index];
    auto& vehicles = m_lanes[index];
    const Vehicle* leader = nullptr;
    for (auto& vehicle : vehicles) {
        const auto [gap, ahead] = obstacle(lane, vehicle, leader);
        const double v = vehicle.speed;
        const double closing = v * (v - ahead) / (2.0 * std::sqrt(kAcceleration * kComfortable));
        const double desired = kStandingGap + std::max(0.0, v * kHeadway + closing);
        const double free = std::max(gap, 0.05);
        double push = kAcceleration * (1.0 - std::pow(v / vehicle.wanted, 4.0) - std::pow(desired / free, 2.0));
        push = std::max(push, -kHardest);
        vehicle.speed = std::max(0.0, v + push * seconds);
        vehicle.braking = push < -0.7 || vehicle.speed < 0.3;
        vehicle.position += vehicle.speed * seconds;
        if (leader) {
            const double last = leader->position - (leader->length + vehicle.length) / 2.0 - kSmallestGap;
            if (vehicle.position > last) {
                vehicle.position = last;
                vehicle.speed = std::min(vehicle.speed, leader->speed);
            }
        }
        const double stop = lane.busStop - vehicle.length / 2.0;
        if (vehicle.look.kind == StreetClass::Bus && lane.busStop >= 0.0 && vehicle.speed < 0.25
            && std::abs(vehicle.position - stop) < 3.0)
            vehicle.waited = std::max(vehicle.waited, 0.0) + seconds;
        leader = &vehicle;
    }
    const double end = length(lane.to - lane.from);
    std::erase_if(vehicles, [&](const Vehicle& v) { return v.position - v.length / 2.0 > end; });
    enterLane(index, demand, seconds);
}

void StreetTraffic::enterLane(std::size_t index, const StreetDemand& demand, double seconds)
{
    const Lane& lane = m_layout.lanes[index];
    const double vehicles = (1.0 - demand.classMix[0]) * 4.0 / 3.0;
    if (!m_random.chance(lane.rate * demand.density * vehicles * seconds))
        return;
    Vehicle made;
    made.look = {drawVehicleClass(m_random, demand.classMix), m_random()};
    made.length = vehicleSize(made.look).length;
    made.wanted = lane.speed * m_random.uniform(0.85, 1.15) * (made.look.kind == StreetClass::Car ? 1.0 : 0.88);
    made.wait = m_random.uniform(5.0, 9.0);
    made.position = -made.length / 2.0;
    made.speed = made.wanted;
    if (!m_lanes[index].empty()) {
        const Vehicle& last = m_lanes[index].back();
        const double gap = last.position - last.length / 2.0;
        const double excess = std::max(0.0, made.speed - last.speed);
        if (gap < kStandingGap + made.speed * 0.8 + excess * excess / (2.0 * kComfortable))
            return;
    }
    made.track = m_nextTrack++;
    m_lanes[index].push_back(made);
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
            const bool isSignal = walk.signal >= 0;
            person.hasWaited =
                isSignal ? m_layout.signals[static_cast<std::size_t>(walk.signal)].isWalk(m_time) : person.wait <= 0.0;
            person.walking = person.hasWaited;
        }
        if (person.walking)
            person.position = next;
    }
    const double end = pathLength(walk.path);
    std::erase_if(people, [&](const Person& p) { return p.position > end; });
    if (!m_random.chance(walk.rate * demand.density * demand.classMix[0] * 4.0 * seconds))
        return;
    Person made;
    made.track = m_nextTrack++;
    made.look = m_random();
    made.side = m_random.uniform(-1.0, 1.0) * walk.halfWidth;
    made.speed = m_random.uniform(1.0, 1.7);
    made.wait = m_random.uniform(4.0, 25.0);
    people.push_back(made);
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

std::vector<StreetObject> StreetTraffic::objects() const
{
    std::vector<StreetObject> list = m_parked;
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        const Lane& lane = m_layout.lanes[i];
        const Vec2 direction = unit(lane.to - lane.from);
        for (const auto& vehicle : m_lanes[i]) {
            StreetObject object;
            object.track = vehicle.track;
            object.look = vehicle.look;
            object.frame = {lane.from + direction * vehicle.position, direction};
            object.braking = vehicle.braking;
            list.push_back(object);
        }
    }
    for (std::size_t i = 0; i < m_walks.size(); ++i) {
        for (const auto& person : m_walks[i])
            list.push_back(place(m_layout.walks[i], person));
    }
    return list;
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
