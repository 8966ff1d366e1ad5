// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "details/tcppane.h"

#include "look/pluralnumber.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>

namespace Drainboard {
namespace {

QString inMilliseconds(std::chrono::microseconds time)
{
    return QLocale().toString(static_cast<double>(time.count()) / 1000, 'f', 2);
}

} // namespace

TcpPane::TcpPane(QWidget *parent)
    : QScrollArea(parent)
    , m_caption(new QLabel)
{
    setObjectName(QStringLiteral("tcpPane"));
    setAccessibleName(tr("The kernel's view of the selected connection"));
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_caption->setObjectName(QStringLiteral("tcpCaption"));
    QFont bold = font();
    bold.setBold(true);
    m_caption->setFont(bold);
    m_caption->setWordWrap(true); // why there is nothing new may be long
    auto *content = new QWidget;
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins({});
    grid->setVerticalSpacing(1);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    grid->addWidget(m_caption, 0, 0, 1, 3);
    for (int line = 0; line < lines; ++line) {
        m_titles[line] = new QLabel(title(Line(line)));
        grid->addWidget(m_titles[line], line + 2, 0);
    }
    m_sides[0] = new QLabel(tr("To the client"));
    m_sides[1] = new QLabel(tr("To the server"));
    addValues(grid, m_values, 1, QStringLiteral("tcp"));
    addValues(grid, m_serverValues, 2, QStringLiteral("tcpServer"));
    grid->setRowStretch(lines + 2, 1);
    setWidget(content);
    show(std::nullopt, {});
    showServer(std::nullopt);
}

void TcpPane::addValues(QGridLayout *grid, QLabel **values, int column, const QString &prefix)
{
    static constexpr const char *names[lines] = { "RoundTrip", "Retransmissions", "Unacknowledged", "Window",
                                                  "Rate",      "Unread",          "NotSent" };
    QLabel *side = m_sides[column - 1];
    grid->addWidget(side, 1, column);
    for (int line = 0; line < lines; ++line) {
        values[line] = new QLabel;
        values[line]->setObjectName(prefix + QLatin1String(names[line]));
        const QString name = title(Line(line));
        values[line]->setAccessibleName(column == 1 ? name : QStringLiteral("%1: %2").arg(side->text(), name));
        values[line]->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(values[line], line + 2, column);
    }
}

void TcpPane::show(const std::optional<TcpFigures> &figures, const QString &why)
{
    m_caption->setText(why.isEmpty() ? tr("The kernel's view (TCP)") : tr("The kernel's view (TCP): %1").arg(why));
    for (int line = 0; line < lines; ++line) {
        m_values[line]->setText(figures ? value(*figures, Line(line)) : QString());
        m_titles[line]->setVisible(figures.has_value());
        m_values[line]->setVisible(figures.has_value());
    }
    m_hasClient = figures.has_value();
    arrange();
}

void TcpPane::showServer(const std::optional<TcpFigures> &figures)
{
    for (int line = 0; line < lines; ++line)
        m_serverValues[line]->setText(figures ? value(*figures, Line(line)) : QString());
    m_hasServer = figures.has_value();
    arrange();
}

// The second column is there only where it has something to say.
void TcpPane::arrange()
{
    const bool hasBoth = m_hasClient && m_hasServer;
    for (QLabel *side : m_sides)
        side->setVisible(hasBoth);
    for (QLabel *serverValue : m_serverValues)
        serverValue->setVisible(hasBoth);
    setFixedWidth(fontMetrics().averageCharWidth() * (hasBoth ? 76 : 44));
}

QString TcpPane::text() const
{
    QString text = m_caption->text();
    if (m_hasClient && m_hasServer)
        text += QStringLiteral("\n\t%1\t%2").arg(m_sides[0]->text(), m_sides[1]->text());
    for (int line = 0; line < lines && m_hasClient; ++line) {
        text += QStringLiteral("\n%1\t%2").arg(m_titles[line]->text(), m_values[line]->text());
        if (m_hasServer)
            text += QLatin1Char('\t') + m_serverValues[line]->text();
    }
    return text;
}

QString TcpPane::title(Line line)
{
    switch (line) {
    case RoundTrip:
        return tr("Round trip");
    case Retransmissions:
        return tr("Retransmissions");
    case Unacknowledged:
        return tr("Unacknowledged");
    case Window:
        return tr("Congestion window");
    case Rate:
        return tr("Delivery rate");
    case Unread:
        return tr("Not read by us");
    case NotSent:
        return tr("Not sent yet");
    }
    return {};
}

QString TcpPane::bytes(qint64 count)
{
    return tr("%Ln byte(s)", nullptr, pluralNumber(count));
}

QString TcpPane::value(const TcpFigures &figures, Line line)
{
    switch (line) {
    case RoundTrip:
        return tr("%1 ms ± %2 ms").arg(inMilliseconds(figures.roundTrip), inMilliseconds(figures.roundTripDeviation));
    case Retransmissions:
        return tr("%1, of them %2 in flight")
            .arg(QLocale().toString(figures.retransmissions), QLocale().toString(figures.retransmissionsInFlight));
    case Unacknowledged:
        return tr("%1 in %2")
            .arg(bytes(figures.unacknowledgedBytes),
                 tr("%Ln segment(s)", nullptr, pluralNumber(figures.unacknowledgedSegments)));
    case Window:
        return tr("%Ln segment(s)", nullptr, pluralNumber(figures.congestionWindow));
    case Rate:
        return tr("%1 per second")
            .arg(QLocale().formattedDataSize(static_cast<qint64>(figures.deliveryRate), 1, QLocale::DataSizeSIFormat));
    case Unread:
        return bytes(figures.unreadBytes);
    case NotSent:
        return bytes(figures.notSentBytes);
    }
    return {};
}

} // namespace Drainboard

#include "moc_tcppane.cpp"
