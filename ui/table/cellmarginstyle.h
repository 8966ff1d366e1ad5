// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// The style of the program with more room left and right of the text in cells and headers: a column of
// numbers and a column of text beside it would touch otherwise. GUI thread.

#include <QProxyStyle>

namespace Drainboard {

class CellMarginStyle : public QProxyStyle
{
    Q_OBJECT

public:
    /// \a margin in pixels.
    explicit CellMarginStyle(int margin);

    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;

private:
    int m_margin;
};

} // namespace Drainboard
