// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/statecolors.h"

#include <QPalette>

namespace Drainboard {
namespace {

struct Shade
{
    QRgb light;
    QRgb dark;
};

constexpr Shade grey { 0xff5c6670, 0xff9aa5b1 };
constexpr Shade blue { 0xff1b66ab, 0xff74b6f5 };
constexpr Shade amber { 0xff8a5a00, 0xfff0b850 };
constexpr Shade brightAmber { 0xffeb9c00, 0xfff0b850 };
constexpr Shade orange { 0xffb8420a, 0xffff9a62 };
constexpr Shade purple { 0xff7440a8, 0xffc9a0f5 };
constexpr Shade green { 0xff1c7540, 0xff63cf8f };
constexpr Shade red { 0xffb3261e, 0xffff8a80 };

QColor pick(Shade shade, const QPalette &palette)
{
    const bool dark = palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
    return QColor::fromRgb(dark ? shade.dark : shade.light);
}

QColor blend(const QColor &over, const QColor &under, float share)
{
    const auto mix = [share](float a, float b) { return a * share + b * (1 - share); };
    return QColor::fromRgbF(mix(over.redF(), under.redF()), mix(over.greenF(), under.greenF()),
                            mix(over.blueF(), under.blueF()));
}

} // namespace

QColor colorOf(ConnectionState state, const QPalette &palette)
{
    switch (state) {
    case ConnectionState::Waiting: // as on its lifeline
        return pick(amber, palette);
    case ConnectionState::New:
        return pick(grey, palette);
    case ConnectionState::Reading:
        return pick(amber, palette);
    case ConnectionState::Responding:
        return pick(orange, palette);
    case ConnectionState::Idle:
        return pick(blue, palette);
    case ConnectionState::WebSocket:
    case ConnectionState::Passing:
        return pick(green, palette);
    case ConnectionState::Closing:
        return pick(purple, palette);
    case ConnectionState::Closed:
        return pick(grey, palette);
    }
    Q_UNREACHABLE();
}

QColor colorOf(ShutdownPhase phase, const QPalette &palette)
{
    switch (phase) {
    case ShutdownPhase::Running:
        return pick(green, palette);
    case ShutdownPhase::Leaving:
        return pick(purple, palette);
    case ShutdownPhase::Draining:
        return pick(blue, palette);
    case ShutdownPhase::Aborting:
        return pick(orange, palette);
    case ShutdownPhase::Closed:
        return pick(green, palette);
    case ShutdownPhase::Forced:
        return pick(red, palette);
    }
    Q_UNREACHABLE();
}

QColor colorOfEnd(ShutdownPhase phase, qsizetype lost, const QPalette &palette)
{
    return phase == ShutdownPhase::Closed && lost > 0 ? pick(orange, palette) : colorOf(phase, palette);
}

QColor colorOf(EventKind kind, const QPalette &palette)
{
    switch (kind) {
    case EventKind::Opened:
        return pick(green, palette);
    case EventKind::Closed:
        return pick(blue, palette);
    case EventKind::Status:
        return palette.color(QPalette::Text);
    case EventKind::Count:
        return subduedColor(palette);
    case EventKind::Warning:
        return pick(orange, palette);
    case EventKind::Error:
        return pick(red, palette);
    }
    Q_UNREACHABLE();
}

QColor lossColor(const QPalette &palette)
{
    return pick(brightAmber, palette);
}

QColor subduedColor(const QPalette &palette)
{
    return blend(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.66F);
}

QColor ruleColor(const QPalette &palette)
{
    return blend(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.16F);
}

} // namespace Drainboard
