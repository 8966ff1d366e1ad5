// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "qtoptions.h"

#include <algorithm>
#include <array>

namespace Drainboard {
namespace {

struct QtOption
{
    QLatin1String name;
    bool hasValue = true;
};

// Those of QApplication and QGuiApplication, Qt 6.4 to 6.8. Not -plugin and -session, which are for others than users;
// nor -title, -icon and -display, whose names programs may want for themselves.
constexpr std::array qtsOwn {
    QtOption { QLatin1String("style") },
    QtOption { QLatin1String("stylesheet") },
    QtOption { QLatin1String("widgetcount"), false },
    QtOption { QLatin1String("reverse"), false },
    QtOption { QLatin1String("platform") },
    QtOption { QLatin1String("platformpluginpath") },
    QtOption { QLatin1String("platformtheme") },
    QtOption { QLatin1String("qwindowgeometry") },
    QtOption { QLatin1String("qwindowtitle") },
    QtOption { QLatin1String("qwindowicon") },
    QtOption { QLatin1String("qmljsdebugger") },
};

/// "style" of "-style", "--style" and "-style=fusion"; empty for what is no option.
QStringView nameOf(QStringView argument)
{
    if (!argument.startsWith(u'-'))
        return {};
    argument = argument.sliced(argument.startsWith(QLatin1String("--")) ? 2 : 1);
    const qsizetype end = argument.indexOf(u'=');
    return end < 0 ? argument : argument.left(end);
}

const QtOption *find(QStringView argument)
{
    const QStringView name = nameOf(argument);
    const auto *found = std::ranges::find_if(qtsOwn, [name](const QtOption &option) { return name == option.name; });
    return found == qtsOwn.end() ? nullptr : found;
}

} // namespace

QStringList QtOptions::removedFrom(const QStringList &arguments)
{
    QStringList left;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments[i];
        if (argument == QLatin1String("--")) // no option is behind it
            return left + arguments.sliced(i);
        const QtOption *option = i > 0 ? find(argument) : nullptr;
        if (!option)
            left += argument;
        else if (option->hasValue && !argument.contains(u'='))
            ++i;
    }
    return left;
}

bool QtOptions::nameAPlatform(const QStringList &arguments)
{
    return std::ranges::any_of(arguments, [](const QString &argument) { return nameOf(argument) == u"platform"; });
}

} // namespace Drainboard
