import { useTranslation } from 'react-i18next'
import type { LabItem } from '#schema/labs'
import { useFormats } from '../i18n/format.ts'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { LabGlyph } from '../ui/PlaceGlyphs.tsx'
import styles from './labs.module.css'
import { OpeningMark } from './OpeningMark.tsx'
import { useLabWords } from './useLabWords.ts'

const shownMachines = 4

/** A lab in the list. */
export function LabCard({ lab }: { lab: LabItem }) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const words = useLabWords()
  const { equipment } = lab
  const place = [
    lab.address,
    lab.district && t('inDistrict', { code: lab.district }),
    lab.distanceM !== null && t('distance', { distance: format.distance(lab.distanceM) }),
  ]
  const machines = [
    ...equipment.slice(0, shownMachines).map(words.machineCode),
    ...(equipment.length > shownMachines ? [t('more', { count: equipment.length - shownMachines })] : []),
  ]
  const access = lab.stepFree === null ? null : t(lab.stepFree ? 'stepFree.yes' : 'stepFree.no')
  return (
    <li className={styles.card}>
      <h2>
        <LabGlyph size={18} />
        <Link to={`/labs/${lab.code}`}>{lab.name}</Link>
      </h2>
      <p className={styles.tags}>
        <OpeningMark lab={lab} />
        <span>{t(`kinds.${lab.kind}`)}</span>
        {lab.activity === null && <Tag tone="plain">{t('activityUnknown')}</Tag>}
        {lab.notConfirmed && <span className={styles.quiet}>{t('notConfirmed')}</span>}
      </p>
      <p>{place.filter(Boolean).join(', ')}</p>
      <p className={equipment.length > 0 ? undefined : styles.unknown}>
        {equipment.length > 0 ? machines.join(', ') : t('machine.unknown')}
      </p>
      {access && <p className={styles.quiet}>{access}</p>}
    </li>
  )
}
