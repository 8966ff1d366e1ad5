// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "manpage.h"

#include <QFile>

#include <cstdio>

// For the build: writes the man page to the file that is named.
int main(int argc, char *argv[])
{
    using namespace Drainboard;
    QFile file(argc == 2 ? QFile::decodeName(argv[1]) : QString());
    const QByteArray page = manPage(optionGroups(), QStringLiteral(DRAINBOARD_VERSION)).toUtf8();
    if (file.open(QIODevice::WriteOnly) && file.write(page) == page.size() && file.flush())
        return 0;
    std::fprintf(stderr, "usage: writemanpage FILE: %s\n", qPrintable(file.errorString()));
    return 1;
}
