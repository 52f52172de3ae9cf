import { useTranslation } from 'react-i18next'
import type { PartyFault } from '#rules/parties'
import type { PartyKind } from '#schema/parties'

const nameLabels = {
  person: 'name',
  organisation: 'organisationName',
  temporaryGrouping: 'groupingName',
} as const

const labels = {
  legalForm: 'legalForm',
  representative: 'representative',
  representativeFiscalCode: 'representativeFiscalCode',
  fiscalCode: 'fiscalCode',
  vatNumber: 'vatNumber',
  pec: 'pec',
  address: 'address',
  email: 'email',
  phone: 'phone',
  members: 'members',
} as const
const memberLabels = {
  ...labels,
  name: 'memberName',
  representative: 'memberRepresentative',
  representativeFiscalCode: 'memberRepresentativeFiscalCode',
} as const

const pick = <Labels extends object>(from: Labels, name: string): Labels[keyof Labels] | null =>
  name in from ? from[name as keyof Labels] : null

/** What the fields of a party are called, and what is wrong with them, in the language in use. */
export function usePartyWords(kind: PartyKind) {
  const { t } = useTranslation('parties')
  const labelOf = (pointer: string): string => {
    const [first = '', index, name = ''] = pointer.slice(1).split('/')
    if (first === 'name') return t(`field.${nameLabels[kind]}`)
    if (index === undefined) {
      const label = pick(labels, first)
      return label ? t(`field.${label}`) : first
    }
    const label = pick(memberLabels, name)
    return t('field.ofMember', { label: label ? t(`field.${label}`) : name, number: Number(index) + 1 })
  }
  const faultText = ({ pointer, code }: PartyFault): string => t(`fault.${code}`, { field: labelOf(pointer) })
  return { nameLabel: t(`field.${nameLabels[kind]}`), faultText }
}
