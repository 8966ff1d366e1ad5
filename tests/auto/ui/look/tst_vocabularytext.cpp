// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/vocabularytext.h"

#include <QMetaEnum>
#include <QTest>

using namespace Drainboard;

class tst_VocabularyText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatTheLibrarySays();
};

// Without a translation, each word is the library's own, and none is missing.
void tst_VocabularyText::saysWhatTheLibrarySays()
{
    const auto checkAll = [](auto first) {
        using Enum = decltype(first);
        const QMetaEnum values = QMetaEnum::fromType<Enum>();
        QVERIFY(values.keyCount() > 0);
        for (int i = 0; i < values.keyCount(); ++i)
            QCOMPARE(VocabularyText::of(Enum(values.value(i))), toText(Enum(values.value(i))));
    };
    checkAll(ConnectionState {});
    checkAll(CloseCause {});
    checkAll(Persistence {});
    checkAll(ShutdownPhase {});
    checkAll(LossReason {});
}

QTEST_GUILESS_MAIN(tst_VocabularyText)

#include "tst_vocabularytext.moc"
