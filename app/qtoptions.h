// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QStringList>

namespace Drainboard {

/// Options of Qt's own, such as -style fusion, which QApplication reads and removes from its arguments. The program
/// reads its options before there is an application: so it has to know these. Any thread.
namespace QtOptions {

/// \a arguments without them, and without their values. Their name is the first, which stays.
QStringList removedFrom(const QStringList &arguments);
/// Whether \a arguments say what to show windows on.
bool nameAPlatform(const QStringList &arguments);

} // namespace QtOptions

} // namespace Drainboard
