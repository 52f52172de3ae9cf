import { useTranslation } from 'react-i18next'
import { type AgreementTerms, guaranteeKinds, instruments } from '#schema/agreements'
import type { FieldSpec } from './FieldForm.tsx'

/** The fields of what an agreement says. */
export function useTermFields(): FieldSpec[] {
  const { t } = useTranslation('agreements')
  return [
    {
      name: 'instrument',
      label: t('column.instrument'),
      options: instruments.map((value) => ({ value, label: t(`instrument.${value}`) })),
    },
    { name: 'from', kind: 'date', label: t('field.from') },
    { name: 'until', kind: 'date', label: t('field.until'), hint: t('field.untilHint') },
    { name: 'rentEurYear', kind: 'number', label: t('field.rent'), unit: '€' },
    { name: 'depositEur', kind: 'number', label: t('field.deposit'), unit: '€', optional: true },
    {
      name: 'guaranteeKind',
      label: t('field.guaranteeKind'),
      hint: t('field.guaranteeHint'),
      optional: true,
      options: guaranteeKinds.map((value) => ({ value, label: t(`guarantee.${value}`) })),
    },
    { name: 'amountEur', kind: 'number', label: t('field.guaranteeAmount'), unit: '€', optional: true },
    { name: 'issuer', label: t('field.guaranteeIssuer'), optional: true },
    { name: 'number', label: t('field.guaranteeNumber'), optional: true },
    { name: 'expiresOn', kind: 'date', label: t('field.guaranteeUntil'), optional: true },
    {
      name: 'obligations',
      kind: 'lines',
      label: t('field.obligations'),
      hint: t('field.obligationsHint'),
      optional: true,
    },
    { name: 'actNumber', label: t('field.actNumber') },
    { name: 'actDate', kind: 'date', label: t('field.actDate') },
  ]
}

/** The body of what was written. */
export function termsOf(written: Record<string, unknown>): object {
  const { guaranteeKind, amountEur, issuer, number, expiresOn, ...terms } = written
  return {
    ...terms,
    guarantee: guaranteeKind
      ? { kind: guaranteeKind, amountEur: amountEur ?? 0, issuer, number, expiresOn }
      : null,
  }
}

const text = (value: string | number | null | undefined) =>
  typeof value === 'number' ? String(value).replace('.', ',') : (value ?? '')

/** What an agreement says, as it is written into the fields. */
export const valuesOf = (terms: Partial<AgreementTerms>): Record<string, string> => ({
  instrument: text(terms.instrument),
  from: text(terms.from),
  until: text(terms.until),
  rentEurYear: text(terms.rentEurYear),
  depositEur: text(terms.depositEur),
  guaranteeKind: text(terms.guarantee?.kind),
  amountEur: text(terms.guarantee?.amountEur),
  issuer: text(terms.guarantee?.issuer),
  number: text(terms.guarantee?.number),
  expiresOn: text(terms.guarantee?.expiresOn),
  obligations: (terms.obligations ?? []).join('\n'),
  actNumber: text(terms.actNumber),
  actDate: text(terms.actDate),
})
