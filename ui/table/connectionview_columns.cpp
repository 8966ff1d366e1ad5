// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only

// The part of ConnectionView that is about its columns.

#include "look/fixedfont.h"
#include "table/columnchoice.h"
#include "table/columnwidths.h"
#include "table/connectionmodel.h"
#include "table/connectionview.h"

#include <QDataStream>
#include <QHeaderView>
#include <QIODevice>
#include <QStyleOptionHeader>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace Drainboard {
namespace {

constexpr quint32 savedVersion = 1;
constexpr auto streamVersion = QDataStream::Qt_6_0;

bool isShownAtFirst(int column)
{
    return column <= ConnectionModel::Ended;
}

} // namespace

void ConnectionView::setUpHeader()
{
    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setStretchLastSection(false);
    header->setSectionsMovable(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this, [this, header](const QPoint &at) {
        auto *menu = new ColumnChoice(this, this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(header->mapToGlobal(at));
    });
    connect(header, &QHeaderView::sectionResized, this,
            [this](int column, int, int width) { takeOverWidth(column, width); });
    connect(header, &QHeaderView::sectionMoved, this, &ConnectionView::followLifelineColumn);
    restoreDefaultColumns();
}

QString ConnectionView::columnTitle(int column) const
{
    if (column == ConnectionModel::Lifeline)
        return tr("Lifeline");
    if (column == ConnectionModel::Id)
        return tr("# (number)");
    return model()->headerData(column, Qt::Horizontal).toString();
}

void ConnectionView::setColumnShown(int column, bool shown)
{
    m_isFitting = true; // the width that the header kept is not the one that is wanted
    setColumnHidden(column, !shown);
    m_isFitting = false;
    fitColumns();
    followLifelineColumn();
}

void ConnectionView::restoreDefaultColumns()
{
    QHeaderView *header = horizontalHeader();
    m_isFitting = true;
    for (int column = 0; column < header->count(); ++column) {
        header->moveSection(header->visualIndex(column), column);
        setColumnHidden(column, !isShownAtFirst(column));
    }
    setDefaultWidths();
    m_isFitting = false;
    sortByColumn(ConnectionModel::Id, Qt::AscendingOrder);
    fitColumns();
    followLifelineColumn();
}

QByteArray ConnectionView::saveColumns() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream.setVersion(streamVersion);
    stream << savedVersion << QList<int>(m_wanted.begin(), m_wanted.end()) << horizontalHeader()->saveState();
    return state;
}

bool ConnectionView::restoreColumns(const QByteArray &state)
{
    QDataStream stream(state);
    stream.setVersion(streamVersion);
    quint32 version = 0;
    QList<int> wanted;
    QByteArray header;
    stream >> version;
    if (version != savedVersion)
        return false;
    stream >> wanted >> header;
    if (stream.status() != QDataStream::Ok || wanted.size() != static_cast<qsizetype>(m_wanted.size()))
        return false;
    m_isFitting = true; // the widths of the header are those that fitted the last window
    const bool isRestored = horizontalHeader()->restoreState(header);
    horizontalHeader()->setStretchLastSection(false);
    horizontalHeader()->setSectionResizeMode(ConnectionModel::Lifeline, QHeaderView::Stretch);
    m_isFitting = false;
    if (isRestored)
        m_wanted.assign(wanted.begin(), wanted.end());
    fitColumns();
    followLifelineColumn();
    return isRestored;
}

// All text may be zoomed: rows and columns grow with it.
void ConnectionView::followFont()
{
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    const int digit = QFontMetrics(fixedFont()).horizontalAdvance(QLatin1Char('0'));
    if (m_digit == 0 || digit == m_digit)
        return;
    for (int &width : m_wanted)
        width = width * digit / m_digit;
    m_digit = digit;
    fitColumns();
    followLifelineColumn();
}

