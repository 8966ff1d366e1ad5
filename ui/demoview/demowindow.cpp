// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demoview/demowindow.h"

#include "demoview/crowdpanel.h"
#include "demoview/demoboard.h"
#include "demoview/democontrols.h"
#include "demoview/demofile.h"
#include "demoview/demotext.h"
#include "demoview/stagerecord.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace Drainboard {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr QSize usualSize { 1280, 800 };
constexpr int sideMargin = 12;
constexpr milliseconds keyStep = 100ms;

} // namespace

DemoWindow::DemoWindow(const DemoPlan &plan, const std::optional<OwnServer> &own, QWidget *parent)
    : QWidget(parent)
    , m_plan(plan)
    , m_run(std::make_unique<DemoRun>(own))
    , m_chapters(DemoChapter::all(own.has_value()))
    , m_openUrl([](const QUrl &url) { QDesktopServices::openUrl(url); })
    , m_caption(new QLabel)
    , m_board(new DemoBoard)
    , m_crowd(new CrowdPanel(plan.crowd))
    , m_controls(new DemoControls(m_chapters))
{
    setObjectName(QStringLiteral("demoWindow"));
    setWindowTitle(tr("What a shutdown costs"));
    for (int i = 0; i < m_run->stageCount(); ++i) {
        m_records.push_back(std::make_unique<StageRecord>(m_run->stage(i)));
        connect(record(i), &StageRecord::changed, m_board, qOverload<>(&QWidget::update));
    }
    m_caption->setObjectName(QStringLiteral("demoCaption"));
    m_caption->setWordWrap(true);
    m_caption->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_crowd->hide();
    // The crowd's numbers stand before the picture, which keeps its size, and so its text.
    auto *middle = new QGridLayout;
    middle->addWidget(m_board, 0, 0);
    middle->addWidget(m_crowd, 0, 0, Qt::AlignRight | Qt::AlignTop);
    m_crowd->raise();
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins({});
    all->setSpacing(0);
    all->addWidget(m_caption);
    all->addLayout(middle, 1);
    all->addWidget(m_controls);

    connect(m_controls, &DemoControls::playRequested, this, &DemoWindow::play);
    connect(m_controls, &DemoControls::stepRequested, this, &DemoWindow::step);
    connect(m_controls, &DemoControls::replayRequested, this, &DemoWindow::replay);
    connect(m_controls, &DemoControls::chapterRequested, this, &DemoWindow::showChapter);
    connect(m_controls, &DemoControls::choicesChanged, this, &DemoWindow::changePlan);
    connect(m_controls, &DemoControls::speedChanged, this, [this] { m_replay.setSpeed(m_controls->choices().speed); });
    connect(m_controls, &DemoControls::crowdToggled, m_crowd, &QWidget::setVisible);
    connect(m_controls, &DemoControls::browserRequested, this, &DemoWindow::openBrowser);
    connect(m_controls, &DemoControls::saveRequested, this, &DemoWindow::chooseFile);
    connect(m_crowd, &CrowdPanel::planChanged, this, &DemoWindow::changePlan);
    connect(m_board, &DemoBoard::rowPointedAt, this, &DemoWindow::showRow);
    connect(m_board, &DemoBoard::momentChosen, this, [this](milliseconds time) {
        if (isReplayable())
            m_replay.goTo(time);
    });
    connect(&m_replay, &DemoReplay::changed, this, &DemoWindow::showState);
    connect(m_run.get(), &DemoRun::warm, this, &DemoWindow::openPages);
    connect(m_run.get(), &DemoRun::stageFailed, this, &DemoWindow::showFailure);
    connect(m_run.get(), &DemoRun::finished, this, &DemoWindow::finish);
    m_frames.setInterval(40ms);
    m_frames.callOnTimeout(this, [this] {
        for (const auto &each : m_records)
            each->advance(SteadyClock::now());
    });
    m_controls->setDistance(plan.distance);
    m_controls->setAbortAfter(plan.abortAfter);
    m_board->setFocus();
    resize(usualSize);
    showChapter(0);
}

