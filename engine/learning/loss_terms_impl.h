// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
//
// Compiled by nvcc, too.
#pragma once

#include "engine/learning/kernel_words_impl.h"

#include <cmath>

namespace jackdaw::learning {

/// What one value of an output adds to the loss, and the gradient there.
struct LossTerm {
    float loss;
    float gradient;
};

/// Probability of a logit, of its opposite, and their logarithms: log p = -softplus(-z) and log(1 - p) = -softplus(z)
/// stay exact for any z.
struct Likelihood {
    JACKDAW_ON_BOTH explicit Likelihood(float logit)
    {
        const float decayed = std::exp(-std::fabs(logit));
        const float softplus = std::log1p(decayed); // of -|logit|
        const float larger = 1.0F / (1.0F + decayed);
        p = logit >= 0.0F ? larger : 1.0F - larger;
        q = logit >= 0.0F ? 1.0F - larger : larger;
        logP = (0.0F < logit ? 0.0F : logit) - softplus;
        logQ = (0.0F < -logit ? 0.0F : -logit) - softplus;
    }
    float p;
    float q;
    float logP;
    float logQ;
};

/// Focal loss where an object's centre is.
JACKDAW_ON_BOTH inline LossTerm centreTerm(float logit, float weight)
{
    const Likelihood is(logit);
    return {-weight * is.q * is.q * is.logP, weight * (2.0F * is.p * is.q * is.q * is.logP - is.q * is.q * is.q)};
}

/// And elsewhere, where \p weight falls towards centres.
JACKDAW_ON_BOTH inline LossTerm otherTerm(float logit, float weight)
{
    const Likelihood is(logit);
    return {-weight * is.p * is.p * is.logQ, weight * (is.p * is.p * is.p - 2.0F * is.p * is.p * is.q * is.logQ)};
}

/// L1 of one number of a box.
JACKDAW_ON_BOTH inline LossTerm boxTerm(float value, float wanted, float weight)
{
    const float difference = value - wanted;
    return {weight * std::fabs(difference), difference > 0.0F ? weight : difference < 0.0F ? -weight : 0.0F};
}

} // namespace jackdaw::learning
