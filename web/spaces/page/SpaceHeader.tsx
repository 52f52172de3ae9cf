import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { useFormats } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Crumbs } from '../../ui/Crumbs.tsx'
import { Link } from '../../ui/Link.tsx'
import { Note, Stamp, Tag } from '../../ui/marks.tsx'
import { StatusSign } from '../../ui/StatusSign.tsx'
import { daysUntil } from './deadline.ts'
import styles from './space.module.css'

function ShareAndPrint({ name }: { name: string }) {
  const { t } = useTranslation('space')
  const [copied, setCopied] = useState(false)
  const share = async () => {
    const url = window.location.href
    if (navigator.share) return navigator.share({ title: name, url }).catch(() => undefined)
    await navigator.clipboard.writeText(url)
    setCopied(true)
  }
  return (
    <div className={styles.actions}>
      <Button icon={copied ? 'ok' : 'share'} onPress={() => void share()}>
        {t(copied ? 'shared' : 'share')}
      </Button>
      <Button icon="print" onPress={() => window.print()}>
        {t('print')}
      </Button>
      <span className="vh" role="status">
        {copied ? t('shared') : ''}
      </span>
    </div>
  )
}

function PlaceNote({ space }: { space: Space }) {
  const { t } = useTranslation('space')
  if (space.publicPosition === 'exact' && space.point) return null
  const why = space.publicPosition === 'exact' ? 'none' : space.publicPosition
  return <Note icon="map">{t(`place.${why}`)}</Note>
}

/** Where one is, status with what it means, name, where it lies. */
export function SpaceHeader({ space }: { space: Space }) {
  const { t } = useTranslation(['space', 'ui'])
  const format = useFormats()
  const district = space.district && t('space:district', { n: space.district })
  const days = space.status === 'inCall' && space.callClosesAt ? daysUntil(space.callClosesAt) : null
  const before = [space.address === space.name ? null : space.address, space.neighbourhoodName]
  const after = [space.code, space.site && space.site.count > 1 ? t('space:unitOf', space.site) : null]
  return (
    <>
      <div className={styles.top}>
        <Crumbs
          trail={[
            { to: '/', label: t('space:crumbMap') },
            ...(district ? [{ to: `/?district=${space.district}`, label: district }] : []),
          ]}
          here={space.code}
        />
        <div>
          <p className={styles.statusLine}>
            <StatusSign status={space.status} size={16} />
            <span className={styles.meaning}>{t(`ui:statusMeaning.${space.status}`)}</span>
            {days !== null && days >= 0 && <Tag tone="warn">{t('space:daysLeft', { count: days })}</Tag>}
            {space.demo && <Stamp kind="demonstration" />}
          </p>
          <h1>{space.name}</h1>
          <p className={styles.meta}>
            {before.filter(Boolean).map((part) => `${part} · `)}
            {space.district && (
              <>
                <Link to={`/districts/${encodeURIComponent(space.district)}`}>{district}</Link>
                {' · '}
              </>
            )}
            {after.filter(Boolean).join(' · ')}
          </p>
        </div>
        <ShareAndPrint name={space.name} />
      </div>
      <PlaceNote space={space} />
      <p className={styles.printed}>
        {t('space:printedFrom', {
          date: format.date(new Date().toISOString()),
          address: window.location.origin + window.location.pathname,
        })}
      </p>
    </>
  )
}
