import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { giveRefusals, latestEnd, refusalField } from '#rules/accounts'
import { addDays, romeDate } from '#rules/city'
import { type AccountState, districtRoles, type Role, type RoleGiven, roles } from '#schema/accounts'
import { useMe } from '../accounts/useMe.ts'
import { usePlaceNames } from '../districts/usePlaceNames.ts'
import { useFormats } from '../i18n/format.ts'
import type { SummaryEntry } from '../ui/ErrorSummary.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { useRoleWords } from './roleWords.ts'

const USUAL_DAYS = 365

interface Written {
  role: Role | ''
  district: string
  until: string
}

interface Holder {
  id: string
  state: AccountState
  held: readonly Role[]
}

const toGiven = ({ role, district, until }: Written & { role: Role }): RoleGiven => ({
  role,
  ...(districtRoles.includes(role) && district && { district }),
  ...(role !== 'applicant' && until && { until }),
})

/** What is written in `RoleFields`, and what of it the rules refuse for somebody. */
export function useRoleWritten(account: Holder) {
  const { t } = useTranslation('admin')
  const words = useRoleWords()
  const { me } = useMe()
  const { districts } = usePlaceNames()
  const today = romeDate(new Date())
  const [written, setWritten] = useState<Written>({
    role: '',
    district: '',
    until: addDays(today, USUAL_DAYS),
  })
  const check = (): { given: RoleGiven | null; errors: SummaryEntry[] } => {
    const { role } = written
    if (!role) return { given: null, errors: [{ field: 'role', text: t('dialog.roleMissing') }] }
    const given = toGiven({ ...written, role })
    const refusals = giveRefusals({ actorId: me?.account.id ?? null, account, given, districts, today })
    const errors = refusals.map((reason) => ({
      field: refusalField[reason] ?? 'role',
      text: words.refusal(reason),
    }))
    return { given, errors }
  }
  return { written, setWritten, check, today, districts }
}

interface RoleFieldsProps {
  form: ReturnType<typeof useRoleWritten>
  errors: readonly SummaryEntry[]
}

/** Which role, for which Municipio, until when. */
export function RoleFields({ form, errors }: RoleFieldsProps) {
  const { t } = useTranslation(['admin', 'ui'])
  const words = useRoleWords()
  const format = useFormats()
  const { written, setWritten, today, districts } = form
  const errorAt = (field: string) => errors.find((entry) => entry.field === field)?.text
  return (
    <>
      <SelectField
        id="role"
        label={t('admin:role')}
        value={written.role}
        onChange={(value) => setWritten({ ...written, role: roles.find((role) => role === value) ?? '' })}
        error={errorAt('role')}
        placeholder={t('ui:choose')}
        options={roles.map((role) => ({ value: role, label: words.name(role) }))}
      />
      {written.role && districtRoles.includes(written.role) && (
        <SelectField
          id="district"
          label={t('admin:dialog.district')}
          value={written.district}
          onChange={(district) => setWritten({ ...written, district })}
          error={errorAt('district')}
          placeholder={t('ui:choose')}
          options={districts.map((code) => ({
            value: code,
            label: t('admin:forDistrict', { number: code }),
          }))}
        />
      )}
      {written.role !== 'applicant' && (
        <TextField
          id="until"
          type="date"
          short
          label={t('admin:dialog.until')}
          hint={t('admin:dialog.untilHint', { date: format.date(latestEnd(today)) })}
          min={today}
          value={written.until}
          onChange={(until) => setWritten({ ...written, until })}
          error={errorAt('until')}
        />
      )}
    </>
  )
}
