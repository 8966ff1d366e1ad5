// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdsettings.h"
#include "loop/timewheel.h"
#include "net/descriptorwatch.h"
#include "net/sendbuffer.h"
#include "net/tcpdescriptor.h"

#include <QList>
#include <QObject>

#include <optional>

namespace Drainboard {

/// One connection of a client, as from a distance. What the client does is done half a round trip later, and what
/// comes is told half a round trip later, in order. Where there is no distance, both are at once. For one thread.
class CrowdConnection : public QObject, private DescriptorWatch::Listener, private TimeWheel::Entry
{
    Q_OBJECT

public:
    /// Who is told. It must not delete the connection meanwhile.
    class Listener
    {
    public:
        virtual void onConnected() = 0;
        /// There is no connection. \a isOurFault: no descriptor or port was left on this side.
        virtual void onNotConnected(bool isOurFault) = 0;
        virtual void onBytes(QByteArrayView bytes) = 0;
        /// The server's FIN has come, behind all bytes.
        virtual void onFin() = 0;
        /// The connection was reset, or the kernel has given it up.
        virtual void onFailed() = 0;
        /// After close(): the descriptor is free.
        virtual void onClosed() = 0;

    protected:
        ~Listener() = default;
    };
    enum class Reading { AtOnce, WhenAsked };

    /// All must outlive it.
    CrowdConnection(const CrowdSettings &settings, TimeWheel &wheel, Listener &listener, Reading reading);
    ~CrowdConnection() override;

    /// Connects. Once.
    void open();
    void send(const QByteArray &bytes);
    /// Tells at once of what has come, as far as it has got here.
    void look();
    /// From now on it is read. Before that, a connection that is lost is told of all the same.
    void startReading();
    /// The server has sent FIN, and it has come. For one that is not read.
    bool hasServerFinished() const;
    /// The kernel has taken, or will get, all that was sent.
    bool isAllSent() const { return m_unsent.isEmpty(); }
    /// Ends it. Nothing but onClosed() is told any more.
    void close();

    quint16 localPort() const { return m_localPort; }

private:
    using Time = TimeWheel::Time;
    enum class Deed { Open, Send, Close };
    enum class News { Connected, Refused, NoneLeft, Bytes, Fin, Failed };
    template <typename What> struct Later
    {
        What what;
        QByteArray bytes;
        Time at;
    };

    void onReadable() override;
    void onWritable() override;
    void onException() override;
    void onDeadline(Time now) override;

    void plan(Deed deed, const QByteArray &bytes = {});
    void perform(Deed deed, const QByteArray &bytes);
    void connectNow();
    void fail();
    void finishConnecting();
    void receive();
    void flush();
    void closeNow();
    void bring(News news, QByteArrayView bytes = {});
    void tell(News news, QByteArrayView bytes);
    void setDeadline();

    const CrowdSettings &m_settings;
    const std::chrono::microseconds m_halfWay;
    TimeWheel &m_wheel;
    Listener &m_listener;
    DescriptorWatch m_watch;
    std::optional<TcpDescriptor> m_socket;
    SendBuffer m_unsent;
    QList<Later<Deed>> m_deeds; // an empty std::deque would take a kilobyte
    QList<Later<News>> m_news;
    qsizetype m_delayed = 0; // bytes in m_news
    quint16 m_localPort = 0;
    bool m_isReading;
    bool m_isConnected = false;
    bool m_isOver = false; // nothing comes any more
    bool m_isClosed = false; // by the client
};

} // namespace Drainboard
