// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QImage>
#include <QList>
#include <QString>
#include <QStringList>

class QWidget;

namespace Drainboard {

/// What some widgets show at one moment, as a picture. A plain value; to take one is for the GUI thread.
class BoardPicture
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::BoardPicture)

public:
    /// An empty one.
    BoardPicture() = default;
    /// Of \a widgets as they stand in their window, which they share. What is between them is left empty.
    explicit BoardPicture(const QList<QWidget *> &widgets);

    /// The endings of names that tell what is written: ".svg", ".png".
    static QStringList endings();
    /// Writes it to \a fileName, which has one of these endings. Replaces the file in one step, or leaves it as it was.
    /// Returns one line that says what went wrong, or nothing.
    QString write(const QString &fileName) const;

private:
    QByteArray m_svg;
    QImage m_image;
};

} // namespace Drainboard
