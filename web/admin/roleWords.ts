import { useTranslation } from 'react-i18next'
import { refusalName } from '#rules/accounts'
import { type Role, type RoleRefusal, roleNames } from '#schema/accounts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'

interface Held {
  role: Role
  district: string | null
  until: string | null
}

/** Roles, and why they are refused, in the language in use. */
export function useRoleWords() {
  const { t } = useTranslation(['admin', 'problems'])
  const language = useLanguage()
  const format = useFormats()
  const name = (role: Role) => roleNames[role][language]
  const named = ({ role, district }: Pick<Held, 'role' | 'district'>) =>
    district ? t('admin:roleFor', { role: name(role), number: district }) : name(role)
  return {
    name,
    /** With the Municipio it is held for. */
    named,
    /** With the last day, too. */
    held: (held: Held) =>
      held.until ? `${named(held)} (${t('admin:until', { date: format.date(held.until) })})` : named(held),
    refusal: (reason: RoleRefusal) => t(`problems:${refusalName(reason)}` as 'problems:own-account'),
  }
}
