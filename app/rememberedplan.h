// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "engine/enginesettings.h"

#include <QStringList>

class QSettings;

namespace Drainboard {

/// What the user chose in the window for the next shutdown, as it is remembered from one start to the next. Main
/// thread.
class RememberedPlan
{
public:
    /// \a settings must live as long as this object.
    explicit RememberedPlan(QSettings &settings);

    /// Puts what is remembered into \a plan, but for what the command line says by the \a options that it sets. What
    /// makes no sense is left out.
    void restore(ShutdownPlan &plan, const QStringList &options) const;
    /// Remembers where \a after differs from \a before: no more has been chosen.
    void save(const ShutdownPlan &before, const ShutdownPlan &after);

private:
    QSettings &m_settings;
};

} // namespace Drainboard
