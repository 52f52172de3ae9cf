import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call, Lot } from '#schema/calls'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Link } from '../ui/Link.tsx'
import styles from './calls.module.css'
import { RentSum } from './RentSum.tsx'

/** Of how many lots only the first are shown at once, so that what else a call says is near. */
const many = 12
const few = 8

interface LotRowProps {
  lot: Lot
  open: boolean
  /** Left out on the screen; the print has every lot. */
  isRest: boolean
}

function LotRow({ lot, open, isRest }: LotRowProps) {
  const { t } = useTranslation('calls')
  const format = useFormats()
  const areas = lot.spaces.map((space) => space.areaM2)
  const area = areas.every((value) => value !== null) ? areas.reduce((sum, value) => sum + value, 0) : null
  const first = lot.spaces[0]
  return (
    <tr className={isRest ? styles.rest : undefined}>
      <th scope="row">
        {lot.number}. {lot.title}
      </th>
      <td data-label={t('lots.spaces')}>
        <ul>
          {lot.spaces.map((space) => (
            <li key={space.code}>
              <Link to={`/spaces/${space.code}`}>{space.name ?? space.code}</Link>
            </li>
          ))}
        </ul>
      </td>
      <td data-label={t('lots.area')} className={styles.figure}>
        {area !== null && area > 0 && format.area(area)}
      </td>
      <td data-label={t('lots.base')} className={styles.figure}>
        {lot.baseRentEurYear !== null && format.euro(lot.baseRentEurYear)}
      </td>
      <td>
        {open && first && (
          <LinkButton to={`/spaces/${first.code}/ask`} label={t('lots.askLot', { number: lot.number })}>
            {t('lots.ask')}
          </LinkButton>
        )}
      </td>
    </tr>
  )
}

/** What the Municipio suggests for each lot, with its points, and what else is to know. */
function LotPurposes({ call }: { call: Call }) {
  const { t } = useTranslation('calls')
  const format = useFormats()
  const english = useLanguage() === 'en'
  return call.lots.map(
    ({ id, number, title, purposes, note }) =>
      (purposes.length > 0 || note) && (
        <Disclosure key={id} title={t('lots.purposes', { lot: `${number}. ${title}` })}>
          {note && <p>{note}</p>}
          <ul>
            {purposes.map(({ code, text, textEn, points }) => (
              <li key={code}>
                {(english && textEn) || text}: {t('lots.points', { points: format.number(points) })}
              </li>
            ))}
          </ul>
        </Disclosure>
      ),
  )
}

/** The lots of a call with their spaces, and the way to ask for one. */
export function LotTable({ call }: { call: Call }) {
  const { t } = useTranslation('calls')
  const [isWhole, setWhole] = useState(false)
  const isLong = call.lots.length > many
  return (
    <section>
      <div className={styles.sectionHead}>
        <h2>{t('lots.title')}</h2>
        {call.status !== 'draft' && (
          <Link to={`/?call=${encodeURIComponent(call.code)}`}>{t('lots.onMap')}</Link>
        )}
      </div>
      <table className={styles.lots}>
        <caption className="vh">{t('lots.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('lots.number')}</th>
            <th scope="col">{t('lots.spaces')}</th>
            <th scope="col" className={styles.figure}>
              {t('lots.area')}
            </th>
            <th scope="col" className={styles.figure}>
              {t('lots.base')}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {call.lots.map((lot, index) => (
            <LotRow
              key={lot.id}
              lot={lot}
              open={call.phase === 'open'}
              isRest={isLong && !isWhole && index >= few}
            />
          ))}
        </tbody>
      </table>
      {isLong && (
        <Button aria-expanded={isWhole} className={styles.all} onPress={() => setWhole(!isWhole)}>
          {t(isWhole ? 'lots.fewer' : 'lots.all', { count: call.lots.length })}
        </Button>
      )}
      <LotPurposes call={call} />
      {call.lots.map(
        ({ id, number, title, rent }) =>
          rent &&
          rent.reductions.length > 0 && (
            <Disclosure key={id} title={t('rent.of', { lot: `${number}. ${title}` })}>
              <RentSum rent={rent} />
            </Disclosure>
          ),
      )}
    </section>
  )
}
