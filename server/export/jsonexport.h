// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

class QIODevice;

namespace Drainboard {

struct ExportData;

/// Writes all there is as one JSON object. resources/docs/reference.md has its keys, which stay. Each connection and
/// each request is a line of its own. Any thread.
class JsonExport
{
public:
    static void write(QIODevice &device, const ExportData &data);
};

} // namespace Drainboard
