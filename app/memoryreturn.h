// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "trimrule.h"

#include <QTimer>

namespace Drainboard {

/// Gives memory back to the system that many connections have needed and nobody uses any more. glibc keeps it: after
/// 1,000 clients that had asked for a megabyte and did not read, the process stayed at 880 MB. Looks once a second, and
/// costs a request nothing: mallopt(M_MMAP_THRESHOLD) would have the same effect, but each large response would be
/// mapped anew. Without glibc it does nothing. For the main thread.
class MemoryReturn
{
    Q_DISABLE_COPY_MOVE(MemoryReturn)

public:
    MemoryReturn();

private:
    void look();

    TrimRule m_rule;
    QTimer m_timer;
};

} // namespace Drainboard
