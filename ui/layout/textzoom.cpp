// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "layout/textzoom.h"

#include <QApplication>
#include <QSettings>
#include <QShortcut>
#include <QWidget>

#include <algorithm>
#include <array>

namespace Drainboard {
namespace {

const QString zoomKey = QStringLiteral("window/textZoom");
constexpr std::array sizes { 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300 };

} // namespace

TextZoom::TextZoom(QSettings *settings, QWidget *window)
    : QObject(window)
    , m_settings(settings)
    , m_usual(QApplication::font())
{
    const auto add = [this, window](const QKeySequence &keys, auto slot) {
        auto *shortcut = new QShortcut(keys, window);
        shortcut->setAutoRepeat(false);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    add(Qt::CTRL | Qt::Key_Plus, &TextZoom::zoomIn);
    add(Qt::CTRL | Qt::Key_Equal, &TextZoom::zoomIn); // where plus needs Shift
    add(Qt::CTRL | Qt::Key_Minus, &TextZoom::zoomOut);
    add(Qt::CTRL | Qt::Key_0, &TextZoom::reset);
    if (m_settings)
        setPercent(m_settings->value(zoomKey, 100).toInt());
}

TextZoom::~TextZoom()
{
    if (m_percent != 100)
        QApplication::setFont(m_usual);
}

void TextZoom::setPercent(int percent)
{
    const int bounded = percent <= 0 ? 100 : std::clamp(percent, least, most);
    if (bounded == m_percent)
        return;
    m_percent = bounded;
    QFont font = m_usual;
    font.setPointSizeF(m_usual.pointSizeF() * bounded / 100);
    QApplication::setFont(font);
    if (m_settings)
        m_settings->setValue(zoomKey, bounded);
}

void TextZoom::zoomIn()
{
    const auto *next = std::ranges::upper_bound(sizes, m_percent);
    if (next != sizes.end())
        setPercent(*next);
}

void TextZoom::zoomOut()
{
    const auto *next = std::ranges::lower_bound(sizes, m_percent);
    if (next != sizes.begin())
        setPercent(*std::prev(next));
}

void TextZoom::reset()
{
    setPercent(100);
}

} // namespace Drainboard

#include "moc_textzoom.cpp"
