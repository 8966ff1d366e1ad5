// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace Drainboard {

/// What a client of a crowd does.
enum class CrowdKind : quint8 {
    Idle, ///< sends one request, then keeps the connection, as a browser does
    Busy, ///< sends the next request 0 to 40 ms after a response, as one of a pool
    Slow, ///< its request is in progress for long
    Upload, ///< sends a body in pieces, for a second
    Preconnect, ///< connects and sends nothing, as browsers do in advance
    Poll, ///< sends a request each second
    Hang, ///< asks for what is never answered
    NoRead, ///< asks for something large and does not read
};
inline constexpr int crowdKinds = 8;

/// The word of a plan: "idle", "noread".
QString toText(CrowdKind kind);
/// Of the word of a plan; nullopt for others.
std::optional<CrowdKind> crowdKindFromString(QStringView text);

/// How many clients of each kind a crowd has. The clients are numbered from 0, kind after kind, in the order of
/// CrowdKind. A plain value.
struct CrowdPlan
{
    /// In a whole plan.
    static constexpr int mostClients = 50'000;

    std::array<int, crowdKinds> counts {}; ///< by CrowdKind

    int of(CrowdKind kind) const { return counts[std::size_t(kind)]; }
    int total() const;
    /// What client \a number does.
    CrowdKind kindOf(int number) const;
    /// As parse() reads it, without the kinds that there are none of.
    QString toString() const;

    struct Parsed;
    /// Reads "idle=4,busy=16".
    static Parsed parse(QStringView text);

    friend bool operator==(const CrowdPlan &, const CrowdPlan &) = default;
};

/// What has been read: a plan, or one line that says what is wrong.
struct CrowdPlan::Parsed
{
    std::optional<CrowdPlan> plan {};
    QString error {};
};

/// Clients as they are in the world.
inline constexpr CrowdPlan defaultCrowd { .counts = { 4, 16, 4, 2, 2, 0, 0, 0 } };

} // namespace Drainboard