void ConnectionView::setDefaultWidths()
{
    const int digit = QFontMetrics(fixedFont()).horizontalAdvance(QLatin1Char('0'));
    m_digit = digit;
    m_wanted.assign(static_cast<std::size_t>(model()->columnCount()), 0);
    const auto setDigits = [&](int column, int digits) {
        m_wanted[static_cast<std::size_t>(column)] = std::max(digit * (digits + 2), titleWidth(column));
    };
    setDigits(ConnectionModel::Id, 4);
    setDigits(ConnectionModel::Peer, 17);
    setDigits(ConnectionModel::Now, 24);
    setDigits(ConnectionModel::Requests, 6);
    setDigits(ConnectionModel::LastRequest, 21);
    setDigits(ConnectionModel::Ended, 15);
    setDigits(ConnectionModel::State, 13);
    setDigits(ConnectionModel::Status, 5);
    setDigits(ConnectionModel::FirstByte, 11);
    setDigits(ConnectionModel::LastByte, 11);
    setDigits(ConnectionModel::KeepAlive, 17);
    setDigits(ConnectionModel::Age, 8);
    setDigits(ConnectionModel::IdleFor, 8);
    setDigits(ConnectionModel::BytesIn, 9);
    setDigits(ConnectionModel::BytesOut, 10);
    setDigits(ConnectionModel::Client, 17);
    horizontalHeader()->setSectionResizeMode(ConnectionModel::Lifeline, QHeaderView::Stretch);
}

// Numbers and how long something lasts are of no use when cut. Of a peer its end is left, which is the port.
int ConnectionView::leastWidth(int column) const
{
    switch (column) {
    case ConnectionModel::Id:
    case ConnectionModel::Requests:
        return titleWidth(column);
    case ConnectionModel::Now:
        return fontMetrics().averageCharWidth() * (m_tellsWaits ? 34 : 20);
    default:
        return fontMetrics().averageCharWidth() * 9;
    }
}

int ConnectionView::leastLifelineWidth() const
{
    const int share = m_tellsWaits ? 25 : 36; // of a hundred
    return std::min(fontMetrics().averageCharWidth() * 60, viewport()->width() * share / 100);
}

void ConnectionView::setTellsWaits(bool tells)
{
    if (std::exchange(m_tellsWaits, tells) == tells)
        return;
    fitColumns();
    followLifelineColumn();
}

void ConnectionView::fitColumns()
{
    std::vector<ColumnWidth> columns;
    std::vector<int> shown;
    for (int column = 0; column < model()->columnCount(); ++column) {
        if (column == ConnectionModel::Lifeline || isColumnHidden(column))
            continue;
        int wanted = m_wanted[static_cast<std::size_t>(column)];
        if (column == ConnectionModel::Now && m_tellsWaits)
            wanted = std::max(wanted, leastWidth(column));
        columns.push_back({ wanted, std::min(wanted, leastWidth(column)) });
        shown.push_back(column);
    }
    const int rest = isColumnHidden(ConnectionModel::Lifeline) ? 0 : leastLifelineWidth();
    const std::vector<int> widths = fittedWidths(columns, viewport()->width(), rest);
    m_isFitting = true;
    for (std::size_t i = 0; i < shown.size(); ++i)
        setColumnWidth(shown[i], widths[i]);
    m_isFitting = false;
}

// What the user gives a column, others may have to give up; but not while the mouse is still at it.
void ConnectionView::takeOverWidth(int column, int width)
{
    if (column == ConnectionModel::Lifeline) { // a header tells of a stretched column before it has its new width
        QTimer::singleShot(0, this, &ConnectionView::followLifelineColumn);
        return;
    }
    if (m_isFitting || width == 0) // a column that is hidden has no width
        return;
    m_wanted[static_cast<std::size_t>(column)] = width;
    QTimer::singleShot(0, this, &ConnectionView::fitColumns);
}

int ConnectionView::titleWidth(int column) const
{
    const QHeaderView *header = horizontalHeader();
    QStyleOptionHeader option;
    option.initFrom(header);
    option.state |= QStyle::State_Horizontal;
    option.orientation = Qt::Horizontal;
    option.sortIndicator = QStyleOptionHeader::SortDown;
    option.rect = QRect(0, 0, 1000, header->sizeHint().height());
    const int besideTitle = option.rect.width()
        - header->style()->subElementRect(QStyle::SE_HeaderLabel, &option, header).width();
    const QString title = model()->headerData(column, Qt::Horizontal).toString();
    return header->fontMetrics().horizontalAdvance(title) + besideTitle + 1;
}

} // namespace Drainboard
