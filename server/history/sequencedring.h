// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <memory>
#include <type_traits>

namespace Drainboard {

/// The last so many entries that one thread has written. Any other thread may read them at any time; the writer never
/// waits. A reader knows how many it has missed. Memory that was never written to is never touched.
///
/// Each entry has a sequence number, which is odd while the entry is written (a seqlock). All words of it are atomic:
/// so a reader that has seen any part of a newer entry sees the newer sequence number too. There are no fences, which a
/// thread sanitizer would not understand.
template <typename T> class SequencedRing
{
    static_assert(std::is_trivially_copyable_v<T> && sizeof(T) % sizeof(quint64) == 0);
    Q_DISABLE_COPY_MOVE(SequencedRing)

public:
    /// What one look has found.
    struct Look
    {
        quint64 next = 0; ///< where to go on
        quint64 missed = 0; ///< were overwritten before they were read
    };

    /// Keeps \a capacity entries; 0: none.
    explicit SequencedRing(std::size_t capacity)
        : m_capacity(capacity)
        , m_words(std::make_unique_for_overwrite<quint64[]>(capacity * entrySize))
    {
    }

    std::size_t capacity() const { return m_capacity; }
    /// How many have been written, since the beginning.
    quint64 written() const { return m_written.load(std::memory_order_acquire); }
    /// The number of the oldest that is kept; written() if there is none.
    quint64 oldest() const
    {
        const quint64 count = written();
        return count - std::min<quint64>(count, m_capacity);
    }

    /// The one thread that writes.
    void push(const T &entry)
    {
        const quint64 number = m_written.load(std::memory_order_relaxed);
        if (m_capacity == 0) { // counted, and missed by all readers
            m_written.store(number + 1, std::memory_order_release);
            return;
        }
        quint64 *const words = &m_words[m_place * entrySize];
        if (++m_place == m_capacity)
            m_place = 0;
        const auto values = std::bit_cast<std::array<quint64, dataSize>>(entry);
        store(words[0], writing(number));
        for (std::size_t i = 0; i < dataSize; ++i)
            store(words[i + 1], values[i]);
        store(words[0], whole(number));
        m_written.store(number + 1, std::memory_order_release);
    }

    /// Calls \a take with each entry from number \a from on, in the order of writing. Any thread.
    template <typename Take> Look read(quint64 from, Take take) const
    {
        Look look { .next = std::max(from, oldest()) };
        look.missed = look.next - from;
        for (const quint64 end = written(); look.next < end; ++look.next) {
            T entry;
            if (copy(look.next, entry))
                take(entry);
            else
                ++look.missed;
        }
        return look;
    }

private:
    static constexpr std::size_t dataSize = sizeof(T) / sizeof(quint64);
    static constexpr std::size_t entrySize = dataSize + 1; // the sequence number first

    static constexpr quint64 writing(quint64 number) { return 2 * number + 1; }
    static constexpr quint64 whole(quint64 number) { return 2 * number + 2; }
    static void store(quint64 &word, quint64 value) { std::atomic_ref(word).store(value, std::memory_order_release); }
    static quint64 load(quint64 &word) { return std::atomic_ref(word).load(std::memory_order_acquire); }

    bool copy(quint64 number, T &entry) const
    {
        quint64 *const words = &m_words[std::size_t(number % m_capacity) * entrySize];
        if (load(words[0]) != whole(number))
            return false;
        std::array<quint64, dataSize> values;
        for (std::size_t i = 0; i < dataSize; ++i)
            values[i] = load(words[i + 1]);
        entry = std::bit_cast<T>(values);
        return load(words[0]) == whole(number);
    }

    const std::size_t m_capacity;
    const std::unique_ptr<quint64[]> m_words;
    std::size_t m_place = 0; // the next one to be written
    std::atomic<quint64> m_written = 0;
};

} // namespace Drainboard
