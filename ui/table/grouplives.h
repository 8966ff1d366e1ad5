// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "lifelines/grouplife.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace Drainboard {

class BoardAxis;
class GroupModel;
class LifelineStore;

/// The lifelines of groups, as far as somebody asks for them: those in sight, that is. With thousands of connections in
/// them they are made bit by bit, so that the window never stalls; once a second all that were asked for are made anew.
/// GUI thread.
class GroupLives : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this.
    GroupLives(const GroupModel *groups, const BoardAxis *axis, const LifelineStore *lifelines,
               QObject *parent = nullptr);

    /// Makes them of these from now on. \a lifelines must outlive this.
    void setLifelines(const LifelineStore *lifelines);
    /// Of the group with this \a number. Null while it is not known yet: then changed() follows.
    const GroupLife *find(quint64 number);

Q_SIGNALS:
    /// More is known.
    void changed();

private:
    void begin();
    void goOn();
    bool takeNextGroup();

    const GroupModel *m_groups;
    const BoardAxis *m_axis;
    const LifelineStore *m_lifelines;
    std::unordered_map<quint64, GroupLife> m_lives;
    std::unordered_set<quint64> m_asked; ///< since the last begin()
    std::vector<quint64> m_todo;
    std::optional<GroupLife> m_life; ///< that is being made, of:
    quint64 m_number = 0;
    std::vector<ConnectionId> m_connections;
    std::size_t m_next = 0;
    QTimer m_again;
    QTimer m_slice;
};

} // namespace Drainboard
