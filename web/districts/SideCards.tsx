import { useTranslation } from 'react-i18next'
import type { DistrictCall, DistrictPage } from '#schema/districtPages'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useTitleOf } from '../i18n/useTitleOf.ts'
import { OutwardButton } from '../ui/Button.tsx'
import { Icon } from '../ui/icons.tsx'
import { Link } from '../ui/Link.tsx'
import { Stamp } from '../ui/marks.tsx'
import { StatusGlyph } from '../ui/StatusSign.tsx'
import cards from './cards.module.css'
import { districtApi, districtPath } from './districtApi.ts'

/** The one page to take along. */
export function SheetCard({ page: { district, demo } }: { page: DistrictPage }) {
  const { t } = useTranslation('districts')
  const language = useLanguage()
  return (
    <section className={cards.sheetCard}>
      <div className={cards.miniature} aria-hidden="true">
        <i />
        <i />
        <i className={cards.miniatureMap} />
        <i />
        <i />
      </div>
      <div>
        <h2>{t('sheetCard.title')}</h2>
        <p>
          {t('sheetCard.body')} {demo && <Stamp kind="demonstration" />}
        </p>
        <p className={cards.sheetLinks}>
          <OutwardButton href={`${districtApi(district.number)}/sheet.pdf?language=${language}`} icon="print">
            {t('sheetCard.pdf')}
          </OutwardButton>
          <Link to={`${districtPath(district.number)}/sheet`}>{t('sheetCard.html')}</Link>
        </p>
      </div>
    </section>
  )
}

function useWhen() {
  const { t } = useTranslation('districts')
  const format = useFormats()
  return ({ phase, opensAt, closesAt }: DistrictCall): string => {
    if (phase === 'upcoming') return t('calls.upcoming', { date: opensAt ? format.date(opensAt) : '' })
    return closesAt ? t('calls.open', { date: format.date(closesAt) }) : t('calls.openStanding')
  }
}

function CallCard({ call }: { call: DistrictCall }) {
  const { t } = useTranslation('districts')
  const format = useFormats()
  const titleOf = useTitleOf()
  const when = useWhen()
  const { code, phase, lotsHere, lots, areaMinM2, areaMaxM2 } = call
  const [from, to] = [areaMinM2, areaMaxM2].map((area) => area !== null && format.number(area, 0))
  const area = from && to && t(from === to ? 'calls.oneArea' : 'calls.area', { from, to })
  return (
    <li>
      <p className={cards.when}>
        {phase === 'open' ? <StatusGlyph status="inCall" size={12} /> : <Icon name="clock" size={15} />}
        {when(call)}
      </p>
      <Link to={`/calls/${encodeURIComponent(code)}`}>{titleOf(call)}</Link>
      <p>
        {[t('calls.lots', { count: lotsHere, all: format.number(lots) }), area].filter(Boolean).join(' · ')}
      </p>
    </li>
  )
}

/** Calls open and announced that have spaces in the district. */
export function Calls({ page: { calls } }: { page: DistrictPage }) {
  const { t } = useTranslation('districts')
  return (
    <section className={cards.calls} aria-labelledby="calls">
      <h2 id="calls">{t('calls.title')}</h2>
      {calls.length === 0 ? (
        <p>{t('calls.none')}</p>
      ) : (
        <ul>
          {calls.map((call) => (
            <CallCard key={call.code} call={call} />
          ))}
        </ul>
      )}
    </section>
  )
}
