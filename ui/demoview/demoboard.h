// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "demoview/demopicture.h"

#include <QWidget>

#include <optional>

namespace Drainboard {

/// The picture of a demo, as large as there is room. The row under the mouse is lit in all stages. Where the mouse is
/// dragged along the axis, that moment is asked for. GUI thread.
class DemoBoard : public QWidget
{
    Q_OBJECT

public:
    explicit DemoBoard(QWidget *parent = nullptr);

    /// What is shown from now on. Which row is lit this knows itself.
    void setScene(const DemoScene &scene);
    /// As it is shown.
    const DemoScene &scene() const { return m_scene; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The mouse is on the row, or on none.
    void rowPointedAt(std::optional<int> row);
    /// The mouse was dragged to this moment, since the shutdown.
    void momentChosen(std::chrono::milliseconds time);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    DemoPicture picture() const;
    void pointAt(std::optional<int> row);

    DemoScene m_scene;
};

} // namespace Drainboard
