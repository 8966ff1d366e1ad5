// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

namespace Drainboard {

/// A place in a ring of things, one of which is its head. By itself it is a ring of one. For any one thread.
struct RingLink
{
    RingLink *next = this;
    RingLink *previous = this;

    bool isAlone() const { return next == this; }
    void unlink()
    {
        next->previous = previous;
        previous->next = next;
        next = previous = this;
    }
    /// Of one that is alone. Before the head is at the end.
    void linkBefore(RingLink &other)
    {
        next = &other;
        previous = other.previous;
        previous->next = this;
        other.previous = this;
    }
};

} // namespace Drainboard
