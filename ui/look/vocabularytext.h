// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/vocabulary.h"

#include <QCoreApplication>

namespace Drainboard {

/// The library's words as the window shows them, in the user's language. (Its own toText() is for reports, logs and
/// options, which are the same in every language.) Any thread.
class VocabularyText
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::VocabularyText)

public:
    static QString of(ConnectionState state);
    /// Empty for None.
    static QString of(CloseCause cause);
    /// Empty for Unknown.
    static QString of(Persistence persistence);
    static QString of(PassedProtocol protocol);
    static QString of(ShutdownPhase phase);
    static QString of(LossReason reason);
    /// Why a connection was closed, as ConnectionInfo::closeReason says it. A status is the same in every language.
    static QString ofReason(const QByteArray &reason);
};

} // namespace Drainboard
