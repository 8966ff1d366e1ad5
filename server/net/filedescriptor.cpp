// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "net/filedescriptor.h"

#include <fcntl.h>
#include <unistd.h>

namespace Drainboard {

FileDescriptor FileDescriptor::duplicateOf(int number)
{
    return FileDescriptor(::fcntl(number, F_DUPFD_CLOEXEC, 0));
}

void FileDescriptor::close()
{
    if (isValid())
        ::close(release());
}

} // namespace Drainboard
