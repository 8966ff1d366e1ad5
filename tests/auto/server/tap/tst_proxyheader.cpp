// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tap/proxyheader.h"

#include <QTest>

using namespace Drainboard;

class tst_ProxyHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAsItsSpecificationSays_data();
    void isAsItsSpecificationSays();
};

// The bytes are written out by hand, from section 2.2 of the specification.
void tst_ProxyHeader::isAsItsSpecificationSays_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("over IPv4") << "192.0.2.7"
                               << "127.0.0.1"
                               << QByteArray("0d0a0d0a000d0a515549540a"
                                             "21"
                                             "11"
                                             "000c"
                                             "c0000207"
                                             "7f000001"
                                             "c350"
                                             "1f90");
    QTest::newRow("over IPv6") << "2001:db8::1"
                               << "::1"
                               << QByteArray("0d0a0d0a000d0a515549540a"
                                             "21"
                                             "21"
                                             "0024"
                                             "20010db8000000000000000000000001"
                                             "00000000000000000000000000000001"
                                             "c350"
                                             "1f90");
}

void tst_ProxyHeader::isAsItsSpecificationSays()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QByteArray, expected);
    QCOMPARE(proxyHeader({ QHostAddress(from), 50000 }, { QHostAddress(to), 8080 }).toHex(), expected);
}

QTEST_APPLESS_MAIN(tst_ProxyHeader)

#include "tst_proxyheader.moc"
