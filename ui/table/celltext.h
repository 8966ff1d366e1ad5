// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QCache>
#include <QStaticText>

class QPainter;
class QStyleOptionViewItem;

namespace Drainboard {

/// Draws the texts of cells as the style would, but lays each of them out only once while it is in use. The style does
/// so twice at each painting, which is most of what a cell costs. GUI thread.
class CellText
{
public:
    /// How many texts are remembered: those of some screens full.
    static constexpr int kept = 4096;

    CellText();

    /// Draws the text of \a cell, in its font and colour, into \a place: in one line, cut as its elide mode says.
    void draw(QPainter *painter, const QRect &place, const QStyleOptionViewItem &cell);

    /// How many texts were laid out so far.
    int laidOut() const { return m_laidOut; }

private:
    struct Key
    {
        QString text;
        QFont font;
        int width = 0; ///< of the place, in pixels
        Qt::TextElideMode mode = Qt::ElideNone;

        bool operator==(const Key &other) const = default;
        friend std::size_t qHash(const Key &key, std::size_t seed = 0)
        {
            return qHashMulti(seed, key.text, key.width, int(key.mode)); // a font of its own is rare, and costs more
        }
    };

    QStaticText *layOut(const Key &key);

    QCache<Key, QStaticText> m_texts;
    int m_laidOut = 0;
};

} // namespace Drainboard
