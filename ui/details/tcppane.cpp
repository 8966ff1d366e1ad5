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
    static constexpr const char *names[lines] = {
        "tcpRoundTrip", "tcpRetransmissions", "tcpUnacknowledged", "tcpWindow", "tcpRate", "tcpUnread", "tcpNotSent"
    };
    setObjectName(QStringLiteral("tcpPane"));
    setAccessibleName(tr("The kernel's view of the selected connection"));
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_caption->setObjectName(QStringLiteral("tcpCaption"));
    QFont bold = font();
    bold.setBold(true);
    m_caption->setFont(bold);
    auto *content = new QWidget;
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins({});
    grid->setVerticalSpacing(1);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_caption, 0, 0, 1, 2);
    for (int line = 0; line < lines; ++line) {
        m_titles[line] = new QLabel(title(Line(line)));
        m_values[line] = new QLabel;
        m_values[line]->setObjectName(QLatin1String(names[line]));
        m_values[line]->setAccessibleName(title(Line(line)));
        m_values[line]->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(m_titles[line], line + 1, 0);
        grid->addWidget(m_values[line], line + 1, 1);
    }
    grid->setRowStretch(lines + 1, 1);
    setWidget(content);
    setFixedWidth(fontMetrics().averageCharWidth() * 44);
    show(std::nullopt, {});
}

void TcpPane::show(const std::optional<TcpFigures> &figures, const QString &why)
{
    m_why = why;
    m_caption->setText(why.isEmpty() ? tr("The kernel's view (TCP)") : tr("The kernel's view (TCP): %1").arg(why));
    for (int line = 0; line < lines; ++line) {
        m_values[line]->setText(figures ? value(*figures, Line(line)) : QString());
        m_titles[line]->setVisible(figures.has_value());
        m_values[line]->setVisible(figures.has_value());
    }
}

QString TcpPane::text() const
{
    QString text = m_caption->text();
    for (int line = 0; line < lines; ++line) {
        if (!m_values[line]->text().isEmpty())
            text += QStringLiteral("\n%1\t%2").arg(m_titles[line]->text(), m_values[line]->text());
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
