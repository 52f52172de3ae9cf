import { type MouseEvent, memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SpaceItem } from '#schema/spaces'
import { useFormats } from '../i18n/format.ts'
import { StatusSign } from '../ui/StatusSign.tsx'
import { Outline } from './Outline.tsx'
import styles from './SpaceRow.module.css'

interface SpaceRowProps {
  item: SpaceItem
  /** Address of this page with the space chosen. */
  href: string
  lit: boolean
  onHover(id: number | null): void
  onOpen(code: string): void
}

/** One space in the list: picture, name, where, how large, what it costs, its status and supply. */
export const SpaceRow = memo(function SpaceRow({ item, href, lit, onHover, onOpen }: SpaceRowProps) {
  const { t } = useTranslation('map')
  const { t: space } = useTranslation('space')
  const formats = useFormats()
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    onOpen(item.code)
  }
  const where = [
    item.neighbourhoodName?.split(' - ')[0],
    item.district && space('district', { n: item.district }),
  ]
  return (
    <a
      className={styles.row}
      href={href}
      data-lit={lit || undefined}
      data-code={item.code}
      onClick={open}
      onMouseEnter={() => onHover(item.id)}
      onMouseLeave={() => onHover(null)}
      onFocus={() => onHover(item.id)}
      onBlur={() => onHover(null)}
    >
      <Outline outline={item.outline} status={item.status} />
      <b>{item.name}</b>
      <span className={styles.area}>
        {item.areaM2 === null ? <i>{t('list.areaUnknown')}</i> : formats.area(item.areaM2)}
      </span>
      <span className={styles.where}>{where.filter(Boolean).join(' · ')}</span>
      <span className={styles.rent}>
        {item.rentEurMonth !== null && t('list.month', { amount: formats.euroRound(item.rentEurMonth) })}
      </span>
      <span className={styles.facts}>
        <StatusSign status={item.status} size={13} />
        {item.heightM !== null && <span>{t('list.height', { height: formats.metres(item.heightM) })}</span>}
        <Supply item={item} />
      </span>
      <Place item={item} />
    </a>
  )
})

function Supply({ item }: { item: SpaceItem }) {
  const { t } = useTranslation('map')
  const { power } = useFormats()
  if (item.threePhase === null) return <i>{t('list.threePhase.unknown')}</i>
  const withPower = item.threePhase === 'yes' && item.powerKw !== null
  return (
    <span>
      {withPower
        ? t('list.power', { power: power(item.powerKw ?? 0) })
        : t(`list.threePhase.${item.threePhase}`)}
    </span>
  )
}

function Place({ item }: { item: SpaceItem }) {
  const { t } = useTranslation('map')
  const texts = [
    item.site && item.site.count > 1 && t('list.site', item.site),
    item.point === null && t('list.noPlace'),
    item.point !== null && item.publicPosition === 'neighbourhood' && t('list.approximate'),
  ].filter(Boolean)
  return texts.length > 0 && <span className={styles.place}>{texts.join(' · ')}</span>
}
