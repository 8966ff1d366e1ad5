// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "layout/keyswindow.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace Drainboard {

KeysWindow::KeysWindow(QWidget *parent)
    : QDialog(parent)
    , m_list(nullptr)
{
    setObjectName(QStringLiteral("keysWindow"));
    setWindowTitle(tr("Keys"));
    setAccessibleName(tr("Keys"));
    auto *content = new QWidget;
    m_list = new QGridLayout(content);
    m_list->setHorizontalSpacing(fontMetrics().height() * 2);
    m_list->setColumnStretch(1, 1);

    addTitle(tr("Everywhere"));
    addKey(tr("?"), tr("these keys"));
    addKey(tr("Ctrl+Plus, Ctrl+Minus, Ctrl+0"), tr("larger text, smaller text, the usual size"));
    addKey(tr("Ctrl+F, or / in the table"), tr("filter the connections"));
    addKey(tr("Ctrl+L"), tr("time-outs and limits"));
    addKey(tr("Ctrl+D"), tr("what each policy costs: a demo"));
    addKey(tr("Ctrl+Shift+C"), tr("copy the address of the server"));
    addKey(tr("Alt+S"), tr("shut down; while Leaving, Alt+D drains now"));
    addKey(tr("Alt+A"), tr("abort now, while draining"));
    addKey(tr("Alt+G"), tr("start again, after the end"));
    addKey(tr("Alt+R"), tr("the report of the shutdown"));
    addKey(tr("Alt+E"), tr("show or hide the event log"));
    addKey(tr("Tab, Shift+Tab"), tr("to the next part of the window, and back"));
    addKey(tr("F4"), tr("show or hide the details"));
    addKey(tr("Ctrl+Q"), tr("shut down, then close the window"));
    addTitle(tr("Connections"));
    addKey(tr("Up, Down, Page Up, Page Down"), tr("select a row"));
    addKey(tr("Ctrl+C"), tr("copy the selected rows"));
    addKey(tr("Menu, Shift+F10"), tr("what can be done with the selected rows"));
    addKey(tr("Space"), tr("freeze what is shown, and go on"));
    addKey(tr("Plus, Minus"), tr("less time, more time in the lifelines"));
    addKey(tr("Alt+Left, Alt+Right"), tr("earlier, later"));
    addKey(tr("Ctrl+1, Ctrl+2, Ctrl+3"),
           tr("to the slowest request, the longest idle connection, the next lost request"));
    addKey(tr("Right, Left on a group"), tr("show, hide its connections"));
    addKey(tr("Alt+Up, Alt+Down"), tr("sort by the column"));
    addKey(tr("End"), tr("back to now"));
    addKey(tr("Esc in the filter"), tr("no filter"));

    auto *scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(content->sizeHint().width() + fontMetrics().height() * 2);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close")); // Qt's own texts are not installed everywhere
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(scroll, 1);
    layout->addWidget(buttons);
    resize(sizeHint().width(), content->sizeHint().height() + fontMetrics().height() * 5);
}

void KeysWindow::addTitle(const QString &title)
{
    auto *label = new QLabel(title);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    m_list->addWidget(label, m_list->rowCount(), 0, 1, 2);
}

void KeysWindow::addKey(const QString &keys, const QString &what)
{
    const int row = m_list->rowCount();
    auto *name = new QLabel(keys);
    auto *meaning = new QLabel(what);
    name->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    meaning->setWordWrap(true);
    m_list->addWidget(name, row, 0);
    m_list->addWidget(meaning, row, 1);
}

} // namespace Drainboard

#include "moc_keyswindow.cpp"
