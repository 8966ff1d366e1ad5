// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/section.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace Drainboard {

Section::Section(const QString &title, QWidget *content, QWidget *corner, QWidget *parent)
    : QWidget(parent)
{
    auto *caption = new QLabel(title, this);
    QFont bold = caption->font();
    bold.setBold(true);
    caption->setFont(bold);
    caption->setBuddy(content);

    auto *top = new QHBoxLayout;
    top->addWidget(caption);
    top->addStretch();
    if (corner)
        top->addWidget(corner);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(top);
    layout->addWidget(content, 1);
}

} // namespace Drainboard

#include "moc_section.cpp"
