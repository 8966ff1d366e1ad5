// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "filter/filteredit.h"

#include "look/statecolors.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QEvent>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QStringListModel>

namespace Drainboard {

FilterEdit::FilterEdit(QWidget *parent)
    : QLineEdit(parent)
    , m_proposals(new QStringListModel(this))
    , m_completer(new QCompleter(m_proposals, this))
{
    // setCompleter() would propose for the whole line.
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setObjectName(QStringLiteral("filterProposals"));
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterEdit::accept);
    connect(this, &QLineEdit::textEdited, this, &FilterEdit::propose);
    setClearButtonEnabled(true);
    makePlaceholderReadable();
}

QStringList FilterEdit::proposals() const
{
    return completion().proposals;
}

void FilterEdit::propose()
{
    const FilterCompletion offered = completion();
    if (offered.proposals.isEmpty() || offered.length == 0) {
        const bool isBehindKey = offered.length == 0 && offered.position > 0 && !offered.proposals.isEmpty()
            && !text().at(offered.position - 1).isSpace() && text().at(offered.position - 1) != QLatin1Char('-');
        if (!isBehindKey) {
            m_completer->popup()->hide();
            return;
        }
    }
    m_proposals->setStringList(offered.proposals);
    QRect place = cursorRect();
    place.setWidth(fontMetrics().averageCharWidth() * 24);
    m_completer->complete(place);
}

void FilterEdit::accept(const QString &proposal)
{
    const FilterCompletion offered = completion();
    setSelection(static_cast<int>(offered.position), static_cast<int>(offered.length));
    insert(proposal);
    propose(); // behind a key, its values
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    if (m_completer->popup()->isVisible()) {
        switch (event->key()) {
        case Qt::Key_Enter:
        case Qt::Key_Return:
        case Qt::Key_Escape:
            event->ignore(); // the completer takes it
            return;
        default:
            break;
        }
    } else if (event->key() == Qt::Key_Escape) {
        if (!event->isAutoRepeat()) {
            clear();
            Q_EMIT left();
        }
        return;
    } else if (event->key() == Qt::Key_Down) {
        m_proposals->setStringList(proposals());
        if (m_proposals->rowCount() > 0)
            m_completer->complete();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FilterEdit::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_isColoring)
        makePlaceholderReadable();
}

// Not all dark palettes have a placeholder that can be read.
void FilterEdit::makePlaceholderReadable()
{
    const QScopedValueRollback<bool> coloring(m_isColoring, true);
    QPalette readable = palette();
    readable.setColor(QPalette::PlaceholderText, subduedColor(readable));
    setPalette(readable);
}

} // namespace Drainboard

#include "moc_filteredit.cpp"
