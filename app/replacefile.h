// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>

namespace Drainboard {

/// Writes \a bytes to \a fileName. Replaces the file in one step, or leaves it as it was. Returns what went wrong, or
/// nothing. Any thread.
QString replaceFile(const QString &fileName, const QByteArray &bytes);

} // namespace Drainboard
