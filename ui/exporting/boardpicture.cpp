// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "exporting/boardpicture.h"

#include <QBuffer>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QWidget>

namespace Drainboard {
namespace {

QRect placeOf(const QWidget *widget)
{
    return QRect(widget->mapTo(widget->window(), QPoint()), widget->size());
}

void paint(QPaintDevice *device, const QList<QWidget *> &widgets, const QRect &area)
{
    QPainter painter(device);
    painter.fillRect(QRect(QPoint(), area.size()), widgets.constFirst()->palette().window());
    for (QWidget *widget : widgets)
        widget->render(&painter, placeOf(widget).topLeft() - area.topLeft());
}

QByteArray svgOf(const QList<QWidget *> &widgets, const QRect &area)
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(area.size());
    generator.setViewBox(QRect(QPoint(), area.size()));
    generator.setResolution(widgets.constFirst()->logicalDpiX()); // else text is not as large as there
    generator.setTitle(QStringLiteral("Drainboard"));
    paint(&generator, widgets, area);
    return buffer.data();
}

QImage imageOf(const QList<QWidget *> &widgets, const QRect &area)
{
    const qreal ratio = widgets.constFirst()->devicePixelRatioF();
    QImage image((QSizeF(area.size()) * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    paint(&image, widgets, area);
    return image;
}

} // namespace

BoardPicture::BoardPicture(const QList<QWidget *> &widgets)
{
    QRect area;
    for (const QWidget *widget : widgets)
        area |= placeOf(widget);
    if (area.isEmpty())
        return;
    m_svg = svgOf(widgets, area);
    m_image = imageOf(widgets, area);
}

QStringList BoardPicture::endings()
{
    return { QStringLiteral(".svg"), QStringLiteral(".png") };
}

QString BoardPicture::write(const QString &fileName) const
{
    QSaveFile file(fileName);
    if (file.open(QIODevice::WriteOnly)) {
        const bool isVector = fileName.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive);
        const bool written = isVector ? file.write(m_svg) == m_svg.size() : m_image.save(&file, "PNG");
        if (written && file.commit())
            return {};
        file.cancelWriting();
    }
    return tr("Could not export to %1: %2").arg(fileName, file.errorString());
}

} // namespace Drainboard
