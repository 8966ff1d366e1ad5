// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "lifelines/spanlist.h"

#include <vector>

namespace Drainboard {

class BoardAxis;

/// How busy a connection was in each pixel of an axis. What it has of a connection it gives as runs of pixels that look
/// the same. Arithmetic only. GUI thread.
class PixelLoad
{
public:
    /// Pixels from begin to before end.
    struct Run
    {
        int begin = 0;
        int end = 0;
        double share = 1; ///< how busy, from faintest to 1
    };
    /// Who did anything in a pixel is seen to have done it.
    static constexpr double faintest = 0.15;
    /// In a narrower run no share can be seen: it is solid.
    static constexpr int narrowest = 3;

    /// Looks at the pixels of \a axis as it is now.
    explicit PixelLoad(const BoardAxis &axis);

    void add(const SpanList &spans);
    void add(const SpanList::Span &span);
    /// From left to right. Their shares are rounded to sixteenths.
    std::vector<Run> runs() const;

private:
    void load(int x, double share);

    const BoardAxis &m_axis;
    std::vector<float> m_pixels; ///< less than 0 where nothing was
};

} // namespace Drainboard
