// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "shutdown/reportpage.h"

#include "look/fixedfont.h"
#include "look/statecolors.h"
#include "shutdown/reporttext.h"

#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace Drainboard {
namespace {

/// Tells how it ended without colour.
QString markOf(const ShutdownReport &report)
{
    if (!hasEnded(report.phase))
        return QStringLiteral("●");
    if (report.phase == ShutdownPhase::Forced)
        return QStringLiteral("✕");
    return report.requestsLost > 0 ? QStringLiteral("!") : QStringLiteral("✓");
}

} // namespace

ReportPage::ReportPage(QWidget *parent)
    : QFrame(parent)
    , m_headline(new QLabel)
    , m_summary(new QLabel)
    , m_totals(new QLabel)
    , m_lost(new QPlainTextEdit)
    , m_problem(new QLabel)
    , m_copy(addButton("copyReportButton", tr("Copy re&port"), tr("Copy the whole report as text")))
    , m_save(addButton("saveReportButton", tr("Sa&ve…"), tr("Save the report: .json as the option --report, or .txt")))
    , m_close(new QToolButton)
{
    setObjectName(QStringLiteral("reportPage"));
    setAccessibleName(tr("Report of the shutdown"));
    setFrameShape(StyledPanel);
    const auto setUp = [](QLabel *label, const char *objectName, const QString &accessibleName) {
        label->setObjectName(QLatin1String(objectName));
        label->setAccessibleName(accessibleName);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setWordWrap(true); // it must not widen the window
    };
    setUp(m_headline, "reportHeadline", tr("How the shutdown ended"));
    setUp(m_summary, "summaryLabel", tr("Summary of the shutdown"));
    setUp(m_totals, "totalsLabel", tr("What became of the connections"));
    setUp(m_problem, "reportProblemLabel", tr("Why the report could not be saved"));
    QFont bold = m_headline->font();
    bold.setBold(true);
    m_headline->setFont(bold);
    m_problem->hide();
    m_lost->setObjectName(QStringLiteral("lostConnections"));
    m_lost->setAccessibleName(tr("Requests that were lost"));
    m_lost->setReadOnly(true);
    m_lost->setTabChangesFocus(true);
    m_lost->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_lost->setFont(fixedFont());
    m_close->setObjectName(QStringLiteral("closeReportButton"));
    m_close->setAccessibleName(tr("Close the report"));
    m_close->setToolTip(tr("Close the report; its button opens it again"));
    m_close->setText(QStringLiteral("✕"));
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::StrongFocus);

    auto *top = new QHBoxLayout;
    top->addWidget(m_headline, 1);
    for (QWidget *button : std::initializer_list<QWidget *> { m_copy, m_save, m_close })
        top->addWidget(button);
    const int gap = fontMetrics().height() / 3;
    auto *content = new QWidget; // where there is little room it is scrolled, and takes none from the table
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins({});
    inner->setSpacing(gap);
    inner->addWidget(m_totals);
    inner->addWidget(m_lost, 1);
    inner->addWidget(m_summary);
    inner->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumHeight(fontMetrics().height() * 3);
    m_lost->setMinimumHeight(fontMetrics().height() * 4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap * 2, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addLayout(top);
    layout->addWidget(m_problem);
    layout->addWidget(scroll, 1);

    connect(m_copy, &QPushButton::clicked, this, &ReportPage::copy);
    connect(m_save, &QPushButton::clicked, this, &ReportPage::askForPath);
    connect(m_close, &QToolButton::clicked, this, &ReportPage::closeRequested);
    clear();
}

QPushButton *ReportPage::addButton(const char *objectName, const QString &text, const QString &toolTip)
{
    auto *button = new QPushButton(text);
    button->setObjectName(QLatin1String(objectName));
    button->setAccessibleName(QString(text).remove(u'&'));
    button->setToolTip(toolTip);
    button->setAutoDefault(false);
    return button;
}

QSize ReportPage::sizeHint() const
{
    return { fontMetrics().averageCharWidth() * 60, fontMetrics().height() * (m_lost->isHidden() ? 7 : 11) };
}

void ReportPage::setReport(const ShutdownReport &report)
{
    m_report = report;
    m_headline->setText(QStringLiteral("%1 %2").arg(markOf(report), ReportText::headline(report)));
    m_headline->setAccessibleDescription(ReportText::headline(report));
    m_totals->setText(ReportText::totals(report));
    m_totals->setAccessibleDescription(m_totals->text());
    const QString lost = ReportText::lost(report).join(QLatin1Char('\n'));
    if (m_lost->toPlainText() != lost)
        m_lost->setPlainText(lost);
    m_lost->setVisible(!lost.isEmpty());
    updateGeometry(); // the list wants room
    const bool isFinal = hasEnded(report.phase);
    m_summary->setText(isFinal ? report.summary() : QString());
    m_summary->setAccessibleDescription(m_summary->text());
    m_summary->setVisible(isFinal);
    applyColors();
}

void ReportPage::clear()
{
    m_problem->hide();
    setReport({});
}

void ReportPage::copy() const
{
    QGuiApplication::clipboard()->setText(ReportText::whole(m_report));
}

// It waits for nobody: the shutdown goes on meanwhile.
void ReportPage::askForPath()
{
    auto *dialog = new QFileDialog(this, tr("Save the report"), QStringLiteral("drainboard-report.json"),
                                   tr("Report as JSON (*.json);;Report as text (*.txt)"));
    dialog->setObjectName(QStringLiteral("saveReportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, &ReportPage::save);
    dialog->open();
}

bool ReportPage::save(const QString &path)
{
    const QByteArray content = path.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive)
        ? QJsonDocument(m_report.toJson()).toJson(QJsonDocument::Indented)
        : ReportText::whole(m_report).toUtf8();
    QSaveFile file(path);
    const bool isSaved = file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit();
    m_problem->setText(isSaved ? QString() : tr("Could not save %1: %2").arg(path, file.errorString()));
    m_problem->setAccessibleDescription(m_problem->text());
    m_problem->setVisible(!isSaved);
    return isSaved;
}

void ReportPage::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
    else if (event->type() == QEvent::FontChange)
        m_lost->setFont(fixedFont());
}

void ReportPage::applyColors()
{
    QPalette outcome = palette();
    outcome.setColor(QPalette::WindowText, colorOfEnd(m_report.phase, m_report.requestsLost, palette()));
    m_headline->setPalette(outcome);
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, subduedColor(palette()));
    m_summary->setPalette(quiet);
    QPalette wrong = palette();
    wrong.setColor(QPalette::WindowText, colorOf(EventKind::Error, palette()));
    m_problem->setPalette(wrong);
}

} // namespace Drainboard

#include "moc_reportpage.cpp"
