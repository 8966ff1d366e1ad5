// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/tcpfigures.h"

#include <QFuture>
#include <QFutureInterface>

#include <optional>

namespace Drainboard {

/// Who can answer one question for TcpFigures has a part in this. Whoever gives first has answered. Where the last one
/// goes without that, as a worker that ends does, the answer is "unknown": so the future always has a result. (Qt 6.4's
/// QPromise would run a continuation twice there.) One thread at a time may give; any thread.
class TcpFiguresQuestion
{
    Q_DISABLE_COPY_MOVE(TcpFiguresQuestion)

public:
    TcpFiguresQuestion() { m_answer.reportStarted(); }
    ~TcpFiguresQuestion() { give(std::nullopt); }

    QFuture<std::optional<TcpFigures>> future() { return m_answer.future(); }
    void give(const std::optional<TcpFigures> &figures)
    {
        if (!m_answer.isFinished())
            m_answer.reportFinished(&figures);
    }

private:
    QFutureInterface<std::optional<TcpFigures>> m_answer;
};

} // namespace Drainboard
