// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace jackdaw::studies {

/// A dense matrix of a few dozen rows and columns, by rows.
class SmallMatrix {
public:
    SmallMatrix(std::size_t rows, std::size_t columns) : m_columns(columns), m_values(rows * columns, 0.0) { }

    double& at(std::size_t row, std::size_t column) { return m_values[row * m_columns + column]; }
    double at(std::size_t row, std::size_t column) const { return m_values[row * m_columns + column]; }
    std::size_t rows() const { return m_columns == 0 ? 0 : m_values.size() / m_columns; }
    std::size_t columns() const { return m_columns; }

private:
    std::size_t m_columns;
    std::vector<double> m_values;
};

/// Cholesky factor of a symmetric positive definite matrix.
class Cholesky {
public:
    explicit Cholesky(SmallMatrix matrix);

    std::vector<double> solve(std::vector<double> right) const;
    SmallMatrix solve(const SmallMatrix& right) const;

private:
    SmallMatrix m_lower;
};

} // namespace jackdaw::studies
