// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QCoreApplication>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace Drainboard {

/// A part of the talk that the demo can be: which stages there are, and what is to be said. A plain value.
class DemoChapter
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::DemoChapter)

public:
    QString title {}; ///< a few words
    QString text {}; ///< two sentences
    std::vector<int> stages {}; ///< by their number in a DemoRun, from above
    /// Of the clients, where the chapter is about that.
    std::optional<std::chrono::milliseconds> distance {};

    /// In the user's language. The first one is the whole story; then come its parts, in order. \a hasOwn: the user has
    /// a server of their own, behind ours.
    static std::vector<DemoChapter> all(bool hasOwn = false);
};

} // namespace Drainboard
