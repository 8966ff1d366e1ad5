// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "linewriter.h"

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include <poll.h>
#include <unistd.h>

namespace Drainboard {
namespace {

QByteArray noticeOf(quint64 dropped)
{
    return dropped == 1 ? QByteArrayLiteral("(1 line was dropped here: nobody read it in time)\n")
                        : '(' + QByteArray::number(dropped)
            + QByteArrayLiteral(" lines were dropped here: nobody read them in time)\n");
}

/// False if \a descriptor, or its reader, is gone.
bool writeWhole(int descriptor, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), std::size_t(bytes.size()));
        if (written >= 0) {
            bytes = bytes.sliced(written);
        } else if (errno == EAGAIN) { // another process that shares it has made it non-blocking
            pollfd entry { descriptor, POLLOUT, 0 };
            ::poll(&entry, 1, -1);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

/// Waits until \a descriptor takes a line without blocking, or until \a deadline.
bool takesALine(int descriptor, std::chrono::steady_clock::time_point deadline)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd entry { descriptor, POLLOUT, 0 };
    return ::poll(&entry, 1, int(std::max<std::int64_t>(left.count(), 0))) == 1; // also if it is gone
}

} // namespace

/// The lines that wait, and the loop that writes them.
class LineWriter::Queue
{
public:
    Queue(int descriptor, std::size_t capacity)
        : m_descriptor(descriptor)
        , m_capacity(capacity)
    {
    }

    /// run() runs in a thread. Before the first line.
    void setThreaded() { m_threaded = true; }

    void add(const QByteArray &line)
    {
        {
            const std::scoped_lock lock(m_mutex);
            if (m_lines.size() == m_capacity) {
                m_lines.pop_front();
                ++m_dropped;
            }
            m_lines.push_back(line + '\n');
        }
        if (m_threaded)
            m_changed.notify_all();
        else
            writeWithoutThread(std::chrono::steady_clock::now());
    }

    bool waitUntilEmpty(std::chrono::steady_clock::time_point deadline)
    {
        if (!m_threaded)
            return writeWithoutThread(deadline);
        std::unique_lock lock(m_mutex);
        return m_changed.wait_until(lock, deadline, [this] { return m_lines.empty() && !m_writing; });
    }

    void stop()
    {
        const std::scoped_lock lock(m_mutex);
        m_stopped = true;
        m_changed.notify_all();
    }

    /// In the thread: until stop().
    void run()
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_changed.wait(lock, [this] { return m_stopped || !m_lines.empty(); });
            if (m_stopped)
                return;
            const QByteArray next = takeNext();
            m_writing = true;
            lock.unlock();
            writeWhole(m_descriptor, next);
            lock.lock();
            m_writing = false;
            m_changed.notify_all();
        }
    }

private:
    QByteArray takeNext()
    {
        QByteArray next = m_dropped > 0 ? noticeOf(std::exchange(m_dropped, 0)) : QByteArray();
        next += m_lines.front();
        m_lines.pop_front();
        return next;
    }

    // The lines that the descriptor does not take in time stay in the queue.
    bool writeWithoutThread(std::chrono::steady_clock::time_point deadline)
    {
        const std::scoped_lock lock(m_mutex);
        while (!m_lines.empty() && takesALine(m_descriptor, deadline))
            writeWhole(m_descriptor, takeNext());
        return m_lines.empty();
    }

    const int m_descriptor;
    const std::size_t m_capacity;
    bool m_threaded = false;

    std::mutex m_mutex; // guards what follows; with a thread, never held while something is written
    std::condition_variable m_changed;
    std::deque<QByteArray> m_lines;
    quint64 m_dropped = 0; // lines in front of the first of m_lines
    bool m_writing = false;
    bool m_stopped = false;
};

LineWriter::LineWriter(int descriptor, std::size_t capacity)
    : m_queue(std::make_shared<Queue>(descriptor, capacity))
{
    try {
        std::thread([queue = m_queue] { queue->run(); }).detach();
        m_queue->setThreaded();
    } catch (const std::system_error &) {
        // Then add() writes.
    }
}

LineWriter::~LineWriter()
{
    m_queue->stop();
}

void LineWriter::write(const QByteArray &line)
{
    m_queue->add(line);
}

bool LineWriter::waitUntilWritten(std::chrono::steady_clock::time_point deadline)
{
    return m_queue->waitUntilEmpty(deadline);
}

} // namespace Drainboard
