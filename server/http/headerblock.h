// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QByteArrayView>

/// Changes to the text of an HTTP header that has been found valid: a start line, fields, an empty line, each ending
/// with CRLF. For any thread.
namespace Drainboard::HeaderBlock {

/// The size of the header at the beginning of \a message, its empty line included; 0 if it is not all there. It is
/// known not to be all there in the first \a searched bytes.
qsizetype sizeIn(QByteArrayView message, qsizetype searched = 0);
/// Puts \a target in the place of the one in a request's line.
void replaceTarget(QByteArray &header, QByteArrayView target);
/// Removes each field called \a name, in whatever case.
void removeField(QByteArray &header, QByteArrayView name);
/// Adds a field behind all others.
void addField(QByteArray &header, QByteArrayView name, QByteArrayView value);

} // namespace Drainboard::HeaderBlock
