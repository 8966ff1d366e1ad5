// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demoview/democontrols.h"

#include "demoview/demochapter.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QShortcut>
#include <QSignalBlocker>

namespace Drainboard {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

void choose(QComboBox *box, const QString &text, const QVariant &value)
{
    const QSignalBlocker quiet(box);
    if (box->findData(value) < 0)
        box->addItem(text, value);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setCurrentIndex(box->findData(value));
}

} // namespace

DemoControls::DemoControls(const std::vector<DemoChapter> &chapters, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("demoControls"));
    auto *row = new QHBoxLayout(this);
    m_play = addButton("playButton", tr("Play"), tr("The servers are told to stop"), Qt::Key_Space);
    m_step = addButton("stepButton", tr("Step"), tr("One server after the other"), Qt::Key_N);
    m_replay = addButton("replayButton", tr("Replay"), tr("Shows again what has happened"), Qt::Key_R);
    m_speed = addChoice("speedChoice", tr("Speed of the replay"), tr("How fast it is shown again"), Qt::Key_X);
    m_speed->addItem(tr("×¼"), 0.25);
    m_speed->addItem(tr("×1"), 1.0);
    m_speed->addItem(tr("×4"), 4.0);
    m_speed->setCurrentIndex(1);
    row->addStretch(1);
    for (int i = 0; i < int(chapters.size()); ++i) {
        const QString number = QString::number(i);
        auto *button = addButton("chapterButton", number, chapters[std::size_t(i)].title,
                                 QKeySequence(Qt::Key(Qt::Key_0 + i)));
        button->setObjectName(QStringLiteral("chapterButton") + number);
        button->setAccessibleName(chapters[std::size_t(i)].title);
        button->setCheckable(true);
        connect(button, &QPushButton::clicked, this, [this, i] { Q_EMIT chapterRequested(i); });
        m_chapters += button;
    }
    row->addStretch(1);
    m_distance = addChoice("distanceChoice", tr("Distance of the clients"), tr("How far away the clients are"),
                           Qt::Key_D);
    for (const milliseconds distance : { 0ms, 40ms, 200ms })
        m_distance->addItem(tr("%1 ms away").arg(distance.count()), int(distance.count()));
    m_abort = addChoice("abortChoice", tr("When connections are aborted"), tr("When what is left is reset"), Qt::Key_A);
    for (const milliseconds after : { 1000ms, 2000ms, 3000ms, 5000ms })
        m_abort->addItem(tr("abort at %1 s").arg(after.count() / 1000), int(after.count()));
    m_crowd = addButton("crowdButton", tr("Crowd"), tr("Which clients there are"), Qt::Key_C);
    m_crowd->setCheckable(true);
    m_browser = addButton("browserButton", tr("Browser"), tr("Open your browser on the servers"), Qt::Key_B);
    m_save = addButton("saveButton", tr("Save…"), tr("Save the picture"), Qt::Key_S);
    connect(m_play, &QPushButton::clicked, this, &DemoControls::playRequested);
    connect(m_step, &QPushButton::clicked, this, &DemoControls::stepRequested);
    connect(m_replay, &QPushButton::clicked, this, &DemoControls::replayRequested);
    connect(m_crowd, &QPushButton::toggled, this, &DemoControls::crowdToggled);
    connect(m_browser, &QPushButton::clicked, this, &DemoControls::browserRequested);
    connect(m_save, &QPushButton::clicked, this, &DemoControls::saveRequested);
    connect(m_speed, &QComboBox::currentIndexChanged, this, &DemoControls::speedChanged);
    for (QComboBox *box : { m_distance, m_abort })
        connect(box, &QComboBox::currentIndexChanged, this, &DemoControls::choicesChanged);
    setScale(1);
    setDistance(40ms);
    setAbortAfter(3000ms);
}

void DemoControls::setScale(double scale)
{
    const auto scaled = [scale](int length) { return int(length * scale); };
    layout()->setContentsMargins(scaled(8), scaled(2), scaled(8), scaled(6));
    layout()->setSpacing(scaled(6));
}

// The key works wherever the focus is, the space bar too. So a button that has the focus is pressed by Return.
QPushButton *DemoControls::addButton(const char *name, const QString &text, const QString &tip, const QKeySequence &key)
{
    auto *button = new QPushButton(text);
    button->setObjectName(QString::fromLatin1(name));
    button->setAccessibleName(tip);
    button->setToolTip(tr("%1 (%2)").arg(tip, key.toString(QKeySequence::NativeText)));
    button->setAutoDefault(true);
    button->setFocusPolicy(Qt::TabFocus);
    auto *shortcut = new QShortcut(key, this);
    shortcut->setContext(Qt::WindowShortcut);
    shortcut->setAutoRepeat(false);
    connect(shortcut, &QShortcut::activated, button, &QPushButton::click);
    layout()->addWidget(button);
    return button;
}

// The key goes to the next one, and round.
QComboBox *DemoControls::addChoice(const char *name, const QString &accessibleName, const QString &tip,
                                   const QKeySequence &key)
{
    auto *box = new QComboBox;
    box->setObjectName(QString::fromLatin1(name));
    box->setAccessibleName(accessibleName);
    box->setToolTip(tr("%1 (%2)").arg(tip, key.toString(QKeySequence::NativeText)));
    box->setFocusPolicy(Qt::TabFocus);
    auto *shortcut = new QShortcut(key, this);
    shortcut->setContext(Qt::WindowShortcut);
    connect(shortcut, &QShortcut::activated, box, [box] {
        if (box->isEnabled())
            box->setCurrentIndex((box->currentIndex() + 1) % box->count());
    });
    layout()->addWidget(box);
    return box;
}

// A style makes all buttons as wide as a word is. These have a digit.
void DemoControls::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange) {
        for (QPushButton *chapter : std::as_const(m_chapters))
            chapter->setMaximumWidth(fontMetrics().height() * 2);
    }
    QWidget::changeEvent(event);
}

DemoControls::Choices DemoControls::choices() const
{
    return { .distance = milliseconds(m_distance->currentData().toInt()),
             .abortAfter = milliseconds(m_abort->currentData().toInt()),
             .speed = m_speed->currentData().toDouble() };
}

void DemoControls::setDistance(milliseconds distance)
{
    choose(m_distance, tr("%1 ms away").arg(distance.count()), int(distance.count()));
}

void DemoControls::setAbortAfter(milliseconds abortAfter)
{
    choose(m_abort, tr("abort at %1 s").arg(double(abortAfter.count()) / 1000), int(abortAfter.count()));
}

void DemoControls::setChapter(int chapter)
{
    for (int i = 0; i < m_chapters.size(); ++i)
        m_chapters[i]->setChecked(i == chapter);
}

void DemoControls::setRunning(bool isRunning, bool mayPlay)
{
    m_play->setEnabled(!isRunning || mayPlay);
    for (QWidget *control : QList<QWidget *> { m_step, m_distance, m_abort, m_browser, m_save })
        control->setEnabled(!isRunning);
    for (QPushButton *chapter : std::as_const(m_chapters))
        chapter->setEnabled(!isRunning);
}

void DemoControls::setReplayable(bool isReplayable, bool isPlaying)
{
    m_replay->setEnabled(isReplayable);
    m_replay->setText(isPlaying ? tr("Pause") : tr("Replay"));
}

} // namespace Drainboard

#include "moc_democontrols.cpp"
