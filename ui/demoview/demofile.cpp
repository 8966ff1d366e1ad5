// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demoview/demofile.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <algorithm>

namespace Drainboard {
namespace {

QByteArray svgOf(const DemoPicture &picture, QSize size)
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setTitle(QStringLiteral("Drainboard"));
    QPainter painter(&generator);
    picture.paint(&painter);
    painter.end();
    return buffer.data();
}

QImage imageOf(const DemoPicture &picture, QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::TextAntialiasing);
    picture.paint(&painter);
    return image;
}

bool hasEnding(const QString &fileName, const QString &ending)
{
    return fileName.endsWith(ending, Qt::CaseInsensitive);
}

} // namespace

QStringList DemoFile::endings()
{
    return { QStringLiteral(".svg"), QStringLiteral(".png") };
}

bool DemoFile::isKnown(const QString &fileName)
{
    const QStringList all = endings();
    return std::ranges::any_of(all, [&](const QString &ending) { return hasEnding(fileName, ending); });
}

QString DemoFile::write(const QString &fileName, const DemoScene &scene, QSize size, const QPalette &palette,
                        const QFont &font)
{
    const DemoPicture picture(scene, size, palette, font);
    QSaveFile file(fileName);
    if (file.open(QIODevice::WriteOnly)) {
        bool written = false;
        if (hasEnding(fileName, endings().constFirst())) {
            const QByteArray svg = svgOf(picture, size);
            written = file.write(svg) == svg.size();
        } else {
            written = imageOf(picture, size).save(&file, "PNG");
        }
        if (written && file.commit())
            return {};
        file.cancelWriting();
    }
    return QStringLiteral("Could not export to %1: %2").arg(fileName, file.errorString());
}

} // namespace Drainboard
