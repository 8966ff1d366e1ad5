// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "lifelines/lifeline.h"

#include <chrono>
#include <vector>

namespace Drainboard {

class BoardAxis;

/// The lifelines of several connections as one: when any of them was open, and which share of the time that all were
/// open they were busy. Each stretch of them costs the same, however long it is, so that thousands can be added.
/// Arithmetic only. GUI thread.
class GroupLife
{
public:
    /// Pixels from begin to before end that look the same.
    struct Run
    {
        int begin = 0;
        int end = 0;
        double share = 0; ///< how busy; 0 where none was
    };

    /// Empty.
    GroupLife() = default;
    /// Empty, for what \a axis shows now.
    explicit GroupLife(const BoardAxis &axis);

    /// Adds what \a line did until \a now.
    void add(const Lifeline &line, SteadyTime now);
    /// No more is added: from now on there are runs.
    void finish();

    /// From left to right, on \a axis as it is now. Time may have gone on since, and the axis may show another part of
    /// it: what is not known is left out.
    std::vector<Run> runs(const BoardAxis &axis) const;
    /// How busy they were in the last pixel in which any of them was open; 0 where there is none.
    double lastShare() const;

private:
    void addBusy(SteadyTime from, SteadyTime until, double share);
    /// In pixels since m_begin.
    double place(SteadyTime time) const;

    SteadyTime m_begin {};
    std::chrono::nanoseconds m_pixel { 0 };
    // While it is added to: how much comes or goes in a pixel. Then: how much there is.
    std::vector<float> m_open;
    std::vector<float> m_busy;
    std::vector<float> m_busyHere; ///< of parts of a pixel
};

} // namespace Drainboard
