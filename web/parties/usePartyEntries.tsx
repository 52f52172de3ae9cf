import { useTranslation } from 'react-i18next'
import { isToBeSetUp } from '#rules/parties'
import type { PartyData, PartyKind } from '#schema/parties'
import type { Definition } from '../ui/DefinitionList.tsx'
import { usePartyWords } from './usePartyWords.ts'

const written = (value: string | undefined) => (value?.trim() ? value : null)

/** What is known of who asks, as names and values; `withheld` stands for a code that may not be shown. */
export function usePartyEntries(kind: PartyKind, data: PartyData, withheld?: string): Definition[] {
  const { t } = useTranslation('parties')
  const { nameLabel } = usePartyWords(kind)
  const optional = (term: string, value: string | undefined): Definition[] =>
    written(value) ? [{ term, value: value ?? null }] : []
  const form = data.legalForm ? t(`form.${data.legalForm}`) : null
  return [
    { term: nameLabel, value: written(data.name) },
    ...(kind === 'organisation' ? [{ term: t('field.legalForm'), value: form }] : []),
    ...(kind === 'person'
      ? []
      : [
          {
            term: t('field.constituted'),
            value: t(isToBeSetUp(data) ? 'field.isToBeSetUp' : 'field.isConstituted'),
          },
        ]),
    ...(kind === 'organisation'
      ? [
          { term: t('field.representative'), value: written(data.representative) },
          ...optional(t('field.representativeFiscalCode'), data.representativeFiscalCode),
        ]
      : []),
    ...(kind === 'temporaryGrouping'
      ? [{ term: t('field.members'), value: <MemberLines data={data} withheld={withheld} /> }]
      : [{ term: t('field.fiscalCode'), value: written(data.fiscalCode) ?? withheld ?? null }]),
    ...optional(t('field.vatNumber'), data.vatNumber),
    ...optional(t('field.pec'), data.pec),
    ...optional(t(kind === 'person' ? 'field.addressPerson' : 'field.address'), data.address),
    { term: t('field.email'), value: written(data.email) },
    { term: t('field.phone'), value: written(data.phone) },
  ]
}

function MemberLines({ data, withheld }: { data: PartyData; withheld: string | undefined }) {
  const { t } = useTranslation('parties')
  return (
    <ul>
      {data.members?.map(({ name, fiscalCode, vatNumber, representative, isLead }) => (
        <li key={`${fiscalCode} ${name}`}>
          <b>{name}</b>
          {isLead && ` (${t('field.lead')})`}
          {[fiscalCode ?? withheld, vatNumber, representative].filter(Boolean).map((part) => `, ${part}`)}
        </li>
      ))}
    </ul>
  )
}
