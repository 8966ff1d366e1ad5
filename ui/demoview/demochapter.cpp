// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demoview/demochapter.h"

namespace Drainboard {

using namespace std::chrono_literals;

std::vector<DemoChapter> DemoChapter::all(bool hasOwn)
{
    std::vector<DemoChapter> chapters {
        { tr("All three"),
          tr("Three servers have the same clients, and are told to stop at the same moment. What does each of them "
             "lose?"),
          { 0, 1, 2 },
          {} },
        { tr("The question"),
          tr("The server stops accepting, and waits for its clients to leave. But browsers keep their connections, so "
             "it "
             "never ends by itself."),
          { 0 },
          40ms },
        { tr("The answer everyone uses"),
          tr("Now the server closes each connection at once, and resets later what is still there. It ends in time, "
             "but "
             "who was waiting for an answer gets none."),
          { 0, 1 },
          40ms },
        { tr("The distance"),
          tr("The clients are farther away now: a request may be on its way to the server while the end is on its way "
             "to "
             "the client. The farther they are, the more is lost."),
          { 1, 2 },
          200ms },
        { tr("Drain"),
          tr("Requests in progress are answered, and an idle connection is kept while a request is to be expected on "
             "it. "
             "Only what is never answered is lost."),
          { 0, 1, 2 },
          40ms },
    };
    if (hasOwn) {
        chapters.front().title = tr("All four");
        chapters.front().text = tr("Four servers have the same clients, and are told to stop at the same moment. What "
                                   "does each of them lose?");
        chapters.front().stages.push_back(3);
        chapters.push_back({ tr("Your server"),
                             tr("Your server has the same clients as drain, and is told to stop as it always is. Which "
                                "of them get no answer?"),
                             { 2, 3 },
                             40ms });
    }
    return chapters;
}

} // namespace Drainboard
