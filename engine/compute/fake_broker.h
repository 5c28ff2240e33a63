// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/clock.h"
#include "engine/compute/broker.h"

#include <map>
#include <mutex>
#include <set>
#include <variant>

namespace jackdaw::compute {

/// A device for tests of what lies above the broker: grants what it is told to, keeps virtual time, records every call
/// and fails on demand. Ready jobs with a share take turns by job id unless a script says who runs.
class FakeBroker final : public Broker {
public:
    struct Applied {
        Nanoseconds time{0};
        std::vector<ShareRequest> requests;
        bool accepted = true;
    };
    struct ReadySet {
        Nanoseconds time{0};
        JobId job;
        bool ready = false;
    };
    struct Asked {
        Nanoseconds time{0}; ///< after the charge
        std::optional<Charge> finished;
        std::optional<Lease> leased;
    };
    using Call = std::variant<Applied, ReadySet, Asked>;

    /// With a \p unit above 0 grants are rounded down to a multiple of it, and apply() fails if a share
    /// above 0 is smaller than one unit.
    explicit FakeBroker(Share unit = {});

    /// From the next apply() on, \p job is granted \p share, whatever it asks for.
    void grant(JobId job, Share share);
    /// The next leases go to these jobs, in this order; a job that is not ready then is passed over.
    void script(std::vector<JobId> order);
    /// The next apply() fails with \p error and changes nothing.
    void failNextApply(Error error);
    /// Until restoreDevice(), apply() fails and next() leases nothing.
    void loseDevice();
    void restoreDevice();

    std::vector<Call> calls() const;
    /// Virtual time: the sum of all charges.
    Nanoseconds now() const;

    Capabilities capabilities() const override { return {"fake", m_unit, false}; }
    Result<std::vector<GrantedShare>> apply(const std::vector<ShareRequest>& requests) override;
    void setReady(JobId job, bool ready) override;
    std::optional<Lease> next(const std::optional<Charge>& finished) override;
    std::vector<Usage> takeUsage() override;

private:
    Result<std::vector<GrantedShare>> tryApply(const std::vector<ShareRequest>& requests);
    Result<Share> quantised(const ShareRequest& request) const;
    std::optional<JobId> choose();
    bool canRun(JobId job) const;

    const Share m_unit;
    mutable std::mutex m_mutex;
    DeviceClock m_clock;
    std::map<JobId, Share> m_told;
    std::map<JobId, Share> m_granted;
    std::set<JobId> m_ready;
    std::vector<JobId> m_script; ///< reversed: the next one is at the back
    std::optional<JobId> m_last;
    std::optional<Error> m_failure;
    bool m_lost = false;
    std::uint64_t m_generation = 0;
    std::map<JobId, Usage> m_usage;
    std::vector<Call> m_calls;
};

} // namespace jackdaw::compute
