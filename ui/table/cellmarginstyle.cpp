// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/cellmarginstyle.h"

namespace Drainboard {

CellMarginStyle::CellMarginStyle(int margin)
    : m_margin(margin)
{
}

int CellMarginStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    if (metric == PM_FocusFrameHMargin || metric == PM_HeaderMargin)
        return m_margin;
    return QProxyStyle::pixelMetric(metric, option, widget);
}

} // namespace Drainboard

#include "moc_cellmarginstyle.cpp"
