// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "layout/windowlayout.h"

#include <QEvent>
#include <QGuiApplication>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QStyle>
#include <QWidget>
#include <QWindow>

#include <algorithm>

namespace Drainboard {
namespace {

const QString geometryKey = QStringLiteral("window/geometry");
const QString rowsKey = QStringLiteral("window/boardRows");

} // namespace

WindowLayout::WindowLayout(QWidget *window, QSplitter *rows, QSettings *settings)
    : QObject(window)
    , m_window(window)
    , m_rows(rows)
    , m_settings(settings)
{
    m_window->installEventFilter(this);
}

void WindowLayout::restore(QSize defaultSize)
{
    m_window->resize(defaultSize);
    if (m_settings) {
        m_window->restoreGeometry(m_settings->value(geometryKey).toByteArray());
        m_rows->restoreState(m_settings->value(rowsKey).toByteArray());
    }
    // The window has no frame yet. The style's own title bars are about as high.
    fitToScreen({ 0, m_window->style()->pixelMetric(QStyle::PM_TitleBarHeight), 0, 0 });
}

void WindowLayout::save() const
{
    if (!m_settings)
        return;
    m_settings->setValue(geometryKey, m_window->saveGeometry());
    m_settings->setValue(rowsKey, m_rows->saveState());
}

QRect WindowLayout::fitted(QRect window, QMargins frame, QRect available)
{
    const QRect room = available.marginsRemoved(frame);
    window.setSize(window.size().boundedTo(room.size()));
    window.moveLeft(std::clamp(window.left(), room.left(), room.right() + 1 - window.width()));
    window.moveTop(std::clamp(window.top(), room.top(), room.bottom() + 1 - window.height()));
    return window;
}

bool WindowLayout::eventFilter(QObject *watched, QEvent *event)
{
    // A window manager has given the window its frame by then. After that, its size is the user's business.
    if (event->type() == QEvent::WindowActivate && m_window->windowHandle()) {
        m_window->removeEventFilter(this);
        fitToScreen(m_window->windowHandle()->frameMargins());
    }
    return QObject::eventFilter(watched, event);
}

void WindowLayout::fitToScreen(QMargins frame)
{
    if (m_window->isMaximized() || m_window->isFullScreen())
        return;
    const QRect now = m_window->geometry();
    const QScreen *screen = QGuiApplication::screenAt(now.center());
    const QRect fits = fitted(now, frame, (screen ? screen : m_window->screen())->availableGeometry());
    const bool hasPlace = m_window->isVisible() || m_window->testAttribute(Qt::WA_Moved);
    if (!hasPlace) // the window manager will find one
        m_window->resize(fits.size());
    else if (fits != now)
        m_window->setGeometry(fits);
}

} // namespace Drainboard

#include "moc_windowlayout.cpp"
