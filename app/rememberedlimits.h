// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectionlimits.h"

#include <QStringList>

class QSettings;

namespace Drainboard {

/// What the user chose in the window for clients, as it is remembered from one start to the next. Main thread.
class RememberedLimits
{
public:
    /// \a settings must live as long as this object.
    explicit RememberedLimits(QSettings &settings);

    /// Puts what is remembered into \a limits, but for what the command line says by the \a options that it sets. What
    /// makes no sense is left out.
    void restore(ServerLimits &limits, const QStringList &options) const;
    /// Remembers where \a after differs from \a before: no more has been chosen.
    void save(const ServerLimits &before, const ServerLimits &after);

private:
    QSettings &m_settings;
};

} // namespace Drainboard
