// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "net/filedescriptor.h"

#include <QTest>

#include <optional>
#include <type_traits>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

using namespace Drainboard;

namespace {

bool isOpen(int number)
{
    return ::fcntl(number, F_GETFD) >= 0;
}

FileDescriptor opened()
{
    return FileDescriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
}

} // namespace

class tst_FileDescriptor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closesOnDestruction();
    void movesAndClosesOnce();
    void closesWhatIsReplaced();
    void staysWhatItIsWhenMovedToItself();
    void givesUpWhatIsReleased();
    void ownsNothing();
    void duplicates();
};

void tst_FileDescriptor::closesOnDestruction()
{
    std::optional<FileDescriptor> descriptor = opened();
    const int number = descriptor->number();
    QVERIFY(descriptor->isValid());
    QVERIFY(isOpen(number));
    descriptor.reset();
    QVERIFY(!isOpen(number));
}

void tst_FileDescriptor::movesAndClosesOnce()
{
    static_assert(!std::is_copy_constructible_v<FileDescriptor> && !std::is_copy_assignable_v<FileDescriptor>);
    FileDescriptor first = opened();
    const int number = first.number();
    {
        const FileDescriptor second = std::move(first);
        QCOMPARE(second.number(), number);
        QVERIFY(!first.isValid());
        QVERIFY(isOpen(number));
    }
    QVERIFY(!isOpen(number));
}

void tst_FileDescriptor::closesWhatIsReplaced()
{
    FileDescriptor first = opened();
    FileDescriptor second = opened();
    const int replaced = first.number();
    const int kept = second.number();
    first = std::move(second);
    QCOMPARE(first.number(), kept);
    QVERIFY(!isOpen(replaced));
    QVERIFY(isOpen(kept));
    first.close();
    QVERIFY(!isOpen(kept));
    QVERIFY(!first.isValid());
}

void tst_FileDescriptor::staysWhatItIsWhenMovedToItself()
{
    FileDescriptor descriptor = opened();
    FileDescriptor &same = descriptor;
    descriptor = std::move(same);
    QVERIFY(descriptor.isValid());
    QVERIFY(isOpen(descriptor.number()));
}

void tst_FileDescriptor::givesUpWhatIsReleased()
{
    int number = -1;
    {
        FileDescriptor descriptor = opened();
        number = descriptor.release();
        QVERIFY(!descriptor.isValid());
    }
    QVERIFY(isOpen(number));
    ::close(number);
}

void tst_FileDescriptor::ownsNothing()
{
    FileDescriptor none;
    FileDescriptor failed(-1);
    QVERIFY(!none.isValid());
    QVERIFY(!failed.isValid());
    none.close();
    QVERIFY(!FileDescriptor::duplicateOf(-1).isValid());
}

void tst_FileDescriptor::duplicates()
{
    const FileDescriptor original = opened();
    int number = -1;
    {
        const FileDescriptor duplicate = FileDescriptor::duplicateOf(original.number());
        number = duplicate.number();
        QVERIFY(duplicate.isValid());
        QVERIFY(number != original.number());
        QVERIFY(::fcntl(number, F_GETFD) & FD_CLOEXEC);
    }
    QVERIFY(!isOpen(number));
    QVERIFY(isOpen(original.number()));
}

QTEST_GUILESS_MAIN(tst_FileDescriptor)
#include "tst_filedescriptor.moc"
