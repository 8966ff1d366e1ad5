// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// What came out of many shutdowns of one server, and the table that shows several servers side by side. Plain value
// logic, for any one thread.

#include "drainround.h"

#include <iosfwd>
#include <map>
#include <string>
#include <vector>

namespace Drainboard {

class DrainFigures
{
public:
    explicit DrainFigures(const std::string &name);

    void add(const DrainRound::Outcome &outcome);
    /// No request was lost, and each time the process exited with 0.
    bool isFlawless() const;

    const std::string &name() const { return m_name; }
    static void print(std::ostream &out, const std::vector<DrainFigures> &columns);

private:
    double medianDuration() const;
    std::string ends() const;

    std::string m_name;
    RequestTally m_requests;
    int m_losingRounds = 0;
    std::vector<double> m_durations; // milliseconds, ascending
    std::map<std::string, int> m_ends; // how often each
};

} // namespace Drainboard
