// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/fused_convolution.h"

#include <list>

namespace jackdaw::onnx {

/// A node on its way to becoming a step: by its operator, as a convolution, or by a kernel of its own.
struct Work {
    TracedNode traced;
    std::optional<ConvolutionPlan> convolution;
    Kernel kernel;

    bool is(const char* type) const { return traced.node.type == type; }
    ValueId input(std::size_t index) const { return traced.inputs.at(index); }
    ValueId output() const { return traced.outputs.front(); }
};

/// All works of a network in order, with what joins them. Passes change it until it is made a program.
class Works {
public:
    explicit Works(Trace trace);

    Trace& trace() { return m_trace; }
    const Trace& trace() const { return m_trace; }
    std::list<Work>& all() { return m_works; }

    /// What gives \p value; null for inputs and constants.
    Work* giverOf(ValueId value);
    /// The one work that takes \p value; null where there are several, or it is an output of the network.
    Work* onlyTakerOf(ValueId value);
    std::vector<Work*> takersOf(ValueId value);
    bool isOutput(ValueId value) const;
    /// Whoever takes \p old takes \p now.
    void replace(ValueId old, ValueId now);
    /// Drops \p dropped, whose result \p work gives from now on.
    void absorb(Work& work, Work& dropped);
    void remove(const Work& work);
    /// Until nothing is computed that nobody takes.
    void removeUnused();

private:
    Trace m_trace;
    std::list<Work> m_works;
};

} // namespace jackdaw::onnx
