// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "drainfigures.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iomanip>
#include <ostream>
#include <utility>

namespace Drainboard {

namespace {

constexpr int labelWidth = 30;
constexpr int columnWidth = 18;

} // namespace

DrainFigures::DrainFigures(const std::string &name)
    : m_name(name)
{
}

void DrainFigures::add(const DrainRound::Outcome &outcome)
{
    const double ms = std::chrono::duration<double, std::milli>(outcome.duration).count();
    m_durations.insert(std::upper_bound(m_durations.begin(), m_durations.end(), ms), ms);
    m_requests += outcome.requests;
    m_losingRounds += outcome.requests.lost() > 0;
    ++m_ends[outcome.end];
}

bool DrainFigures::isFlawless() const
{
    return m_losingRounds == 0
        && std::all_of(m_ends.begin(), m_ends.end(), [](const auto &end) { return end.first == "0"; });
}

double DrainFigures::medianDuration() const
{
    const std::size_t count = m_durations.size();
    return count == 0 ? 0 : (m_durations[(count - 1) / 2] + m_durations[count / 2]) / 2;
}

std::string DrainFigures::ends() const
{
    std::string text;
    for (const auto &[end, times] : m_ends)
        text += (text.empty() ? "" : ", ") + end + " (" + std::to_string(times) + ')';
    return text;
}

void DrainFigures::print(std::ostream &out, const std::vector<DrainFigures> &columns)
{
    struct Row
    {
        std::string label;
        std::function<std::string(const DrainFigures &)> text;
    };
    const auto count = [](const char *label, long RequestTally::*member) {
        return Row { label, [member](const DrainFigures &of) { return std::to_string(of.m_requests.*member); } };
    };
    const auto whole = [](double number) { return std::to_string(std::lround(number)); };
    const std::vector<Row> rows = {
        { "shutdowns", [](const DrainFigures &of) { return std::to_string(of.m_durations.size()); } },
        count("requests sent whole", &RequestTally::sent),
        count("answered whole, and right", &RequestTally::answered),
        { "lost", [](const DrainFigures &of) { return std::to_string(of.m_requests.lost()); } },
        count("  no byte of an answer", &RequestTally::unanswered),
        count("  answer cut short", &RequestTally::cutShort),
        count("  behind \"Connection: close\"", &RequestTally::behindClose),
        count("  another answer", &RequestTally::wrong),
        { "shutdowns that lost any", [](const DrainFigures &of) { return std::to_string(of.m_losingRounds); } },
        count("interrupted, not sent whole", &RequestTally::interrupted),
        { "SIGTERM to exit, median (ms)", [whole](const DrainFigures &of) { return whole(of.medianDuration()); } },
        { "SIGTERM to exit, longest (ms)", [whole](const DrainFigures &of) { return whole(of.m_durations.back()); } },
        { "exit codes (times)", [](const DrainFigures &of) { return of.ends(); } },
    };

    out << std::left << std::setw(labelWidth) << "";
    for (const DrainFigures &column : columns)
        out << std::right << std::setw(columnWidth) << column.m_name;
    out << '\n';
    for (const Row &row : rows) {
        out << std::left << std::setw(labelWidth) << row.label;
        for (const DrainFigures &column : columns)
            out << std::right << std::setw(columnWidth) << row.text(column);
        out << '\n';
    }
}

} // namespace Drainboard
