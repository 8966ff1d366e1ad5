// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "replacefile.h"

#include <QSaveFile>

namespace Drainboard {

QString replaceFile(const QString &fileName, const QByteArray &bytes)
{
    QSaveFile file(fileName);
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(bytes) >= 0 && file.commit();
    return isWritten ? QString() : file.errorString();
}

} // namespace Drainboard
