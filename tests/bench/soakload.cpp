// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// soakload SECONDS CLIENTS SEED REPORT COMMAND [ARGUMENT…]
//
// Starts Drainboard with COMMAND, which must make it write its report to the file REPORT, puts it under strain for
// SECONDS (see Soak and StrainedClient), and shuts it down. 0 if all was well:
// - each answer was right, and no connection ended but by the client's doing;
// - resident memory at the end was at most a tenth more than at a fifth of the time, unless Drainboard is built with
//   the thread sanitizer;
// - when the clients had gone, there were as many descriptors as before they came;
// - it exited with 0, and its report reconciles.
// Else 1; 2 if there is no result.
#include "soak.h"

#include <exception>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <regex>
#include <stdexcept>
#include <string>
#include <vector>

using namespace Drainboard;

namespace {

constexpr double growthLimit = 1.1;

bool judge(const std::string &label, const std::string &text, bool isWell)
{
    std::cout << std::left << std::setw(20) << label << (isWell ? "ok    " : "WRONG ") << text << '\n';
    return isWell;
}

bool judgeReport(const std::string &fileName)
{
    std::ifstream file(fileName);
    const std::string report { std::istreambuf_iterator(file), {} };
    std::string text;
    const auto count = [&](const std::string &key) {
        std::smatch found;
        if (!std::regex_search(report, found, std::regex('"' + key + "\": (\\d+)")))
            throw std::runtime_error("the report does not say " + key);
        text += (text.empty() ? "" : ", ") + key + ' ' + found[1].str();
        return std::stol(found[1]);
    };
    const long before = count("openAtStart") + count("acceptedDuringDrain");
    const long after = count("disconnected") + count("timedOut") + count("rejected") + count("closedByPeer")
        + count("aborted") + count("leftOpen");
    return judge("report", text, before == after && before > 0);
}

int run(const std::vector<std::string> &arguments)
{
    const int seconds = std::stoi(arguments.at(0));
    const int clients = std::stoi(arguments.at(1));
    const auto seed = static_cast<unsigned>(std::stoul(arguments.at(2)));
    const std::string &report = arguments.at(3);
    std::cout << clients << " clients for " << seconds << " s, seed " << seed << std::endl;

    const Soak::Outcome outcome
        = Soak({ arguments.begin() + 4, arguments.end() }, std::chrono::seconds(seconds), clients, seed).run();
    const StrainedClient::Tally &requests = outcome.requests;
    const auto text = [](auto number) { return std::to_string(number); };
    bool isWell = judge("answers",
                        text(requests.answered) + " right, " + text(requests.wrong) + " wrong, "
                            + text(requests.connections) + " connections, " + text(requests.cut) + " of them cut",
                        requests.answered > 0 && requests.wrong == 0 && requests.cut == 0);
    isWell &= judge("resident memory", text(outcome.memoryEarly) + " kB, later " + text(outcome.memoryLate) + " kB",
                    outcome.isThreadSanitized
                        || double(outcome.memoryLate) <= growthLimit * double(outcome.memoryEarly));
    isWell &= judge("descriptors", text(outcome.descriptorsBefore) + ", later " + text(outcome.descriptorsAfter),
                    outcome.descriptorsAfter == outcome.descriptorsBefore);
    isWell &= judge("shutdown", "exit code " + outcome.end + " after " + text(outcome.shutdown.count()) + " s",
                    outcome.end == "0");
    isWell &= judgeReport(report);
    return isWell ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    try {
        return run({ argv + 1, argv + argc });
    } catch (const std::exception &problem) {
        std::cerr << "soakload: " << problem.what() << '\n';
        return 2;
    }
}
