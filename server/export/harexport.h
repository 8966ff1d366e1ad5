// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/requestlife.h"

#include <QUrl>

class QIODevice;

namespace Drainboard {

struct ExportData;

/// Writes requests as an HTTP Archive 1.2, which browsers' tools for developers open. What is not part of that format
/// has keys that begin with an underscore, as the format wants it. Any thread.
class HarExport
{
public:
    static void write(QIODevice &device, const ExportData &data);
    /// Of the request whose line is \a line ("GET /path"), at a server with this \a base.
    static QUrl url(const QUrl &base, const QByteArray &line);
};

} // namespace Drainboard
