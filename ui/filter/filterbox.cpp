// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "filter/filterbox.h"

#include "filter/filteredit.h"
#include "look/statecolors.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace Drainboard {

FilterBox::FilterBox(QWidget *parent)
    : QWidget(parent)
    , m_edit(new FilterEdit)
    , m_beside(new QStackedWidget)
    , m_closed(nullptr)
    , m_count(new QLabel)
    , m_error(new QLabel)
{
    m_edit->setObjectName(QStringLiteral("filterEdit"));
    m_edit->setAccessibleName(tr("Filter of the connections"));
    m_edit->setPlaceholderText(tr("Filter, as in status:404 -state:closed idle>10s"));
    m_edit->setToolTip(tr("Which connections are shown (Ctrl+F, or / in the table). Esc clears it, Down shows what can "
                          "stand here.\nA term: status:404, state:idle, idle>10s, slow>100ms, requests>10, "
                          "peer:127.0.0.1, process:node, route:/path, end:rst, lost, #18, or plain text.\nAll terms "
                          "must be true. Of values with commas between them one must be. A minus turns a term round."));
    m_edit->setMinimumWidth(fontMetrics().averageCharWidth() * 18);
    m_edit->setMaximumWidth(fontMetrics().averageCharWidth() * 60);

    auto *chips = new QWidget;
    auto *row = new QHBoxLayout(chips);
    row->setContentsMargins({});
    addTermChip(row, QStringLiteral("slowChip"), QStringLiteral("slow>100ms"), tr("slow"),
                tr("The last or running request takes more than 100 ms"));
    addTermChip(row, QStringLiteral("lostChip"), QStringLiteral("lost"), tr("lost"), tr("A request was lost on it"));
    makeClosedChip(row);
    m_count->setObjectName(QStringLiteral("filterCount"));
    m_count->setAccessibleName(tr("How many connections match the filter"));
    m_count->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a longer number moves nothing
    m_count->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("00000 of 00000")));
    row->addSpacing(fontMetrics().averageCharWidth());
    row->addWidget(m_count, 1);
    makeError();
    m_beside->addWidget(chips);
    m_beside->addWidget(m_error);
    m_beside->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_edit, 2);
    layout->addWidget(m_beside, 1);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, &FilterBox::readLine);
    connect(m_edit, &FilterEdit::left, this, &FilterBox::left);
}

QToolButton *FilterBox::makeChip(const QString &name, const QString &text, const QString &toolTip)
{
    auto *chip = new QToolButton;
    chip->setObjectName(name);
    chip->setText(text);
    chip->setAccessibleName(text);
    chip->setToolTip(toolTip);
    chip->setAccessibleDescription(toolTip);
    chip->setCheckable(true);
    chip->setFocusPolicy(Qt::StrongFocus);
    return chip;
}

void FilterBox::addTermChip(QHBoxLayout *layout, const QString &name, const QString &term, const QString &text,
                            const QString &toolTip)
{
    QToolButton *chip = makeChip(name, text, toolTip);
    connect(chip, &QToolButton::clicked, this, [this, term](bool checked) { toggleTerm(term, checked); });
    layout->addWidget(chip);
    m_chips.push_back({ chip, term });
}

void FilterBox::makeClosedChip(QHBoxLayout *layout)
{
    m_closed = makeChip(QStringLiteral("closedChip"), tr("closed"),
                        tr("Also those that closed more than 5 seconds ago, the last 10,000 of them"));
    connect(m_closed, &QToolButton::toggled, this, &FilterBox::closedShownChanged);
    layout->addWidget(m_closed);
}

void FilterBox::makeError()
{
    m_error->setObjectName(QStringLiteral("filterError"));
    m_error->setAccessibleName(tr("What is wrong with the filter"));
    m_error->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_error->setTextFormat(Qt::PlainText);
}

bool FilterBox::isClosedShown() const
{
    return m_closed->isChecked();
}

void FilterBox::setClosedShown(bool shown)
{
    m_closed->setChecked(shown);
}

void FilterBox::setCounts(qsizetype shown, qsizetype all)
{
    const QLocale locale;
    m_count->setText(tr("%1 of %2").arg(locale.toString(qlonglong { shown }), locale.toString(qlonglong { all })));
}

void FilterBox::focusEdit()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

std::vector<QWidget *> FilterBox::tabOrder() const
{
    std::vector<QWidget *> widgets { m_edit };
    for (const Chip &chip : m_chips)
        widgets.push_back(chip.button);
    widgets.push_back(m_closed);
    return widgets;
}

void FilterBox::readLine()
{
    const ConnectionFilter::Result result = ConnectionFilter::parse(m_edit->text());
    m_error->setText(result.error.text);
    m_error->setToolTip(result.error.text);
    m_edit->setAccessibleDescription(result.error.text);
    m_beside->setCurrentIndex(result.isValid() ? 0 : 1);
    if (!result.isValid()) {
        QPalette colors = palette();
        colors.setColor(QPalette::WindowText, colorOf(EventKind::Error, palette()));
        m_error->setPalette(colors);
        QAccessibleEvent alert(m_error, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
        return;
    }
    m_filter = result.filter;
    for (const Chip &chip : m_chips)
        chip.button->setChecked(find(chip.term) != nullptr);
    Q_EMIT filterChanged();
}

const FilterTerm *FilterBox::find(const QString &term) const
{
    const QString line = m_edit->text();
    const auto found = std::ranges::find_if(m_filter.terms(), [&](const FilterTerm &candidate) {
        return QStringView(line).mid(candidate.position, candidate.length).compare(term, Qt::CaseInsensitive) == 0;
    });
    return found == m_filter.terms().end() ? nullptr : &*found;
}

void FilterBox::toggleTerm(const QString &term, bool isWanted)
{
    QString line = m_edit->text();
    const FilterTerm *present = find(term);
    if (isWanted && !present)
        line = (line.trimmed() + QLatin1Char(' ') + term).trimmed();
    else if (!isWanted && present)
        line = (line.left(present->position).trimmed() + QLatin1Char(' ')
                + line.mid(present->position + present->length).trimmed())
                   .trimmed();
    m_edit->setText(line);
}

} // namespace Drainboard

#include "moc_filterbox.cpp"
