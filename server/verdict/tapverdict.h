// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "verdict/verdict.h"

#include <optional>

/// What is to be said of connections that go through a tap alone: what the server behind did. Each is one question, and
/// has no answer where it is not so. Any thread.
namespace Drainboard::TapVerdict {

/// A request came when the server had closed already.
std::optional<Verdict> cameAfterFin(const ConnectionCase &connection);
/// The server ended the connection while a request was in progress.
std::optional<Verdict> cutByServer(const ConnectionCase &connection);
/// The server did not accept it.
std::optional<Verdict> refused(const ConnectionCase &connection);
/// The server closed it while it was idle.
std::optional<Verdict> idleClosed(const ConnectionCase &connection);
/// What passes is not HTTP/1.
std::optional<Verdict> notLookedInto(const ConnectionCase &connection);

} // namespace Drainboard::TapVerdict
