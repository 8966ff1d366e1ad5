// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArrayView>

#include <boost/beast/core/string.hpp>

namespace Drainboard {

/// What Boost.Beast gives, as the rest of this room takes it.
inline QByteArrayView viewOf(boost::beast::string_view text)
{
    return { text.data(), qsizetype(text.size()) };
}

} // namespace Drainboard
