// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

/// What a warden and who started it say to each other. Both sides read and write lines.
///
/// To the warden: "signal N": the signal N is for the server. The end of these lines: SIGKILL is for all that is left
/// of it. Who started the warden wants that, or is gone itself.
///
/// From the warden, each with two numbers: "started PID 0"; "refused ERRNO 0", after which nothing comes; "ended CODE
/// SIGNAL", about the command itself; "gone CODE SIGNAL", when no process is left, about the last one. SIGNAL is 0
/// where a process has ended by itself.
namespace Drainboard::WardenProtocol {

/// The first argument of a warden. Behind it: who started it, as a number; the command's limit on descriptors, or
/// "-" for that which the warden has; "--"; the command.
constexpr char argument[] = "--warden";
constexpr char sameLimit[] = "-";

/// The descriptors that a warden is started with.
enum Descriptor {
    Link = 0, ///< a socket, for the lines
    Output = 3, ///< the command's standard output
    Errors = 4, ///< the command's standard error
    FirstUnused = 5,
};

} // namespace Drainboard::WardenProtocol
