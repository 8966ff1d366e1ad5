// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "shutdown/shutdownchoices.h"

#include "shutdown/secondsbox.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QScopedValueRollback>

using namespace std::chrono_literals;

namespace Drainboard {
namespace {

constexpr auto shortest = 1ms;
constexpr auto step = 0.1; // seconds, of the idle grace
constexpr auto automatic = -100ms; // one step below zero, and shown as a word

} // namespace

ShutdownChoices::ShutdownChoices(const ShutdownPlan &plan, QWidget *parent)
    : QWidget(parent)
    , m_policy(new QComboBox(this))
    , m_idleGrace(new SecondsBox(automatic, this))
    , m_abortAfter(new SecondsBox(shortest, this))
    , m_forceAfter(new SecondsBox(shortest, this))
{
    setObjectName(QStringLiteral("shutdownChoices"));
    setAccessibleName(tr("What the next shutdown does"));
    addPolicies();
    m_idleGrace->setSpecialValueText(tr("auto"));
    m_idleGrace->setSingleStep(step);

    auto *form = new QFormLayout(this);
    form->setContentsMargins({});
    addChoice(form, m_policy, "policyChoice", tr("&Policy"), tr("What a shutdown does with open connections"));
    addChoice(
        form, m_idleGrace, "idleGraceChoice", tr("&Idle grace"),
        tr("How long idle connections are kept, so that requests on their way are served. auto: each as long as a "
           "request is to be expected on it, 1 s at most"));
    addChoice(form, m_abortAfter, "abortAfterChoice", tr("A&bort after"),
              tr("After this time the connections that are left are reset"));
    addChoice(form, m_forceAfter, "forceAfterChoice", tr("&Force after"),
              tr("After this time the shutdown ends, with exit code 1, whatever is left"));

    setPlan(plan);
    connect(m_policy, &QComboBox::currentIndexChanged, this,
            [this] { choose([this] { m_plan.policy = m_policy->currentData().value<ShutdownPolicy>(); }); });
    connect(m_idleGrace, &SecondsBox::valueChanged, this, [this] {
        choose([this] {
            const auto time = m_idleGrace->time();
            m_plan.idleGrace = time < 0ms ? std::nullopt : std::optional(time);
        });
    });
    connect(m_abortAfter, &SecondsBox::valueChanged, this,
            [this] { choose([this] { m_plan.abortAfter = m_abortAfter->time(); }); });
    connect(m_forceAfter, &SecondsBox::valueChanged, this,
            [this] { choose([this] { m_plan.forceAfter = m_forceAfter->time(); }); });
}

void ShutdownChoices::addPolicies()
{
    const auto add = [this](ShutdownPolicy policy, const QString &toolTip) {
        m_policy->addItem(toText(policy), QVariant::fromValue(policy));
        m_policy->setItemData(m_policy->count() - 1, toolTip, Qt::ToolTipRole);
    };
    add(ShutdownPolicy::Drain, tr("Requests in progress are answered, idle connections are closed"));
    add(ShutdownPolicy::DisconnectAll, tr("Every connection is ended at once, those with a request in progress too"));
    add(ShutdownPolicy::StopListening, tr("Only accepting ends; the clients must close their connections"));
}

void ShutdownChoices::addChoice(QFormLayout *form, QWidget *choice, const char *objectName, const QString &caption,
                                const QString &toolTip)
{
    auto *label = new QLabel(caption, this);
    label->setBuddy(choice);
    label->setToolTip(toolTip);
    choice->setObjectName(QLatin1String(objectName));
    choice->setAccessibleName(QString(caption).remove(u'&'));
    choice->setAccessibleDescription(toolTip);
    choice->setToolTip(toolTip);
    form->addRow(label, choice);
}

void ShutdownChoices::setPlan(const ShutdownPlan &plan)
{
    const QScopedValueRollback showing(m_isShowing, true);
    m_plan = plan;
    m_policy->setCurrentIndex(m_policy->findData(QVariant::fromValue(plan.policy)));
    m_idleGrace->setTime(plan.idleGrace.value_or(automatic));
    m_abortAfter->setTime(plan.abortAfter);
    m_forceAfter->setTime(plan.forceAfter);
    enableWhatCounts();
}

template <typename Change> void ShutdownChoices::choose(Change change)
{
    if (m_isShowing)
        return;
    const ShutdownPlan before = m_plan;
    change();
    enableWhatCounts();
    if (m_plan != before)
        Q_EMIT planChosen(m_plan);
}

void ShutdownChoices::enableWhatCounts()
{
    m_idleGrace->setEnabled(m_plan.policy == ShutdownPolicy::Drain);
    m_abortAfter->setEnabled(m_plan.policy != ShutdownPolicy::StopListening);
}

} // namespace Drainboard

#include "moc_shutdownchoices.cpp"
