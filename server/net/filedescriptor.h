// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

#include <utility>

namespace Drainboard {

/// Owns one file descriptor, and closes it on destruction. Moves, so that who owns it can be seen. For any one thread.
class FileDescriptor
{
    Q_DISABLE_COPY(FileDescriptor)

public:
    /// Owns nothing.
    FileDescriptor() = default;
    /// Owns \a number, or nothing where that is negative.
    explicit FileDescriptor(int number)
        : m_number(number)
    {
    }
    FileDescriptor(FileDescriptor &&other) noexcept
        : m_number(other.release())
    {
    }
    FileDescriptor &operator=(FileDescriptor &&other) noexcept
    {
        FileDescriptor(std::move(other)).swap(*this);
        return *this;
    }
    ~FileDescriptor() { close(); }

    /// Another one for what \a number stands for, closed on exec. Owns nothing where none is left.
    static FileDescriptor duplicateOf(int number);

    bool isValid() const { return m_number >= 0; }
    /// For system calls. Negative if not valid.
    int number() const { return m_number; }
    /// Gives up ownership: it is for the caller to close.
    [[nodiscard]] int release() { return std::exchange(m_number, -1); }
    void close();
    void swap(FileDescriptor &other) noexcept { std::swap(m_number, other.m_number); }

private:
    int m_number = -1;
};

} // namespace Drainboard
