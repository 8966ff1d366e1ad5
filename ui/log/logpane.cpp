// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "log/logpane.h"

#include "log/eventlog.h"
#include "log/eventlogmodel.h"
#include "look/elidedlabel.h"
#include "look/statecolors.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

namespace Drainboard {

LogPane::LogPane(EventLogModel *model, EventLog *log, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_log(log)
    , m_toggle(new QToolButton(this))
    , m_last(new ElidedLabel(this))
{
    setObjectName(QStringLiteral("logPane"));
    m_toggle->setObjectName(QStringLiteral("logToggle"));
    m_toggle->setText(tr("&Event log"));
    m_toggle->setAccessibleName(tr("Event log"));
    m_toggle->setToolTip(tr("Show or hide the event log"));
    m_toggle->setCheckable(true);
    m_toggle->setAutoRaise(true);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setArrowType(Qt::RightArrow);
    m_toggle->setFocusPolicy(Qt::StrongFocus);
    m_last->setObjectName(QStringLiteral("lastEventLabel"));
    m_last->setAccessibleName(tr("Last line of the event log"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_toggle);
    row->addWidget(m_last, 1);
    m_log->hide();
    connect(m_toggle, &QToolButton::toggled, this, [this](bool isShown) {
        m_toggle->setArrowType(isShown ? Qt::DownArrow : Qt::RightArrow);
        m_log->setVisible(isShown);
        showLastLine();
        Q_EMIT logShown(isShown);
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &LogPane::showLastLine);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &LogPane::showLastLine);
}

bool LogPane::isLogShown() const
{
    return m_toggle->isChecked();
}

void LogPane::setLogShown(bool isShown)
{
    m_toggle->setChecked(isShown);
}

// The line of each second would only flicker here. Where the log is shown, its last line is.
void LogPane::showLastLine()
{
    int row = m_model->rowCount() - 1;
    while (row > 0 && m_model->event(row).kind == EventKind::Count)
        --row;
    const bool isThere = row >= 0 && !isLogShown();
    const EventKind kind = isThere ? m_model->event(row).kind : EventKind::Status;
    const QString time = isThere ? m_model->event(row).time.toString(QStringLiteral("HH:mm:ss")) : QString();
    m_last->setText(isThere ? QStringLiteral("%1 %2 %3").arg(time, EventLogModel::mark(kind), m_model->event(row).text)
                            : QString());
    m_last->setAccessibleDescription(m_last->text());
    QPalette colored = palette();
    const bool isLoud = kind == EventKind::Warning || kind == EventKind::Error;
    colored.setColor(QPalette::WindowText, isLoud ? colorOf(kind, palette()) : subduedColor(palette()));
    m_last->setPalette(colored);
}

void LogPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showLastLine();
}

} // namespace Drainboard

#include "moc_logpane.cpp"
