// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "net/tcplistener.h"

#include "rawclient.h"

#include <QTest>

#include <cerrno>
#include <deque>
#include <vector>

#include <netinet/in.h>
#include <sys/socket.h>

using namespace Drainboard;

using Outcome = TcpListener::Outcome;

namespace {

/// A listening socket on 127.0.0.1.
struct Listening
{
    Listening()
        : descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *name = reinterpret_cast<sockaddr *>(&address);
        if (::bind(descriptor.number(), name, size) != 0 || ::listen(descriptor.number(), 100) != 0
            || ::getsockname(descriptor.number(), name, &size) != 0)
            qFatal("cannot listen");
        port = ntohs(address.sin_port);
    }

    FileDescriptor descriptor;
    quint16 port = 0;
};

/// accept4(), but for the first calls, which fail with these errors.
TcpListener::AcceptCall failing(std::deque<int> errors)
{
    return [errors = std::move(errors)](int listener) mutable {
        if (errors.empty())
            return TcpListener::acceptNonBlocking(listener);
        errno = errors.front();
        errors.pop_front();
        return -1;
    };
}

TcpListener::AcceptCall alwaysFailing(int error)
{
    return [error](int) {
        errno = error;
        return -1;
    };
}

} // namespace

class tst_TcpListener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts();
    void skipsAConnectionThatFailed_data();
    void skipsAConnectionThatFailed();
    void tellsErrorsApart_data();
    void tellsErrorsApart();
    void doesNotTryWithoutEnd();
    void acceptsAllThoughOneFailed();
    void comesBackForWhatCannotBeAcceptedNow();
    void doesNotComeBackWhereNothingListens();
};

void tst_TcpListener::accepts()
{
    const Listening listening;
    const TcpListener listener(listening.descriptor.number());
    QCOMPARE(listener.accept().outcome, Outcome::NoneWaiting);
    RawClient client(listening.port);
    const auto acceptance = listener.accept();
    QCOMPARE(acceptance.outcome, Outcome::Accepted);
    QVERIFY(acceptance.descriptor.isValid());
    QCOMPARE(listener.accept().outcome, Outcome::NoneWaiting);
}

void tst_TcpListener::skipsAConnectionThatFailed_data()
{
    QTest::addColumn<int>("error");
    // Those of accept(2).
    QTest::newRow("a signal came") << EINTR;
    QTest::newRow("it was aborted") << ECONNABORTED;
    QTest::newRow("the network is down") << ENETDOWN;
    QTest::newRow("a protocol error") << EPROTO;
    QTest::newRow("a protocol is not available") << ENOPROTOOPT;
    QTest::newRow("the host is down") << EHOSTDOWN;
    QTest::newRow("not on the network") << ENONET;
    QTest::newRow("the host cannot be reached") << EHOSTUNREACH;
    QTest::newRow("not supported") << EOPNOTSUPP;
    QTest::newRow("the network cannot be reached") << ENETUNREACH;
    QTest::newRow("a firewall forbids it") << EPERM;
    QTest::newRow("it timed out") << ETIMEDOUT;
}

void tst_TcpListener::skipsAConnectionThatFailed()
{
    QFETCH(int, error);
    const Listening listening;
    RawClient client(listening.port);
    const TcpListener listener(listening.descriptor.number(), failing({ error, error }));
    QCOMPARE(listener.accept().outcome, Outcome::Accepted);
}

void tst_TcpListener::tellsErrorsApart_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<Outcome>("outcome");
    QTest::newRow("none waits") << EAGAIN << Outcome::NoneWaiting;
    QTest::newRow("the process has no descriptor left") << EMFILE << Outcome::NotNow;
    QTest::newRow("the system has no descriptor left") << ENFILE << Outcome::NotNow;
    QTest::newRow("no buffers are left") << ENOBUFS << Outcome::NotNow;
    QTest::newRow("no memory is left") << ENOMEM << Outcome::NotNow;
    QTest::newRow("no descriptor") << EBADF << Outcome::Failed;
    QTest::newRow("it does not listen") << EINVAL << Outcome::Failed;
    QTest::newRow("no socket") << ENOTSOCK << Outcome::Failed;
    QTest::newRow("an error that nobody knows") << 4000 << Outcome::Failed;
}

void tst_TcpListener::tellsErrorsApart()
{
    QFETCH(int, error);
    QFETCH(Outcome, outcome);
    const TcpListener listener(-1, alwaysFailing(error));
    const auto acceptance = listener.accept();
    QCOMPARE(acceptance.outcome, outcome);
    QVERIFY(!acceptance.descriptor.isValid());
    QCOMPARE(acceptance.error, outcome == Outcome::NoneWaiting ? 0 : error);
}

void tst_TcpListener::doesNotTryWithoutEnd()
{
    const TcpListener listener(-1, alwaysFailing(EPERM));
    const auto acceptance = listener.accept();
    QCOMPARE(acceptance.outcome, Outcome::NotNow);
    QCOMPARE(acceptance.error, EPERM);
}

void tst_TcpListener::acceptsAllThoughOneFailed()
{
    const Listening listening;
    std::vector<RawClient> clients;
    for (int i = 0; i < 3; ++i)
        clients.emplace_back(listening.port);
    const TcpListener listener(listening.descriptor.number(), failing({ EPROTO, ENETDOWN, EPERM }));
    std::vector<FileDescriptor> taken;
    QVERIFY(listener.acceptAll([&taken](FileDescriptor descriptor) { taken.push_back(std::move(descriptor)); }));
    QCOMPARE(taken.size(), clients.size());
}

void tst_TcpListener::comesBackForWhatCannotBeAcceptedNow()
{
    const Listening listening;
    RawClient client(listening.port);
    const TcpListener listener(listening.descriptor.number(), failing({ EMFILE }));
    int taken = 0;
    const auto take = [&taken](const FileDescriptor &) { ++taken; };
    QVERIFY(!listener.acceptAll(take));
    QCOMPARE(taken, 0);
    QVERIFY(listener.acceptAll(take));
    QCOMPARE(taken, 1);
}

void tst_TcpListener::doesNotComeBackWhereNothingListens()
{
    const FileDescriptor unconnected(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const TcpListener listener(unconnected.number());
    QCOMPARE(listener.accept().outcome, Outcome::Failed);
    QCOMPARE(listener.accept().error, EINVAL);
    QVERIFY(listener.acceptAll([](const FileDescriptor &) { qFatal("accepted nothing"); }));
}

QTEST_GUILESS_MAIN(tst_TcpListener)
#include "tst_tcplistener.moc"
