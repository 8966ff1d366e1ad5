// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

#include <optional>

namespace Drainboard {

/// Lets this process have as many descriptors as it may: the soft limit becomes the hard one. The soft limit is mostly
/// 1024, for the sake of select(), which nothing here uses. If that fails, the limit stays as it is. Returns what it
/// was, for a program that we start.
std::optional<quint64> raiseDescriptorLimit();

} // namespace Drainboard
