import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Coverage } from '#schema/coverage'
import type { DistrictPage } from '#schema/districtPages'
import { useFormats } from '../i18n/format.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { Link } from '../ui/Link.tsx'
import { DataDialog } from './DataDialog.tsx'
import { districtPath } from './districtApi.ts'
import styles from './districts.module.css'
import { FollowDialog } from './FollowDialog.tsx'

/** Residents as the rates of the page count them, where these are read already. */
function useResidents(page: DistrictPage, coverage: Coverage | undefined): string {
  const { t } = useTranslation('districts')
  const format = useFormats()
  const { number, residents } = page.district
  const area = coverage?.areas.find(({ kind, code }) => kind === 'district' && code === number)
  const value = area?.residents ?? residents?.value
  if (value === undefined) return t('noResidents')
  if (!area?.residentsYear) return t('residents', { number: format.number(value) })
  const source = t(area.official ? 'registry' : 'estimate')
  return t('residentsYear', { number: format.number(value), source, year: area.residentsYear })
}

/** Which district it is, in figures, and what one can do with its page. */
export function DistrictHead({ page, coverage }: { page: DistrictPage; coverage: Coverage | undefined }) {
  const { t } = useTranslation('districts')
  const format = useFormats()
  const residents = useResidents(page, coverage)
  const [dialog, setDialog] = useState<'follow' | 'data' | null>(null)
  const { number, name, areaKm2, neighbourhoods } = page.district
  const parts = [
    residents,
    `${format.number(areaKm2, 1)} km²`,
    [
      t('neighbourhoods', { count: neighbourhoods.inside }),
      neighbourhoods.partly > 0 && t('partly', { count: neighbourhoods.partly }),
    ]
      .filter(Boolean)
      .join(', '),
  ]
  return (
    <div className={styles.hero}>
      <Crumbs trail={[{ to: '/districts', label: t('titlePlain') }]} here={number} />
      <div>
        <h1>{name}</h1>
        <p>{parts.join(' · ')}</p>
      </div>
      <div className={styles.actions}>
        <Button icon="bell" onPress={() => setDialog('follow')}>
          {t('follow')}
        </Button>
        <Button icon="download" onPress={() => setDialog('data')}>
          {t('data')}
        </Button>
        <LinkButton to={`${districtPath(number)}/sheet`} look="primary" icon="doc">
          {t('sheet')}
        </LinkButton>
      </div>
      {dialog === 'follow' && <FollowDialog district={page.district} onClose={() => setDialog(null)} />}
      {dialog === 'data' && <DataDialog district={page.district} onClose={() => setDialog(null)} />}
    </div>
  )
}

/** From one district to the others. */
export function DistrictSwitch({ page }: { page: DistrictPage }) {
  const { t } = useTranslation('districts')
  const here = useRef<HTMLElement>(null)
  useEffect(() => {
    const own = here.current?.querySelector('[aria-current]')
    if (own && here.current) here.current.scrollLeft = (own as HTMLElement).offsetLeft - 120
  }, [])
  return (
    <nav className={styles.pick} aria-label={t('others')} ref={here}>
      <span>{t('word')}</span>
      {page.numbers.map((number) => (
        <Link
          key={number}
          to={districtPath(number)}
          aria-label={t('district', { number })}
          aria-current={number === page.district.number ? 'page' : undefined}
        >
          {number}
        </Link>
      ))}
      <a className={styles.compare} href="#compare">
        {t('compareAll')}
      </a>
    </nav>
  )
}