DemoWindow::~DemoWindow()
{
    m_run->disconnect(this);
}

QString DemoWindow::caption() const
{
    return m_caption->text();
}

bool DemoWindow::isReplayable() const
{
    const auto hasEnded = [](const auto &each) { return each->outcome().has_value(); };
    return !m_run->isActive() && std::ranges::any_of(m_records, hasEnded);
}

// Where the crowd is there already, somebody has joined it: then the servers are only told to stop.
void DemoWindow::play()
{
    if (m_run->isWarm()) {
        m_run->play();
    } else if (!m_run->isActive()) {
        clear();
        if (!beginStages(m_chapters[std::size_t(m_chapter)].stages))
            return;
        m_run->play();
    }
    m_text = m_chapters[std::size_t(m_chapter)].text;
    stageRuns();
}

void DemoWindow::step()
{
    if (m_run->isActive())
        return;
    const std::vector<int> &stages = m_chapters[std::size_t(m_chapter)].stages;
    auto next = std::ranges::find_if(stages, [this](int stage) { return record(stage)->isEmpty(); });
    if (next == stages.end()) {
        clear();
        next = stages.begin();
    }
    if (!beginStages({ *next }))
        return;
    m_run->play();
    stageRuns();
}

bool DemoWindow::beginStages(const std::vector<int> &stages)
{
    if (m_run->begin(stages, m_plan))
        return true;
    m_isBrowserWanted = false;
    clear();
    say(tr("This cannot be played: %1").arg(m_run->errorString()));
    return false;
}

// Where it is the user's own, the reason stands in its place. The others go on.
void DemoWindow::showFailure(int stage)
{
    if (!m_run->stage(stage)->ownServer())
        say(tr("This cannot be played: %1").arg(m_run->errorString()));
    showState();
}

void DemoWindow::stageRuns()
{
    m_replay.goToEnd();
    m_frames.start();
    m_controls->hideCrowd();
    say(m_text);
    showState();
}

void DemoWindow::finish()
{
    m_frames.stop();
    const milliseconds end = StageRecord::lengthOf(m_plan) - DemoPlan::before;
    m_replay.setStory(-DemoPlan::before, end);
    QStringList told;
    for (const int stage : m_chapters[std::size_t(m_chapter)].stages) {
        if (const auto &outcome = record(stage)->outcome())
            told += tr("%1: %n requests lost. %2", nullptr, int(outcome->lost))
                        .arg(DemoText::nameOf(outcome->policy, outcome->isOwn), DemoText::sentence(*outcome));
        else if (!record(stage)->problem().isEmpty())
            told += record(stage)->problem();
    }
    m_board->setAccessibleDescription(told.join(u'\n'));
    showState();
}

void DemoWindow::clear()
{
    for (const auto &each : m_records)
        each->clear();
    m_board->setAccessibleDescription({});
    m_replay.goToEnd();
}

void DemoWindow::replay()
{
    if (!isReplayable())
        return;
    if (m_replay.isPlaying())
        m_replay.pause();
    else
        m_replay.play();
}

void DemoWindow::openBrowser()
{
    if (m_run->isActive())
        return;
    clear();
    m_isBrowserWanted = true;
    if (!beginStages(m_chapters[std::size_t(m_chapter)].stages))
        return;
    m_text = tr("Your browser joins the crowd, in the row of the guests. Press Play when its pages are there.");
    stageRuns();
}

void DemoWindow::openPages()
{
    for (int i = 0; i < m_run->stageCount() && m_isBrowserWanted; ++i) {
        if (const QUrl url = m_run->stage(i)->url(); !url.isEmpty())
            m_openUrl(url);
    }
    m_isBrowserWanted = false;
    showState();
}

