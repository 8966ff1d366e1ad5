// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/pixelload.h"

#include "lifelines/boardaxis.h"

#include <algorithm>
#include <cmath>

using namespace std::chrono;

namespace Drainboard {
namespace {

constexpr float nothing = -1;

} // namespace

PixelLoad::PixelLoad(const BoardAxis &axis)
    : m_axis(axis)
    , m_pixels(static_cast<std::size_t>(axis.width()), nothing)
{
}

void PixelLoad::add(const SpanList &spans)
{
    const SteadyTime end = m_axis.end();
    for (std::size_t i = spans.firstEndingAfter(m_axis.begin()); i < spans.size(); ++i) {
        const SpanList::Span span = spans.at(i);
        if (span.begin >= end)
            break;
        add(span);
    }
}

// A single stretch of more than a pixel has sharp ends, at the pixels of its moments. All others add to the share of
// each pixel that they touch.
void PixelLoad::add(const SpanList::Span &span)
{
    const int first = m_axis.x(span.begin);
    const int last = m_axis.x(span.end);
    if (first == last) {
        load(first, span.share * (duration<double>(span.length()) / duration<double>(m_axis.pixel())));
        return;
    }
    const bool isSharp = span.count == 1;
    const int stop = std::min(isSharp ? last : last + 1, m_axis.width());
    for (int x = std::max(first, 0); x < stop; ++x) {
        if (isSharp) {
            load(x, span.share);
            continue;
        }
        const SteadyTime from = std::max(span.begin, m_axis.timeAt(x));
        const SteadyTime until = std::min(span.end, m_axis.timeAt(x + 1));
        load(x, span.share * (duration<double>(until - from) / duration<double>(m_axis.pixel())));
    }
}

void PixelLoad::load(int x, double share)
{
    if (x < 0 || x >= m_axis.width())
        return;
    float &pixel = m_pixels[static_cast<std::size_t>(x)];
    pixel = std::min(std::max(pixel, 0.0F) + static_cast<float>(share), 1.0F);
}

std::vector<PixelLoad::Run> PixelLoad::runs() const
{
    const auto look = [](float pixel) { return std::max(std::round(double(pixel) * 16) / 16, faintest); };
    std::vector<Run> runs;
    const int width = static_cast<int>(m_pixels.size());
    for (int begin = 0; begin < width;) {
        if (m_pixels[static_cast<std::size_t>(begin)] < 0) {
            ++begin;
            continue;
        }
        int end = begin;
        while (end < width && m_pixels[static_cast<std::size_t>(end)] >= 0)
            ++end;
        if (end - begin < narrowest) {
            runs.push_back({ begin, end, 1 });
        } else {
            for (int x = begin; x < end; ++x) {
                const double share = look(m_pixels[static_cast<std::size_t>(x)]);
                if (x > begin && runs.back().share == share)
                    runs.back().end = x + 1;
                else
                    runs.push_back({ x, x + 1, share });
            }
        }
        begin = end;
    }
    return runs;
}

} // namespace Drainboard
