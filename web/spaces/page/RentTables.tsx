import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Rent, Space } from '#schema/spaces'
import { useCity } from '../../api/useCity.ts'
import { useFormats } from '../../i18n/format.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import styles from './space.module.css'

interface RowProps {
  label: string
  how?: ReactNode
  amount: string
  kind?: 'sum' | 'after'
}

const Row = ({ label, how, amount, kind }: RowProps) => (
  <tr className={kind ? styles[kind] : undefined}>
    <th scope="row">
      {label}
      {how && <small>{how}</small>}
    </th>
    <td>{amount}</td>
  </tr>
)

function Yearly({ rent, areaM2 }: { rent: Rent; areaM2: number }) {
  const { t } = useTranslation('space')
  const format = useFormats()
  const english = useLanguage() === 'en'
  return (
    <table className={styles.rent}>
      <caption>{t('rent.rent')}</caption>
      <tbody>
        <Row
          label={t('rent.base')}
          how={t('rent.baseHow', { area: format.area(areaM2), unit: format.euro(rent.unitRentEurM2Year) })}
          amount={format.euro(rent.baseEurYear)}
        />
        {rent.reductions.map((reduction) => (
          <Row
            key={reduction.code}
            label={t('rent.reduction', {
              label: english ? reduction.labelEn : reduction.label,
              rate: format.percent(reduction.rate),
            })}
            how={reduction.legalBasis}
            amount={format.euro(reduction.amountEurYear)}
          />
        ))}
        <Row kind="sum" label={t('rent.year')} amount={format.euro(rent.eurYear)} />
        <Row
          kind="after"
          label={t('rent.monthAndArea')}
          amount={`${format.euro(rent.eurMonth)} · ${format.euro(rent.eurYear / areaM2)}`}
        />
      </tbody>
    </table>
  )
}

function Entry({ rent, works }: { rent: Rent; works: string | null }) {
  const { t } = useTranslation('space')
  const format = useFormats()
  const known = rent.worksEur !== null
  return (
    <table className={styles.rent}>
      <caption>{t('rent.entry')}</caption>
      <tbody>
        <Row
          label={t('rent.deposit')}
          how={t('rent.depositHow', { count: rent.depositMonths })}
          amount={format.euro(rent.depositEur)}
        />
        <Row label={t('rent.firstMonth')} amount={format.euro(rent.eurMonth)} />
        <Row
          label={t('rent.works')}
          how={works}
          amount={rent.worksEur === null ? t('rent.worksUnknown') : format.euro(rent.worksEur)}
        />
        <Row
          kind="sum"
          label={t(known ? 'rent.total' : 'rent.totalWithoutWorks')}
          amount={format.euroRound(rent.entryEur)}
        />
      </tbody>
    </table>
  )
}

function Conditional({ rent }: { rent: Rent }) {
  const { t } = useTranslation('space')
  const format = useFormats()
  const english = useLanguage() === 'en'
  if (rent.conditional.length === 0) return null
  return (
    <table className={styles.rent}>
      <caption>{t('rent.conditional')}</caption>
      <tbody>
        {rent.conditional.map((reduction) => (
          <Row
            key={reduction.code}
            label={t('rent.reduction', {
              label: english ? reduction.labelEn : reduction.label,
              rate: format.percent(reduction.rate),
            })}
            how={`${english ? reduction.conditionEn : reduction.condition} · ${reduction.legalBasis}`}
            amount={t('rent.conditionalYear', { amount: format.euro(reduction.eurYear) })}
          />
        ))}
      </tbody>
    </table>
  )
}

/** How rent is made up, step by step with its legal basis, and what entering costs. */
export function RentTables({ space }: { space: Space }) {
  const { t } = useTranslation('space')
  const format = useFormats()
  const note = useCity().rent.note[useLanguage()]
  const { rent, areaM2, call } = space
  return (
    <section>
      <h2>{t('rent.title')}</h2>
      {rent && areaM2 !== null ? (
        <div className={styles.costs}>
          <div>
            <Yearly rent={rent} areaM2={areaM2} />
            <Conditional rent={rent} />
          </div>
          <Entry rent={rent} works={space.works} />
        </div>
      ) : (
        <p>{t('rent.unknown')}</p>
      )}
      <p className={styles.provenance}>
        {call?.baseRentEurYear != null &&
          `${t('rent.callBase', { amount: format.euro(call.baseRentEurYear) })} `}
        {rent && note}
      </p>
    </section>
  )
}
