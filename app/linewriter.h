// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>

#include <chrono>
#include <cstddef>
#include <memory>

namespace Drainboard {

/// Writes lines to a descriptor in a thread of its own, so that a reader who does not read keeps nobody else. Lines
/// wait in a queue with a bound. When it is full, the oldest line is dropped: the latest ones tell how things stand. In
/// the place of the lines that were dropped, the reader finds one line that says how many they were.
///
/// If no thread can be started, each line is written by its caller if that does not block, and dropped otherwise.
class LineWriter
{
    Q_DISABLE_COPY_MOVE(LineWriter)

public:
    static constexpr std::size_t usualCapacity = 1000; ///< lines: a quarter of an hour of those of each second

    /// Does not own \a descriptor, which must stay open. At most \a capacity lines wait, at least 1.
    explicit LineWriter(int descriptor, std::size_t capacity = usualCapacity);
    /// Drops the lines that wait, and leaves the thread behind if that is stuck in writing one. See waitUntilWritten().
    ~LineWriter();

    /// Any thread; does not block. \a line ends without a newline.
    void write(const QByteArray &line);
    /// Waits until all lines so far are written, but no longer than until \a deadline. Returns whether they are.
    bool waitUntilWritten(std::chrono::steady_clock::time_point deadline);

private:
    class Queue;

    // Shared with the thread, which may outlive this object.
    const std::shared_ptr<Queue> m_queue;
};

} // namespace Drainboard
