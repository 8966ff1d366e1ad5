// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "limits/limitsdialog.h"

#include "limits/limittext.h"
#include "look/statecolors.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace Drainboard {
namespace {

// As the options allow.
constexpr int mostConnections = 1'000'000;
constexpr int bodyGigabytes = 2;
constexpr int rateGigabytes = 1;
constexpr int bufferedGigabytes = 1024;

} // namespace

LimitsDialog::LimitsDialog(QWidget *parent)
    : QDialog(parent)
    , m_form(new QFormLayout)
    , m_problem(new QLabel)
{
    setObjectName(QStringLiteral("limitsDialog"));
    setWindowTitle(tr("Time-outs and limits"));
    setAccessibleName(windowTitle());
    auto *introduction = new QLabel(tr("What clients may ask for. It counts at once, for open connections too."));
    introduction->setWordWrap(true);
    addTimes();
    addSizes();
    m_problem->setObjectName(QStringLiteral("limitsProblemLabel"));
    m_problem->setAccessibleName(tr("What is wrong"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel
                                         | QDialogButtonBox::RestoreDefaults);
    buttons->setObjectName(QStringLiteral("limitsButtons"));
    // Qt's own texts are not installed everywhere.
    buttons->button(QDialogButtonBox::Ok)->setText(tr("OK"));
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    buttons->button(QDialogButtonBox::RestoreDefaults)->setText(tr("Defaults"));
    buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("limitsOkButton"));
    connect(buttons, &QDialogButtonBox::accepted, this, &LimitsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &LimitsDialog::reject);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
            [this] { fillIn(ServerLimits()); });
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(introduction);
    layout->addLayout(m_form);
    layout->addWidget(m_problem);
    layout->addStretch();
    layout->addWidget(buttons);
    setLimits({});
    applyColors();
}

void LimitsDialog::addTimes()
{
    addTitle(tr("Times: 500 ms, 5 s, 2 min; 0 is never"));
    addTime("keepAliveTimeoutEdit", tr("&Keep-alive"), tr("An idle connection is closed after this time"),
            &ConnectionLimits::keepAliveTimeout);
    addTime("headerTimeoutEdit", tr("&Header"),
            tr("For the header of a request to come whole. Then it is answered 408; where none began, the connection "
               "is closed"),
            &ConnectionLimits::headerTimeout);
    addTime("bodyTimeoutEdit", tr("&Body"), tr("Without a byte of a body that is expected. Then it is answered 408"),
            &ConnectionLimits::bodyTimeout);
    addTime("requestTimeoutEdit", tr("&Whole request"), tr("For all of a request to come. Then it is answered 408"),
            &ConnectionLimits::requestTimeout);
    addTime("writeTimeoutEdit", tr("Client does &not read"),
            tr("Without progress in sending. Then the connection is reset"), &ConnectionLimits::writeTimeout);
}

void LimitsDialog::addSizes()
{
    addTitle(tr("Sizes in bytes: 500, 64 K, 8 M, 1 G"));
    addSize(
        "maxBodyEdit", tr("Body at m&ost"), tr("Of a request. What is larger is answered 413"), bodyGigabytes,
        [](auto &limits) -> auto & { return limits.connection.body; });
    addSize(
        "minBodyRateEdit", tr("Body in a &second"),
        tr("At least, on the average, once it has been coming for 20 s. What is slower is answered 408. 0: no "
           "limit"),
        rateGigabytes, [](auto &limits) -> auto & { return limits.connection.bodyRate; });
    addSize(
        "maxBufferedEdit", tr("&Unfinished requests"),
        tr("Of all requests together that have not come whole. More is answered 503. 0: no limit"), bufferedGigabytes,
        [](auto &limits) -> auto & { return limits.buffered; });
    addConnections();
}

void LimitsDialog::addTitle(const QString &title)
{
    auto *label = new QLabel(title);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    m_form->addRow(label);
}

