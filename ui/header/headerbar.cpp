// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "header/headerbar.h"

#include "counts/countspanel.h"
#include "counts/figure.h"
#include "header/requestpace.h"
#include "header/sparkline.h"
#include "look/durationtext.h"
#include "look/elidedlabel.h"
#include "look/pluralnumber.h"
#include "look/statecolors.h"
#include "look/vocabularytext.h"

#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QToolTip>

namespace Drainboard {
namespace {

/// "412", "3.7": a server that has little to do is not idle.
QString rateText(double perSecond, const QLocale &locale)
{
    return locale.toString(perSecond, 'f', perSecond > 0 && perSecond < 10 ? 1 : 0);
}

} // namespace

HeaderBar::HeaderBar(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QGridLayout(this))
    , m_server(new QWidget(this))
    , m_numbers(new QWidget(this))
    , m_counts(new CountsPanel)
    , m_state(new QLabel)
    , m_url(new ElidedLabel)
    , m_behind(new QLabel)
    , m_copy(new QPushButton(tr("&Copy")))
    , m_perSecond(new Figure(QStringLiteral("requestsPerSecondLabel"), tr("req/s"), tr("Requests per second")))
    , m_sparkline(new Sparkline)
    , m_percentile(new Figure(QStringLiteral("p99Label"), tr("p99"), tr("Milliseconds until the last byte, p99")))
    , m_lost(new Figure(QStringLiteral("lostLabel"), tr("lost"), tr("Lost requests")))
{
    createParts();
    const int gap = fontMetrics().averageCharWidth() * 2;
    auto *server = new QHBoxLayout(m_server);
    server->setContentsMargins({});
    server->setSpacing(gap / 2);
    server->addWidget(m_state);
    server->addWidget(m_url);
    server->addWidget(m_behind);
    server->addWidget(m_copy);
    auto *numbers = new QHBoxLayout(m_numbers);
    numbers->setContentsMargins({});
    numbers->setSpacing(gap);
    numbers->addWidget(m_counts);
    for (QWidget *part : std::initializer_list<QWidget *> { m_perSecond, m_sparkline, m_percentile, m_lost })
        numbers->addWidget(part);
    numbers->addStretch();
    m_layout->setContentsMargins({});
    m_layout->setSizeConstraint(QLayout::SetNoConstraint); // minimumSizeHint() says what is needed
    m_layout->setHorizontalSpacing(gap * 2);
    m_layout->setVerticalSpacing(gap / 3);
    m_layout->setColumnStretch(1, 1);
    arrange();

    setState(m_phase, m_isListening);
    setUrl({});
    setPace({}, {});
}

void HeaderBar::createParts()
{
    m_state->setObjectName(QStringLiteral("stateLabel"));
    m_state->setAccessibleName(tr("State of the server"));
    QFont bold = m_state->font();
    bold.setBold(true);
    m_state->setFont(bold);
    m_url->setObjectName(QStringLiteral("urlLabel"));
    m_url->setAccessibleName(tr("Address of the server"));
    m_behind->setObjectName(QStringLiteral("serverBehindLabel"));
    m_behind->setAccessibleName(tr("The server behind the tap"));
    m_behind->hide();
    m_copy->setObjectName(QStringLiteral("copyUrlButton"));
    m_copy->setAccessibleName(tr("Copy the address of the server"));
    m_copy->setToolTip(tr("Copy the address (Ctrl+Shift+C)"));
    m_copy->setAutoDefault(false);
    connect(m_copy, &QPushButton::clicked, this, &HeaderBar::copyUrl);
    auto *shortcut = new QShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C, this);
    shortcut->setAutoRepeat(false);
    connect(shortcut, &QShortcut::activated, this, &HeaderBar::copyUrl);
    m_perSecond->setUsual(QStringLiteral("000"));
    m_perSecond->setToolTip(tr("Requests that ended, per second: over the last three seconds"));
    m_percentile->putCaptionFirst();
    m_percentile->setUsual(QStringLiteral("000 ms"));
    m_percentile->setToolTip(
        tr("99 of 100 requests were answered in this time or less: from their arrival until their last byte, in the "
           "last ten seconds"));
    m_lost->setUsual(QStringLiteral("0"));
    m_lost->setToolTip(tr("Requests that were not answered whole, since the server began to listen"));
}

void HeaderBar::setCounts(const ConnectionCounts &counts)
{
    m_counts->setCounts(counts);
    keepFitting();
}

void HeaderBar::setPace(const RequestPace &pace, SteadyTime now)
{
    const double perSecond = pace.perSecond(now);
    m_perSecond->setNumber(rateText(perSecond, QLocale()), rateText(perSecond, QLocale::c()));
    const auto history = pace.history(now);
    m_sparkline->setValues({ history.begin(), history.end() });
    const auto percentile = pace.percentile(now);
    m_percentile->setNumber(percentile ? latencyText(*percentile) : QStringLiteral("–"),
                            percentile ? QString::number(static_cast<double>(percentile->count()) / 1000) : QString());
    m_lostInAll = pace.lost();
    showLost();
    keepFitting();
}

