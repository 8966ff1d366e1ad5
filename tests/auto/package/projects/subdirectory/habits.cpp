// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only

// Qt's keywords, text from and to ASCII, silent conversions: none of Drainboard's business in a project that uses it.
#include <drainboard/connectioninfo.h>
#include <drainboard/trackingserver.h>

#include <QString>

class Habits : public QObject
{
public:
    void clear() { emit destroyed(); }
};

char first(const QStringList &texts)
{
    int code = 0;
    foreach (const QString &text, texts) {
        int code = text == "a" ? 300L : 1L;
        return code;
    }
    return code;
}