void LimitsDialog::addTime(const char *objectName, const QString &caption, const QString &toolTip,
                           std::chrono::milliseconds ConnectionLimits::*member)
{
    addLine(objectName, caption, toolTip,
            { .expected = tr("Write a time such as 500 ms, 5 s or 2 min, up to 24 days; or 0 for never."),
              .text = [member](const ServerLimits &limits) { return LimitText::of(limits.connection.*member); },
              .take =
                  [member](ServerLimits &limits, const QString &text) {
                      const auto time = LimitText::toTime(text);
                      limits.connection.*member = time.value_or(limits.connection.*member);
                      return time.has_value();
                  } });
}

template <typename Member>
void LimitsDialog::addSize(const char *objectName, const QString &caption, const QString &toolTip, int gigabytes,
                           Member member)
{
    addLine(objectName, caption, toolTip,
            { .expected = tr("Write a number of bytes such as 500, 64 K or 8 M, up to %1 G.").arg(gigabytes),
              .text = [member](const ServerLimits &limits) { return LimitText::ofSize(quint64(member(limits))); },
              .take =
                  [member, gigabytes](ServerLimits &limits, const QString &text) {
                      const auto size = LimitText::toSize(text, quint64(gigabytes) << 30);
                      if (size)
                          member(limits) = static_cast<std::remove_reference_t<decltype(member(limits))>>(*size);
                      return size.has_value();
                  } });
}

void LimitsDialog::addConnections()
{
    addTitle(tr("Number"));
    addLine("maxConnectionsEdit", tr("Open &connections"),
            tr("At a time. For one more, the longest idle one makes room; where none is idle, it is answered 503. 0: "
               "what the system allows. Those that are open stay"),
            { .expected = tr("Write a number up to %L1; or 0 for what the system allows.").arg(mostConnections),
              .text = [](const ServerLimits &limits) { return QString::number(limits.connections); },
              .take =
                  [](ServerLimits &limits, const QString &text) {
                      bool isNumber = false;
                      const int number = text.trimmed().toInt(&isNumber);
                      const bool isFine = isNumber && number >= 0 && number <= mostConnections;
                      limits.connections = isFine ? number : limits.connections;
                      return isFine;
                  } });
}

void LimitsDialog::addLine(const char *objectName, const QString &caption, const QString &toolTip, Line line)
{
    line.name = QString(caption).remove(u'&');
    line.edit = new QLineEdit;
    line.edit->setObjectName(QLatin1String(objectName));
    line.edit->setAccessibleName(line.name);
    line.edit->setAccessibleDescription(toolTip);
    line.edit->setToolTip(toolTip);
    auto *label = new QLabel(caption);
    label->setBuddy(line.edit);
    label->setToolTip(toolTip);
    m_form->addRow(label, line.edit);
    connect(line.edit, &QLineEdit::textEdited, this, [this] { showProblem({}); });
    m_lines.push_back(std::move(line));
}

void LimitsDialog::setLimits(const ServerLimits &limits)
{
    m_limits = limits;
    fillIn(limits);
}

void LimitsDialog::fillIn(const ServerLimits &limits)
{
    for (const Line &line : m_lines)
        line.edit->setText(line.text(limits));
    showProblem({});
}

void LimitsDialog::showProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setAccessibleDescription(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void LimitsDialog::accept()
{
    ServerLimits limits = m_limits;
    for (const Line &line : m_lines) {
        if (line.take(limits, line.edit->text()))
            continue;
        showProblem(tr("%1: “%2” cannot be. %3").arg(line.name, line.edit->text().left(40), line.expected));
        line.edit->setFocus();
        line.edit->selectAll();
        return;
    }
    if (limits != m_limits) {
        m_limits = limits;
        Q_EMIT limitsChosen(limits);
    }
    QDialog::accept();
}

void LimitsDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

void LimitsDialog::applyColors()
{
    QPalette wrong = palette();
    wrong.setColor(QPalette::WindowText, colorOf(ShutdownPhase::Forced, palette()));
    if (m_problem->palette() != wrong)
        m_problem->setPalette(wrong);
}

} // namespace Drainboard

#include "moc_limitsdialog.cpp"
