// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "header/headerbar.h"

#include "counts/countspanel.h"
#include "look/statecolors.h"
#include "look/vocabularytext.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QToolTip>
#include <QVBoxLayout>

namespace Drainboard {

HeaderBar::HeaderBar(QWidget *parent)
    : QWidget(parent)
    , m_counts(new CountsPanel)
    , m_state(new QLabel)
    , m_url(new QLabel)
    , m_copy(new QPushButton(tr("&Copy URL")))
{
    m_state->setObjectName(QStringLiteral("stateLabel"));
    m_state->setAccessibleName(tr("State of the server"));
    m_state->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    QFont large = m_state->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setBold(true);
    m_state->setFont(large);
    m_url->setObjectName(QStringLiteral("urlLabel"));
    m_url->setAccessibleName(tr("Address of the server"));
    m_url->setTextFormat(Qt::PlainText);
    m_url->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont medium = m_url->font();
    medium.setPointSizeF(medium.pointSizeF() * 1.2);
    m_url->setFont(medium);
    m_copy->setObjectName(QStringLiteral("copyUrlButton"));
    m_copy->setAccessibleName(tr("Copy the address of the server"));
    m_copy->setToolTip(tr("Copy the address (Ctrl+Shift+C)"));
    m_copy->setAutoDefault(false);
    connect(m_copy, &QPushButton::clicked, this, &HeaderBar::copyUrl);
    auto *shortcut = new QShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C, this);
    shortcut->setAutoRepeat(false);
    connect(shortcut, &QShortcut::activated, this, &HeaderBar::copyUrl);

    auto *address = new QHBoxLayout;
    address->addStretch();
    address->addWidget(m_url);
    address->addWidget(m_copy);
    auto *server = new QVBoxLayout;
    server->addStretch();
    server->addWidget(m_state);
    server->addLayout(address);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_counts);
    layout->addStretch();
    layout->addLayout(server);

    setState(m_phase, m_isListening);
    setUrl({});
}

void HeaderBar::setCounts(const ConnectionCounts &counts)
{
    m_counts->setCounts(counts);
}

void HeaderBar::setState(ShutdownPhase phase, bool isListening)
{
    m_phase = phase;
    m_isListening = isListening;
    if (phase != ShutdownPhase::Running)
        m_state->setText(VocabularyText::of(phase));
    else
        m_state->setText(isListening ? tr("Listening") : tr("Not listening"));
    m_state->setAccessibleDescription(m_state->text());
    applyColors();
}

void HeaderBar::setUrl(const QString &url)
{
    m_url->setText(url);
    m_url->setAccessibleDescription(url);
    m_copy->setEnabled(!url.isEmpty());
}

void HeaderBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
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
    colored.setColor(QPalette::WindowText, isActive ? colorOf(m_phase, palette()) : subduedColor(palette()));
    m_state->setPalette(colored);
}

} // namespace Drainboard
