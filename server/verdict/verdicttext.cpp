// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "verdict/verdicttext.h"

#include "values/plaintexts.h"

#include <QLocale>

#include <algorithm>
#include <limits>

namespace Drainboard {

using namespace std::chrono_literals;

using Kind = Verdict::Kind;

QString VerdictText::word(Kind kind)
{
    switch (kind) {
    case Kind::Fine:
        break;
    case Kind::NotLookedInto:
        return tr("not looked at");
    case Kind::NeverUsed:
        return tr("never used");
    case Kind::NoReuse:
        return tr("no reuse");
    case Kind::InTwoParts:
        return tr("in two parts");
    case Kind::ClosedByUs:
        return tr("closed by us");
    case Kind::IdleClosedByClient:
        return tr("client closed");
    case Kind::IdleClosedByUs:
        return tr("our time-out");
    case Kind::IdleClosedByServer:
        return tr("server closed");
    case Kind::RefusedByServer:
        return tr("server refused");
    case Kind::CutByServer:
        return tr("cut by server");
    case Kind::WaitedForWorker:
        return tr("waited");
    case Kind::HalfClosed:
        return tr("half-closed");
    case Kind::NotReading:
        return tr("not reading");
    case Kind::Vanished:
        return tr("vanished");
    case Kind::Refused:
        return tr("refused");
    case Kind::CutByUs:
        return tr("cut by us");
    case Kind::ClientLeft:
        return tr("client left");
    case Kind::CameAfterFin:
        return tr("after the FIN");
    }
    return {};
}

QString VerdictText::ofGroup(Kind kind, qsizetype count, qsizetype all)
{
    const auto counted = [count, all](const QString &text) {
        const QLocale locale = PlainTexts::locale();
        return text.arg(locale.toString(qint64(count)), locale.toString(qint64(all)));
    };
    switch (kind) {
    case Kind::Fine:
        break;
    case Kind::NotLookedInto:
        return counted(tr("Not looked at, since it is no HTTP/1: %1 of %2."));
    case Kind::IdleClosedByServer:
        return counted(tr("Closed by the server while idle: %1 of %2. A request that was on its way then fails."));
    case Kind::RefusedByServer:
        return counted(tr("Not accepted by the server: %1 of %2."));
    case Kind::CutByServer:
        return counted(tr("Ended by the server before it had answered: %1 of %2."));
    case Kind::NeverUsed:
        return counted(tr("Never used: %1 of %2. They were opened in advance, and no byte came."));
    case Kind::NoReuse:
        return counted(tr("No reuse: %1 of %2 ended after one request."));
    case Kind::InTwoParts:
        return counted(tr("Requests in two parts, 40 ms apart: on %1 of %2. That is Nagle and delayed ACK."));
    case Kind::ClosedByUs:
        return counted(tr("Closed by us while idle: %1 of %2. Nothing was lost."));
    case Kind::IdleClosedByClient:
        return counted(tr("Closed by the client while idle: %1 of %2."));
    case Kind::IdleClosedByUs:
        return counted(tr("Closed at our keep-alive time-out: %1 of %2. A request that was on its way then fails."));
    case Kind::WaitedForWorker:
        return counted(tr("Waited for a worker: %1 of %2."));
    case Kind::HalfClosed:
        return counted(tr("Half-closed, and waiting for an answer: %1 of %2."));
    case Kind::NotReading:
        return counted(tr("The client does not read: on %1 of %2."));
    case Kind::Vanished:
        return counted(tr("The client vanished, without FIN or RST: on %1 of %2."));
    case Kind::Refused:
        return counted(tr("Refused: %1 of %2."));
    case Kind::CutByUs:
        return counted(tr("Ended by us in the middle of an answer: %1 of %2."));
    case Kind::ClientLeft:
        return counted(tr("Left by the client before it had its answer: %1 of %2."));
    case Kind::CameAfterFin:
        return counted(tr("A request came after the server's FIN, and is lost: on %1 of %2."));
    }
    return {};
}

QString VerdictText::whyNotKept(Persistence persistence, bool isTapped)
{
    switch (persistence) {
    case Persistence::Unknown:
    case Persistence::KeptByVersion:
    case Persistence::KeptByClient:
    case Persistence::ClosedByRefusal:
        break;
    case Persistence::ClosedByVersion:
        return tr("it was HTTP/1.0, and the client did not ask to keep it");
    case Persistence::ClosedByClient:
        return tr("the client said close");
    case Persistence::ClosedByHandler:
        return isTapped ? tr("the server said close") : tr("our handler said close");
    case Persistence::ClosedByLength:
        if (isTapped)
            return tr("the response had no length, so that its end is that of the connection");
        return tr("our response had no length, so that its end is that of the connection");
    case Persistence::ClosedByServer:
        return tr("we said close");
    }
    return {};
}

QString VerdictText::time(std::chrono::milliseconds time)
{
    const QLocale locale = PlainTexts::locale();
    if (time < 1s)
        return tr("%1 ms").arg(locale.toString(qint64(time.count())));
    if (time < 100s)
        return tr("%1 s").arg(locale.toString(double(time.count()) / 1000, 'f', 1));
    return tr("%1 min").arg(locale.toString(double(time.count()) / 60'000, 'f', 1));
}

QString VerdictText::size(quint64 bytes)
{
    const qint64 known = qint64(std::min<quint64>(bytes, std::numeric_limits<qint64>::max()));
    return PlainTexts::locale().formattedDataSize(known, bytes < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString VerdictText::request(const QByteArray &line)
{
    return line.isEmpty() ? tr("a request") : QString::fromLatin1(line);
}

// The window has words for it, also where there is no verdict.
QString VerdictText::reason(const QByteArray &reason)
{
    return QCoreApplication::translate("Drainboard::VocabularyText", reason.constData());
}

int VerdictText::number(qsizetype count)
{
    return int(std::min<qsizetype>(count, std::numeric_limits<int>::max()));
}

} // namespace Drainboard
