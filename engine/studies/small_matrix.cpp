// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/studies/small_matrix.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace jackdaw::studies {
namespace {

/// Keeps the factor finite where rounding makes a pivot vanish.
constexpr double kLeastPivot = 1e-12;

} // namespace

Cholesky::Cholesky(SmallMatrix matrix) : m_lower(std::move(matrix))
{
    const std::size_t n = m_lower.rows();
    for (std::size_t j = 0; j < n; ++j) {
        double pivot = m_lower.at(j, j);
        for (std::size_t k = 0; k < j; ++k)
            pivot -= m_lower.at(j, k) * m_lower.at(j, k);
        m_lower.at(j, j) = std::sqrt(std::max(pivot, kLeastPivot));
        for (std::size_t i = j + 1; i < n; ++i) {
            double sum = m_lower.at(i, j);
            for (std::size_t k = 0; k < j; ++k)
                sum -= m_lower.at(i, k) * m_lower.at(j, k);
            m_lower.at(i, j) = sum / m_lower.at(j, j);
        }
    }
}

std::vector<double> Cholesky::solve(std::vector<double> x) const
{
    const std::size_t n = m_lower.rows();
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k)
            x[i] -= m_lower.at(i, k) * x[k];
        x[i] /= m_lower.at(i, i);
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k)
            x[i] -= m_lower.at(k, i) * x[k];
        x[i] /= m_lower.at(i, i);
    }
    return x;
}

SmallMatrix Cholesky::solve(const SmallMatrix& right) const
{
    SmallMatrix result(right.rows(), right.columns());
    std::vector<double> column(right.rows());
    for (std::size_t c = 0; c < right.columns(); ++c) {
        for (std::size_t r = 0; r < right.rows(); ++r)
            column[r] = right.at(r, c);
        column = solve(std::move(column));
        for (std::size_t r = 0; r < right.rows(); ++r)
            result.at(r, c) = column[r];
    }
    return result;
}

} // namespace jackdaw::studies