// The report of a shutdown may know of more than the figures do.
void HeaderBar::showLost()
{
    const quint64 lost = std::max(m_lostInAll, static_cast<quint64>(m_lostInShutdown));
    m_lost->setNumber(lost);
    m_lost->setWeight(lost > 0 ? Figure::Weight::Heavy : Figure::Weight::Light);
}

void HeaderBar::setState(ShutdownPhase phase, bool isListening, qsizetype lost)
{
    m_phase = phase;
    m_isListening = isListening;
    m_lostInShutdown = lost;
    if (phase != ShutdownPhase::Running && hasEnded(phase) && lost > 0)
        //: "Closed", how many requests
        m_state->setText(tr("%1, %Ln lost", nullptr, pluralNumber(lost)).arg(VocabularyText::of(phase)));
    else if (phase != ShutdownPhase::Running)
        m_state->setText(VocabularyText::of(phase));
    else
        m_state->setText(isListening ? tr("Listening") : tr("Not listening"));
    m_state->setAccessibleDescription(m_state->text());
    showLost();
    applyColors();
}

void HeaderBar::setUrl(const QString &url)
{
    m_url->setText(url);
    m_url->setAccessibleDescription(url);
    m_copy->setEnabled(!url.isEmpty());
}

void HeaderBar::setBehind(const QString &server)
{
    m_behind->setText(server);
    m_behind->setAccessibleDescription(server);
    m_behind->setVisible(!server.isEmpty());
}

void HeaderBar::setControls(QWidget *controls)
{
    m_controls = controls;
    arrange();
}

// The first that are left out are those that the rest of the window can do without.
int HeaderBar::widthOfNumbers(int leftOut) const
{
    int width = m_counts->widthWith(leftOut < 2) + m_perSecond->sizeHint().width() + m_lost->sizeHint().width();
    if (leftOut < 1)
        width += m_sparkline->sizeHint().width();
    if (leftOut < 3)
        width += m_percentile->sizeHint().width();
    return width + 4 * m_numbers->layout()->spacing();
}

int HeaderBar::widthOfAll() const
{
    const int gap = m_layout->horizontalSpacing();
    return m_server->sizeHint().width() + gap + widthOfNumbers(0)
        + (m_controls ? gap + m_controls->sizeHint().width() : 0);
}

QSize HeaderBar::sizeHint() const
{
    return { widthOfAll(), m_layout->sizeHint().height() };
}

QSize HeaderBar::minimumSizeHint() const
{
    const int controls = m_controls ? m_controls->sizeHint().width() + m_layout->horizontalSpacing() : 0;
    return { m_server->minimumSizeHint().width() + controls, m_layout->minimumSize().height() };
}

void HeaderBar::arrange()
{
    m_isNarrow = width() < widthOfAll();
    m_layout->addWidget(m_server, 0, 0);
    if (m_isNarrow)
        m_layout->addWidget(m_numbers, 1, 0, 1, 3);
    else
        m_layout->addWidget(m_numbers, 0, 1);
    if (m_controls)
        m_layout->addWidget(m_controls, 0, 2, Qt::AlignRight);
    fitNumbers();
    updateGeometry();
}

void HeaderBar::fitNumbers()
{
    int leftOut = 0;
    while (m_isNarrow && leftOut < 3 && widthOfNumbers(leftOut) > width())
        ++leftOut;
    m_sparkline->setVisible(leftOut < 1);
    m_counts->setAcceptedShown(leftOut < 2);
    m_percentile->setVisible(leftOut < 3);
}

// Two lines become one only where there is some room to spare: numbers that grow and shrink must not move all below.
void HeaderBar::keepFitting()
{
    const int wanted = widthOfAll();
    const int spare = m_isNarrow ? fontMetrics().averageCharWidth() * 8 : 0;
    if (m_isNarrow != (width() < wanted + spare))
        arrange();
    else
        fitNumbers();
}

void HeaderBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    keepFitting();
}

void HeaderBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
    else if (event->type() == QEvent::FontChange)
        arrange();
}

void HeaderBar::copyUrl()
{
    if (m_url->text().isEmpty())
        return;
    QGuiApplication::clipboard()->setText(m_url->text());
    QToolTip::showText(m_copy->mapToGlobal(QPoint(0, m_copy->height() / 2)), tr("Copied"), m_copy, {}, 1500);
}

void HeaderBar::applyColors()
{
    const bool isActive = m_phase != ShutdownPhase::Running || m_isListening;
    QPalette colored = palette();
    colored.setColor(QPalette::WindowText,
                     isActive ? colorOfEnd(m_phase, m_lostInShutdown, palette()) : subduedColor(palette()));
    m_state->setPalette(colored);
}

} // namespace Drainboard

#include "moc_headerbar.cpp"
