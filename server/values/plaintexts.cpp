// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "values/plaintexts.h"

namespace Drainboard {
namespace {

thread_local int wanted = 0; // one may be made within another

} // namespace

PlainTexts::PlainTexts()
{
    ++wanted;
}

PlainTexts::~PlainTexts()
{
    --wanted;
}

bool PlainTexts::areWanted()
{
    return wanted > 0;
}

} // namespace Drainboard