void DemoWindow::showChapter(int chapter)
{
    if (m_run->isActive())
        return;
    m_chapter = chapter;
    const DemoChapter &shown = m_chapters[std::size_t(chapter)];
    if (shown.distance) {
        m_plan.distance = *shown.distance;
        m_controls->setDistance(*shown.distance);
    }
    m_text = shown.text;
    clear();
    say(m_text);
    showState();
}

// What was seen does not belong to it any more.
void DemoWindow::changePlan()
{
    if (m_run->isActive())
        return;
    const DemoControls::Choices choices = m_controls->choices();
    m_plan.distance = choices.distance;
    if (m_plan.abortAfter != choices.abortAfter)
        m_plan.forceAfter = 2 * choices.abortAfter;
    m_plan.abortAfter = choices.abortAfter;
    m_plan.crowd = m_crowd->plan();
    clear();
    showState();
}

void DemoWindow::showState()
{
    const bool isActive = m_run->isActive();
    m_controls->setChapter(m_chapter);
    m_controls->setRunning(isActive, m_run->isWarm());
    m_controls->setReplayable(isReplayable(), m_replay.isPlaying());
    m_crowd->setEnabled(!isActive);
    showScene();
}

void DemoWindow::showScene()
{
    DemoScene scene { .plan = m_plan, .stages = {} };
    for (const int stage : m_chapters[std::size_t(m_chapter)].stages)
        scene.stages.push_back(record(stage));
    if (isReplayable())
        scene.cursor = m_replay.cursor();
    m_board->setScene(scene);
}

void DemoWindow::showRow(std::optional<int> row)
{
    if (!row) {
        say(m_text);
        return;
    }
    const auto kind = *row < m_plan.crowd.total() ? std::optional(m_plan.crowd.kindOf(*row)) : std::nullopt;
    say(DemoText::whatTheyDo(kind));
}

void DemoWindow::say(const QString &text)
{
    m_caption->setText(text);
}

QString DemoWindow::save(const QString &fileName) const
{
    return DemoFile::write(fileName, m_board->scene(), m_board->size(), m_board->palette(), m_board->font());
}

void DemoWindow::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the picture"));
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QStringList forms { tr("Picture of dots (*.png)"), tr("Picture of lines (*.svg)") };
    dialog->setNameFilters(forms);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, forms](const QString &form) {
        dialog->setDefaultSuffix(form == forms.constFirst() ? QStringLiteral("png") : QStringLiteral("svg"));
    });
    dialog->selectFile(QStringLiteral("drainboard-demo"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &fileName) {
        const QString problem = save(fileName);
        say(problem.isEmpty() ? tr("The picture is in %1").arg(fileName) : problem);
    });
    dialog->open();
}

// All text grows with the window, as the picture does.
void DemoWindow::resizeEvent(QResizeEvent *)
{
    const double scale = std::min(double(width()) / usualSize.width(), double(height()) / usualSize.height());
    QFont large = font();
    large.setPixelSize(std::max(int(DemoLayout::text * scale), 9));
    for (QWidget *part : QList<QWidget *> { m_caption, m_controls, m_crowd })
        part->setFont(large);
    const int side = int(sideMargin * scale);
    m_caption->setContentsMargins(side, 0, side, 0);
    m_controls->setScale(scale);
    m_caption->setFixedHeight(2 * QFontMetrics(large).lineSpacing());
}

void DemoWindow::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (isReplayable())
            m_replay.goBy(event->key() == Qt::Key_Left ? -keyStep : keyStep);
        break;
    case Qt::Key_Home:
        if (isReplayable())
            m_replay.goTo(-DemoPlan::before);
        break;
    case Qt::Key_End:
        m_replay.goToEnd();
        break;
    case Qt::Key_F:
    case Qt::Key_F11:
        setWindowState(windowState() ^ Qt::WindowFullScreen);
        break;
    case Qt::Key_Escape:
        if (isFullScreen())
            showNormal();
        else
            close();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace Drainboard

#include "moc_demowindow.cpp"
