// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QWidget>

class QLabel;

namespace Drainboard {

/// A number in large type with its word behind it: "18 open". It makes room for as many digits as there are. The label
/// with the number has a name of its own, for tests. GUI thread.
class Figure : public QWidget
{
    Q_OBJECT

public:
    enum class Weight {
        Light, ///< no matter now
        Usual,
        Heavy, ///< to be seen: number and word are bold, and have the colour of what went wrong
    };

    /// The label of the number is called \a objectName, and \a accessibleName.
    Figure(const QString &objectName, const QString &caption, const QString &accessibleName, QWidget *parent = nullptr);

    /// "p99 301 ms"
    void putCaptionFirst();
    /// Shows \a shown. What reads the window without eyes gets \a plain, which is the same in each language.
    void setNumber(const QString &shown, const QString &plain);
    void setNumber(qulonglong number);
    void setWeight(Weight weight);
    /// The room that is kept for the number, so that what stands beside it does not move as it grows and shrinks.
    void setUsual(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyFonts();
    void applyColors();

    QLabel *m_number;
    QLabel *m_caption;
    QString m_usual;
    Weight m_weight = Weight::Usual;
};

} // namespace Drainboard
