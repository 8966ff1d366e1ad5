// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "shutdown/secondsbox.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace std::chrono;

namespace Drainboard {
namespace {

double secondsOf(milliseconds time)
{
    return duration<double>(time).count();
}

} // namespace

SecondsBox::SecondsBox(milliseconds least, QWidget *parent)
    : QDoubleSpinBox(parent)
{
    setDecimals(3);
    setRange(secondsOf(least), secondsOf(hours(1)));
    setSuffix(tr(" s"));
    setKeyboardTracking(false); // what is half typed is no choice
    setCorrectionMode(CorrectToNearestValue);
}

milliseconds SecondsBox::time() const
{
    return milliseconds(std::llround(value() * 1000));
}

void SecondsBox::setTime(milliseconds time)
{
    setMaximum(std::max(maximum(), secondsOf(time)));
    setValue(secondsOf(time));
}

QString SecondsBox::textFromValue(double value) const
{
    return locale().toString(value, 'f', QLocale::FloatingPointShortest);
}

} // namespace Drainboard

#include "moc_secondsbox.cpp"
