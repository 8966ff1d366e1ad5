// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "optiontable.h"

namespace Drainboard {
namespace {

QString operator""_s(const char16_t *text, std::size_t size)
{
    return QString::fromUtf16(text, qsizetype(size));
}

OptionGroup serverOptions()
{
    return {
        u"Server"_s,
        {
            { u"host"_s, u"ADDRESS"_s, u"127.0.0.1"_s, u"IP address to listen on, or localhost."_s },
            { u"port"_s, u"PORT"_s, u"3000"_s, u"Port to listen on; 0 picks a free one."_s },
            { u"threads"_s,
              u"N"_s,
              {},
              u"Threads that serve connections, 1 to 64. Without this option, as many as there are cores, up to 4."_s },
            { u"event-loop"_s, u"LOOP"_s, u"epoll"_s,
              u"What these threads wait for events with: epoll, or qt. Qt's own event loop looks at each connection "
              "each time."_s },
            { u"backlog"_s, u"N"_s, u"4096"_s,
              u"Connections that may wait to be accepted, 1 to 65535; the system may allow fewer."_s },
            { u"closed-kept"_s, u"N"_s, u"10000"_s,
              u"Closed connections that can be looked at again, 0 to 1000000: the last ones. Each takes about half a "
              "kilobyte."_s },
            { u"requests-kept"_s, u"N"_s, u"16384"_s,
              u"How many requests that have ended are remembered, 0 to 10000000; each takes 96 bytes."_s },
            { u"lab"_s,
              {},
              {},
              u"Serve the lab routes (/delay/<ms>, /hang, /stream/<ms>, /bytes/<n>, /upload, /echo, "
              "/status/<code>, /connection, /block/<ms>, /events, /ws) on any address. Without this option they are "
              "served on a loopback address only."_s },
            { u"no-lab"_s, {}, {}, u"Serve no lab routes, but only /, on any address."_s },
            { u"health"_s, {}, {}, u"Serve /livez and /readyz also where the lab routes are not served."_s },
        },
    };
}

OptionGroup tapOptions()
{
    return {
        u"Tap"_s,
        {
            { u"tap"_s,
              u"SERVER"_s,
              {},
              u"Pass all connections on to another server, and show them: a port of this machine, or ADDRESS:PORT. "
              "Nothing is changed on the way. Behind --, a command may follow that starts this server."_s },
            { u"latency"_s, u"DURATION"_s, u"0"_s,
              u"Let what passes the tap take this long there and back, so that clients are at a distance."_s },
            { u"proxy-protocol"_s,
              {},
              {},
              u"Tell the server behind the tap each client's address, by PROXY protocol version 2."_s },
            { u"stop-signal"_s, u"SIGNAL"_s, u"SIGTERM"_s,
              u"What tells a server that -- COMMAND has started to stop, when the shutdown begins."_s },
            { u"ready-timeout"_s, u"DURATION"_s, u"30s"_s, u"Time for such a server to listen."_s },
            { u"url-path"_s, u"PATH"_s, u"/"_s, u"With --demo, what its clients ask such a server for."_s },
        },
    };
}

OptionGroup shutdownOptions()
{
    return {
        u"Shutdown"_s,
        {
            { u"policy"_s, u"POLICY"_s, u"drain"_s,
              u"What a shutdown does with open connections: drain lets requests in progress finish and closes idle "
              "connections; disconnect-all disconnects every client at once; stop-listening only stops "
              "accepting."_s },
            { u"shutdown-delay"_s, u"DURATION"_s, u"0"_s,
              u"Before a shutdown begins to close, go on accepting and serving this long; readiness says no, and "
              "responses say Connection: close, so that clients move away. 0: not at all."_s },
            { u"idle-grace"_s, u"DURATION"_s, u"auto"_s,
              u"Under drain, keep idle connections this long, so that requests on their way are served. auto: each as "
              "long as a request is to be expected on it, 1 s at most. 0: not at all."_s },
            { u"abort-after"_s, u"DURATION"_s, u"5s"_s,
              u"Reset the connections that are left after this time; counts from the end of the shutdown delay."_s },
            { u"force-after"_s, u"DURATION"_s, u"10s"_s,
              u"Exit with code 1 if connections are left after this time; counts from there, too."_s },
            { u"report"_s,
              u"FILE"_s,
              {},
              u"When the shutdown has ended, write a report of it to FILE, as JSON. Where the window starts again, the "
              "last shutdown is in it."_s },
            { u"export"_s,
              u"FILE"_s,
              {},
              u"When the shutdown has ended, write what is known of connections and requests to FILE. Its ending tells "
              "how: .csv (connections), .json (both) or .har (requests, for a browser's tools). Where the window "
              "starts "
              "again, all runs are in it."_s },
        },
    };
}

OptionGroup limitOptions()
{
    return {
        u"Limits"_s,
        {
            { u"max-connections"_s, u"N"_s, u"0"_s,
              u"Open connections at a time. For one more, the longest idle one makes room; where none is idle, it is "
              "answered 503. 0: what the limit on descriptors allows."_s },
            { u"max-body"_s, u"SIZE"_s, u"8M"_s, u"Bytes of a request's body; more is answered 413."_s },
            { u"max-buffered"_s, u"SIZE"_s, u"256M"_s,
              u"Bytes of all requests that have not come whole; more is answered 503. 0: no limit."_s },
            { u"header-timeout"_s, u"DURATION"_s, u"10s"_s,
              u"Time for the header of a request to come whole. 0: never."_s },
            { u"body-timeout"_s, u"DURATION"_s, u"30s"_s,
              u"Time without a byte of a body that is expected. 0: never."_s },
            { u"min-body-rate"_s, u"RATE"_s, u"500"_s,
              u"Bytes of a body in a second, on the average, once it has been coming for 20 s; less is answered 408. "
              "0: no limit."_s },
            { u"request-timeout"_s, u"DURATION"_s, u"5m"_s,
              u"Time for the whole of a request to come, its body included. 0: never."_s },
            { u"keep-alive-timeout"_s, u"DURATION"_s, u"0"_s, u"Time between two requests. 0: never."_s },
            { u"write-timeout"_s, u"DURATION"_s, u"30s"_s,
              u"Time without progress if a client does not read. 0: never."_s },
        },
    };
}

OptionGroup programOptions()
{
    return {
        u"Program"_s,
        {
            { u"demo"_s,
              {},
              {},
              u"Show what each policy costs: the same crowd of clients before three servers that are told to stop, "
              "side by side. With --headless, print how they end; --export then takes a picture, .svg or .png. With "
              "--tap PORT and -- COMMAND, a server of yours has the same clients, beside ours. --abort-after is 3s "
              "here, and --force-after 6s, if nothing else is said."_s },
            { u"headless"_s, {}, {}, u"Open no window."_s },
            { u"no-processes"_s,
              {},
              {},
              u"Do not look for the processes of clients on this machine. Without this option the window shows them; "
              "those of other users are known to root alone."_s },
            { u"stay-open"_s,
              {},
              {},
              u"Keep the window, with the final report, when the shutdown has ended, also after a signal or when it is "
              u"closed. "
              "Without this option it is kept only if its Shutdown button began the shutdown. It can start again."_s },
            { u"exit-when-closed"_s,
              {},
              {},
              u"End the program when the shutdown has ended, also if the Shutdown button began it."_s },
            { u"help"_s, {}, {}, u"Show this help."_s, u"h"_s },
            { u"version"_s, {}, {}, u"Show the version."_s, u"v"_s },
        },
    };
}

} // namespace

std::vector<OptionGroup> checkOptionGroups()
{
    const auto known = [](const OptionGroup &group, const QString &name, const QString &defaultValue = {}) {
        for (CommandLineOption option : group.options) {
            if (option.name == name) {
                if (!defaultValue.isEmpty())
                    option.defaultValue = defaultValue;
                return option;
            }
        }
        Q_UNREACHABLE();
    };
    const OptionGroup tap = tapOptions();
    return {
        { u"Server"_s,
          { known(tap, u"tap"_s),
            known(tap, u"latency"_s, u"40ms"_s),
            known(tap, u"proxy-protocol"_s),
            known(tap, u"stop-signal"_s),
            known(tap, u"ready-timeout"_s),
            { u"force-after"_s, u"DURATION"_s, u"10s"_s, u"Kill the server if it has not ended by then."_s },
            { u"shutdowns"_s, u"N"_s, u"1"_s, u"How many times it is started and stopped, 1 to 1000."_s } } },
        { u"Clients"_s,
          { { u"crowd"_s, u"PLAN"_s, u"idle=4,busy=16,slow=4,upload=2,preconnect=2"_s,
              u"How many clients there are of each kind. busy: the next request 0 to 40 ms after a response, as a pool "
              "does; idle: one request, then it keeps the connection; slow: sends its request slowly; upload: sends a "
              "body for a second; preconnect: connects and sends nothing; poll: a request each second."_s },
            { u"warm-up"_s, u"DURATION"_s, u"2s"_s,
              u"Time with all clients connected, until the server is stopped."_s },
            { u"url-path"_s, u"PATH"_s, u"/"_s, u"What they ask for."_s },
            { u"method"_s, u"METHOD"_s, u"GET"_s, u"How they ask for it; uploads POST."_s },
            { u"body"_s, u"TEXT"_s, {}, u"Body of each request."_s },
            { u"header"_s, u"NAME:VALUE"_s, {}, u"One more field of each request. Can be given several times."_s } } },
        { u"Verdict"_s,
          { { u"report"_s, u"FILE"_s, {}, u"Write all that was found to FILE, as JSON."_s },
            { u"junit"_s, u"FILE"_s, {}, u"Write the verdict to FILE, as JUnit's XML, for a CI system."_s },
            { u"help"_s, {}, {}, u"Show this help."_s, u"h"_s } } },
    };
}

std::vector<OptionGroup> optionGroups()
{
    return { serverOptions(), tapOptions(), shutdownOptions(), limitOptions(), programOptions() };
}

QString programPurpose()
{
    return u"see an HTTP server's connections, and shut it down gracefully"_s;
}

QString programDescription()
{
    return u"Shows every TCP connection that an HTTP server holds, live, and shuts the server down without losing a "
           "request."_s;
}

QString checkDescription()
{
    return u"Starts a server behind a tap, keeps clients on it, stops it as it would be stopped, and says what that "
           u"has "
           "cost them: exit code 0 only if nothing was lost, and the server has ended by itself."_s;
}

QString unitsDescription()
{
    return u"A DURATION is a whole number with its unit: 500ms, 5s, 2m. A SIZE is in bytes, or has a unit: 64K, 8M. A "
           "RATE is a size for each second."_s;
}

QString signalsDescription()
{
    return u"SIGTERM and SIGINT begin the shutdown; a second one, later than 500 ms, resets the connections that are "
           "left; a third one ends the program. One that comes during --shutdown-delay ends that delay, and no more."_s;
}

std::vector<ExitStatus> exitStatuses()
{
    return {
        { 0, u"all connections closed in time, in every run where the window started again"_s },
        { 1, u"they did not, in one of the runs, or the server could not start, or had to be killed"_s },
        { 2, u"wrong option"_s },
        { 3, u"a server that -- COMMAND has started has lost requests"_s },
    };
}

} // namespace Drainboard
