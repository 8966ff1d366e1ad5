// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "export/exportverdicts.h"

#include "export/exportclock.h"
#include "export/exportdata.h"
#include "values/plaintexts.h"

#include <QMetaEnum>

namespace Drainboard {
namespace {

constexpr qsizetype requestsLookedAt = 8;

} // namespace

ExportVerdicts::ExportVerdicts(const ExportData &data)
    : m_data(data)
    , m_alike(data.connections)
{
    for (qsizetype i = 0; i < data.requests.size(); ++i) {
        QList<qsizetype> &places = m_requests[data.requests[i].connection];
        if (places.size() == requestsLookedAt)
            places.removeFirst();
        places += i;
    }
}

Verdict ExportVerdicts::on(const ConnectionFacts &facts) const
{
    const SteadyTime end = facts->state == ConnectionState::Closed ? facts->closedAt : m_data.takenAt;
    ConnectionCase all {
        .facts = facts, .now = m_data.takenAt, .limits = m_data.limits, .alike = m_alike.count(*facts)
    };
    if (const auto places = m_requests.find(facts->id); places != m_requests.end()) {
        for (const qsizetype place : places->second) {
            const RequestLife &life = m_data.requests[place];
            all.requests.push_back({ .line = life.requestLine,
                                     .bytesIn = life.bytesIn,
                                     .arrival = inMicroseconds(life.arrivedAt - life.firstByteIn),
                                     .queued = life.inQueue(),
                                     .age = inMicroseconds(end - life.firstByteIn) });
        }
    }
    const PlainTexts wanted;
    return verdictOn(all);
}

QString ExportVerdicts::name(Verdict::Kind kind)
{
    return QString::fromLatin1(QMetaEnum::fromType<Verdict::Kind>().valueToKey(int(kind)));
}

} // namespace Drainboard
