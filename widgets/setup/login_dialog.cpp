// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/login_dialog.h"

#include "widgets/theme/format.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

namespace jackdaw::widgets {
namespace {

/// What an entry of the secret store may not be called.
QString entryFrom(QString text)
{
    static const QRegularExpression others(QStringLiteral("[^A-Za-z0-9._/-]"));
    return text.replace(others, QStringLiteral("-")).left(100);
}

} // namespace

LoginDialog::LoginDialog(SetupServices& services, const QString& entry, QWidget* parent) :
    QDialog(parent), m_services(services), m_entry(new QLineEdit), m_user(new QLineEdit), m_password(new QLineEdit),
    m_text(new QLabel)
{
    setObjectName(QStringLiteral("loginDialog"));
    setWindowTitle(tr("Login of a camera"));
    makeFields(entry);
    for (const QLineEdit* field : {m_entry, m_user, m_password})
        connect(field, &QLineEdit::textChanged, this, &LoginDialog::refresh);
    refresh();
    (m_entry->text().isEmpty() ? m_entry : m_user)->setFocus();
}

void LoginDialog::makeFields(const QString& entry)
{
    auto* form = new QFormLayout(this);
    m_entry->setObjectName(QStringLiteral("entry"));
    m_entry->setText(entryFrom(entry));
    m_entry->setToolTip(tr("An entry that is called like this is replaced"));
    m_user->setObjectName(QStringLiteral("user"));
    m_password->setObjectName(QStringLiteral("password"));
    m_password->setEchoMode(QLineEdit::Password);
    m_text->setObjectName(QStringLiteral("loginText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(400);
    form->addRow(m_text);
    form->addRow(tr("&Entry"), m_entry);
    form->addRow(tr("&User"), m_user);
    form->addRow(tr("&Password"), m_password);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_keep = buttons->addButton(tr("Keep"), QDialogButtonBox::AcceptRole);
    m_keep->setObjectName(QStringLiteral("keepLogin"));
    form->addRow(buttons);
    m_text->setText(tr("User and password are kept in the secret store of this desktop, and stand neither in the "
                       "scenario nor in any log. Where there is no such store, name a variable or a file as the "
                       "login instead."));
    connect(buttons, &QDialogButtonBox::accepted, this, &LoginDialog::keep);
    connect(buttons, &QDialogButtonBox::rejected, this, &LoginDialog::reject);
}

void LoginDialog::keep()
{
    m_work.reset();
    m_isKeeping = true;
    refresh();
    m_text->setText(tr("Keeping them… The secret store may ask to be unlocked."));
    m_work = m_services.keepLogin(
        {m_entry->text().toStdString(), m_user->text().toStdString(), m_password->text().toStdString()},
        [this](const Result<std::string>& credentials) { take(credentials); });
}

void LoginDialog::take(const Result<std::string>& credentials)
{
    m_isKeeping = false;
    refresh();
    if (!credentials)
        return m_text->setText(format::text(credentials.error().text()));
    accept();
    Q_EMIT kept(*credentials);
}

void LoginDialog::refresh()
{
    m_keep->setEnabled(!m_isKeeping && !m_entry->text().isEmpty() && !m_user->text().isEmpty());
    for (QLineEdit* field : {m_entry, m_user, m_password})
        field->setEnabled(!m_isKeeping);
}

} // namespace jackdaw::widgets
