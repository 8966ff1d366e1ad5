// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/tcpfigures.h"

#include <QScrollArea>

#include <optional>

class QLabel;
class QGridLayout;

namespace Drainboard {

/// What the kernel knows of one connection, line by line; behind a tap, also of the one to the server. GUI thread.
class TcpPane : public QScrollArea
{
    Q_OBJECT

public:
    explicit TcpPane(QWidget *parent = nullptr);

    /// Shows \a figures; without them, \a why there are none.
    void show(const std::optional<TcpFigures> &figures, const QString &why);
    /// Beside that, those of the connection to a server behind; without them, there is none.
    void showServer(const std::optional<TcpFigures> &figures);
    /// All lines, each with its title.
    QString text() const;

private:
    enum Line { RoundTrip, Retransmissions, Unacknowledged, Window, Rate, Unread, NotSent };
    static constexpr int lines = NotSent + 1;

    void addValues(QGridLayout *grid, QLabel **values, int column, const QString &prefix);
    void arrange();
    static QString title(Line line);
    static QString value(const TcpFigures &figures, Line line);
    static QString bytes(qint64 count);

    QLabel *m_caption;
    QLabel *m_titles[lines];
    QLabel *m_values[lines];
    QLabel *m_sides[2]; // over the values, where there are two of each
    QLabel *m_serverValues[lines];
    bool m_hasClient = false;
    bool m_hasServer = false;
};

} // namespace Drainboard
