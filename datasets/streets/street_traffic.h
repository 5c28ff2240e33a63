// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_layout.h"
#include "datasets/streets/street_vehicles.h"
#include "engine/base/random.h"

#include <array>
#include <cstdint>
#include <vector>

namespace jackdaw::datasets {

/// What appears in the street now.
struct StreetDemand {
    std::array<double, kStreetClasses> classMix{0.25, 0.25, 0.25, 0.25}; ///< by StreetClass, sums to 1
    double density = 1.0;
};

/// One object that may be seen. Who rides it has the track after its own.
struct StreetObject {
    std::uint32_t track = 0;
    VehicleLook look;
    LocalFrame frame; ///< a person's heading is the frame's
    bool parked = false;
    bool braking = false;
    double stride = 0.0;
    bool walking = true;
};

/// Vehicles that follow one another along lanes (intelligent driver model, Treiber et al. 2000), stop at signals and
/// bus stops, give way, and never overlap within a lane or a junction; people on pavements and crossings.
class StreetTraffic {
public:
    StreetTraffic(const StreetLayout& layout, std::uint32_t camera, std::uint64_t seed);

    void step(double seconds, const StreetDemand& demand);

    /// Signals' state counts from here.
    double time() const { return m_time; }
    std::vector<StreetObject> objects() const;
    /// A number that two states of the street share only if all that moves is at the same places.
    std::uint64_t fingerprint() const;
    /// Free metres between neighbours of each lane; never negative.
    std::vector<double> gaps() const;

private:
    struct Vehicle {
        std::uint32_t track = 0;
        VehicleLook look;
        double position = 0.0; ///< of the middle, metres from the lane's start
        double speed = 0.0;
        double wanted = 12.0;
        double length = 4.3;
        double waited = -1.0; ///< seconds at the bus stop; -1 before it
        double wait = 6.0;
        bool braking = false;
    };
    /// What is next ahead: free metres, and the speed of what stands or drives there.
    struct Obstacle {
        double gap = 0.0;
        double speed = 0.0;
    };
    struct Person {
        std::uint32_t track = 0;
        std::uint32_t look = 0;
        double position = 0.0;
        double side = 0.0;
        double speed = 1.3;
        double wait = 0.0;
        bool hasWaited = false;
        bool walking = true;
    };

    void stepLane(std::size_t index, double seconds, const StreetDemand& demand);
    void move(std::size_t index, Vehicle& vehicle, const Vehicle* leader, double seconds);
    void enterLane(std::size_t index, const StreetDemand& demand, double seconds);
    bool hasRoom(std::size_t index, const Vehicle& entering) const;
    Obstacle obstacle(std::size_t index, const Vehicle& vehicle, const Vehicle* leader) const;
    Obstacle ofJunction(std::size_t index, const Vehicle& vehicle) const;
    static Obstacle inTheWay(const Lane& lane, const Vehicle& vehicle, const StreetObject& other, double otherLength,
                             double margin);
    bool mustYield(std::size_t index, const LaneYield& yield) const;
    bool isSomebodyOn(const LaneCrossing& crossing) const;
    void stepWalk(std::size_t index, double seconds, const StreetDemand& demand);
    void enterWalk(std::size_t index, double seconds, const StreetDemand& demand);
    bool mayCross(std::size_t walk, double position) const;
    StreetObject place(const Lane& lane, const Vehicle& vehicle) const;
    StreetObject place(const Walk& walk, const Person& person) const;

    const StreetLayout& m_layout;
    RandomStream m_random;
    double m_time = 0.0;
    std::uint32_t m_nextTrack = 0;
    std::vector<std::vector<Vehicle>> m_lanes; ///< foremost first
    std::vector<std::vector<Person>> m_walks;
    std::vector<StreetObject> m_parked;
};

} // namespace jackdaw::datasets
