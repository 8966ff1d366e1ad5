// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "lab/chunkedresponse.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace Drainboard {

class TrackedConnection;

/// A chunked response that takes its time: sends a chunk at once, one each 100 ms, and ends after a given time. Belongs
/// to the socket, and so ends with it. Lives in the socket's thread.
class ChunkStream : public QObject
{
    Q_OBJECT

public:
    ChunkStream(TrackedConnection *socket, std::chrono::milliseconds duration);

private:
    void next();
    void writeChunk();

    ChunkedResponse m_response;
    const std::chrono::milliseconds m_duration;
    QElapsedTimer m_elapsed;
    QTimer m_timer;
    int m_chunks = 0;
};

} // namespace Drainboard
