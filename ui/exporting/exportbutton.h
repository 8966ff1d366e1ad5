// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "exporting/boardexport.h"

#include <QPushButton>

#include <functional>

namespace Drainboard {

/// Asks for a file, and writes to it what the window showed when it was pressed. GUI thread.
class ExportButton : public QPushButton
{
    Q_OBJECT

public:
    /// What is shown now.
    using Source = std::function<BoardExport()>;

    explicit ExportButton(Source source, QWidget *parent = nullptr);

Q_SIGNALS:
    /// \a line says what has been written, and where.
    void exported(const QString &line);
    /// \a problem says what went wrong, and so does a dialog.
    void failed(const QString &problem);

private:
    void choose();
    void write(const QString &fileName);

    const Source m_source;
    BoardExport m_shown;
};

} // namespace Drainboard
