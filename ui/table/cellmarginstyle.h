// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QProxyStyle>

namespace Drainboard {

/// The program's style with more room beside the text of cells and headers. Without it, a column of numbers would touch
/// the column of text to its right. GUI thread.
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
