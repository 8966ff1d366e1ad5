// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <vector>

namespace Drainboard {

/// Stretches of time in which a connection was busy, in the order of time, in little memory: 16 bytes each, and never
/// more than a fixed number of them. What is closer together than the finest pixel is one stretch. When the list is
/// full, neighbours become one where the picture loses least by it, the old before the new. Such a stretch knows its
/// busy share, and how many there were. Any thread, one at a time.
class SpanList
{
public:
    /// What was busy from begin to end, for \a share of that time.
    struct Span
    {
        SteadyTime begin {};
        SteadyTime end {};
        double share = 1;
        int count = 1; ///< how many in it; counted up to 65,535

        std::chrono::nanoseconds length() const { return end - begin; }
    };

    /// Holds at most \a capacity, at least 4.
    explicit SpanList(std::size_t capacity);

    /// \a span is clipped to begin behind the last one: a connection does one thing after the other.
    void add(const Span &span);
    /// Forgets what ended before \a time.
    void dropBefore(SteadyTime time);
    /// Gives back the memory that is not used.
    void shrink() { m_spans.shrink_to_fit(); }

    bool isEmpty() const { return m_spans.empty(); }
    std::size_t size() const { return m_spans.size(); }
    Span at(std::size_t index) const { return unpacked(m_spans[index]); }
    /// The first one that ends after \a time; size() if there is none.
    std::size_t firstEndingAfter(SteadyTime time) const;
    /// In bytes, without the list itself.
    std::size_t memory() const { return m_spans.capacity() * sizeof(Packed); }

private:
    struct Packed
    {
        qint64 begin; ///< in microseconds, of the clock
        quint32 length; ///< in microseconds
        quint16 share; ///< of 65,535
        quint16 count;

        qint64 end() const { return begin + length; }
    };

    static Packed packed(const Span &span);
    static Span unpacked(const Packed &packed);
    static Packed merged(const Packed &left, const Packed &right);
    static double lossOfMerging(const Packed &left, const Packed &right, qint64 newest);
    void compact();

    std::size_t m_capacity;
    std::vector<Packed> m_spans;
};

} // namespace Drainboard
