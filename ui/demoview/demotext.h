// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdplan.h"
#include "demo/demooutcome.h"
#include "demo/ownserver.h"

#include <QCoreApplication>
#include <QString>

#include <optional>

namespace Drainboard {

/// The words of the demo, in the user's language. Any thread.
class DemoText
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::DemoText)

public:
    /// What a server is called: by its \a policy, or as the user's own.
    static QString nameOf(ShutdownPolicy policy, bool isOwn);
    /// What a server that stops in this way does, in one clause.
    static QString whatItDoes(ShutdownPolicy policy);
    /// The same of \a own: what it is, and what stops it.
    static QString whatItDoes(const OwnServer &own);
    /// What has happened, in one or two short sentences.
    static QString sentence(const DemoOutcome &outcome);
    /// The clients of a kind, in a word; without a kind, somebody else.
    static QString nameOf(std::optional<CrowdKind> kind);
    /// What they do, in a sentence.
    static QString whatTheyDo(std::optional<CrowdKind> kind);
    /// "−2 s"
    static QString wholeSeconds(std::chrono::milliseconds time);
    /// "3.0 s"
    static QString seconds(std::chrono::milliseconds time);

private:
    static QString sentenceOfOwn(const DemoOutcome &outcome);
};

} // namespace Drainboard
