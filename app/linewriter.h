// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>

#include <chrono>
#include <cstddef>
#include <memory>

namespace Drainboard {

/// Writes lines to a descriptor in a thread of its own, so that nobody else waits for a reader who does not read. Lines
/// wait in a bounded queue. When it is full, the oldest line is dropped, because the latest ones tell the present
/// state. Where lines were dropped, the reader finds one line that says how many.
///
/// If no thread can be started, write() itself writes what the descriptor takes at once. The rest waits for the next
/// call.
class LineWriter
{
    Q_DISABLE_COPY_MOVE(LineWriter)

public:
    static constexpr std::size_t usualCapacity = 1000; ///< lines; at one a second, a quarter of an hour

    /// Does not own \a descriptor. That must stay open, even after this object, because the thread may be left behind.
    /// At most \a capacity lines wait; 1 is the least.
    explicit LineWriter(int descriptor, std::size_t capacity = usualCapacity);
    /// Drops the lines that wait: see waitUntilWritten(). If the thread is stuck in writing a line, it is left behind.
    ~LineWriter();

    /// Any thread; does not block. \a line ends without a newline.
    void write(const QByteArray &line);
    /// Waits until all lines so far are written, or until \a deadline. Returns whether they are written.
    bool waitUntilWritten(std::chrono::steady_clock::time_point deadline);

private:
    class Queue;

    // Shared with the thread, because that may outlive this object.
    const std::shared_ptr<Queue> m_queue;
};

} // namespace Drainboard
