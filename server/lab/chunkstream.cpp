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
    , m_socket(socket)
    , m_duration(duration)
{
    m_elapsed.start();
    m_socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n");
    writeChunk();
    connect(&m_timer, &QTimer::timeout, this, &ChunkStream::next);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.start(std::min<std::chrono::milliseconds>(interval, m_duration));
}

void ChunkStream::next()
{
    const auto left = m_duration - std::chrono::milliseconds(m_elapsed.elapsed());
    if (left <= 0ms) {
        m_socket->write("0\r\n\r\n");
        deleteLater();
        m_timer.stop();
        return;
    }
    writeChunk();
    m_timer.setInterval(std::min<std::chrono::milliseconds>(interval, left));
}

void ChunkStream::writeChunk()
{
    const QByteArray text = "chunk " + QByteArray::number(++m_chunks) + '\n';
    m_socket->write(QByteArray::number(text.size(), 16) + "\r\n" + text + "\r\n");
}

} // namespace Drainboard
