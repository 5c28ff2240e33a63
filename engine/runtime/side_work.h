// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/signal.h"
#include "engine/compute/lane.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <vector>

namespace jackdaw::runtime {

/// What the engine thread has done beside its loop, so that cameras do not wait for it: a pure function of values, on
/// threads of its own. What it came to takes effect on the engine thread. Under device time, which stands meanwhile, it
/// is done at once, so that the order of all events does not depend on the machine.
class SideWork {
public:
    using Effect = std::function<void()>;
    using Work = std::function<Effect()>;

    /// \p wake is notified whenever there is something to settle.
    SideWork(bool atOnce, Signal& wake, std::size_t threads = 1);

    /// What \p work throws is thrown where it would take effect.
    void run(Work work);
    /// True while something has not taken effect.
    bool isBusy() const { return !m_effects.empty(); }
    /// Lets what has ended take effect, in the order in which it was asked for.
    void settle();
    /// Waits until all that was asked for has taken effect.
    void finish();

private:
    struct Asked {
        compute::Ticket ticket;
        std::shared_ptr<Effect> effect; ///< empty before it has ended
    };

    Signal& m_wake;
    std::size_t m_asked = 0;
    std::deque<Asked> m_effects; ///< of all that has not taken effect
    std::set<compute::Ticket> m_done; ///< of these, what has ended
    compute::CompletionQueue m_ended;
    std::vector<std::unique_ptr<compute::LaneThread>> m_threads; ///< none: at once; last: they use the others
};

} // namespace jackdaw::runtime
