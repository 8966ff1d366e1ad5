// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tappedserver.h"

using namespace Drainboard;
using namespace std::chrono_literals;

// What the kernel knows of both sides of a tapped connection. Not for the thread sanitizer, as tst_kernelview is not.
class tst_TapKernelView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOfBothSides();
};

void tst_TapKernelView::tellsOfBothSides()
{
    TappedServer tapped;
    auto [client, served] = tapped.connect();
    const auto figures = [&tapped](EndSide side) {
        auto answer = tapped.engine.requestTcpFigures(tapped.last().id, side);
        answer.waitForFinished();
        return answer.result();
    };
    QTRY_VERIFY(!tapped.last().serverSide.isEmpty());
    // Who does not read is the server: what is not sent waits on its side alone.
    const QByteArray much(1 << 20, 'x');
    QTRY_VERIFY([&] {
        ::send(client.descriptor(), much.data(), std::size_t(much.size()), MSG_DONTWAIT);
        const auto toServer = figures(EndSide::Server);
        return toServer && toServer->notSentBytes + toServer->unacknowledgedBytes > 0;
    }());
    QVERIFY(figures(EndSide::Server)->roundTrip > 0us);
    QVERIFY(figures(EndSide::Client));
    QCOMPARE(figures(EndSide::Client)->notSentBytes, 0);
    QVERIFY2(!figures(EndSide::Nobody), "there is none of this");

    client.reset();
    QTRY_VERIFY(tapped.isClosed());
    QVERIFY(!figures(EndSide::Server));
}

QTEST_GUILESS_MAIN(tst_TapKernelView)

#include "tst_tapkernelview.moc"
