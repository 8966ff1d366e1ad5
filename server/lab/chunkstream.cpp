// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lab/chunkstream.h"

#include "tracking/trackedconnection.h"

#include <algorithm>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

constexpr auto interval = 100ms;

} // namespace

ChunkStream::ChunkStream(TrackedConnection *socket, std::chrono::milliseconds duration)
    : QObject(socket)
    , m_response(socket, "Content-Type: text/plain\r\n")
    , m_duration(duration)
{
    m_elapsed.start();
    writeChunk();
    connect(&m_timer, &QTimer::timeout, this, &ChunkStream::next);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.start(std::min<std::chrono::milliseconds>(interval, m_duration));
}

void ChunkStream::next()
{
    const auto left = m_duration - std::chrono::milliseconds(m_elapsed.elapsed());
    if (left <= 0ms) {
        m_response.end();
        deleteLater();
        m_timer.stop();
        return;
    }
    writeChunk();
    m_timer.setInterval(std::min<std::chrono::milliseconds>(interval, left));
}

void ChunkStream::writeChunk()
{
    m_response.write("chunk " + QByteArray::number(++m_chunks) + '\n');
}

} // namespace Drainboard

#include "moc_chunkstream.cpp"
