import { useTranslation } from 'react-i18next'
import { type LabItem, weekdays } from '#schema/labs'
import { useFormats } from '../i18n/format.ts'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { LabGlyph } from '../ui/PlaceGlyphs.tsx'
import styles from './labs.module.css'
import { OpeningMark } from './OpeningMark.tsx'
import { useLabWords } from './useLabWords.ts'
import { writtenHours } from './writtenHours.ts'

const shownMachines = 4

/** The hours of the day that is looked for, such as Thursday in `thu-evening`. */
function DayHours({ lab, open }: LabCardProps) {
  const { t } = useTranslation('labs')
  const at = weekdays.findIndex((day) => open.startsWith(`${day}-`))
  const day = weekdays[at]
  const intervals = lab.hours?.weekly.filter(({ weekday }) => weekday === at + 1) ?? []
  if (!day || intervals.length === 0) return null
  return (
    <p>
      {t(`days.${day}`)} <b>{writtenHours(intervals)}</b>
    </p>
  )
}

interface LabCardProps {
  lab: LabItem
  /** The opening that is looked for. */
  open: string
}

/** A lab in the list. */
export function LabCard({ lab, open }: LabCardProps) {
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
      <DayHours lab={lab} open={open} />
      <p>{place.filter(Boolean).join(', ')}</p>
      <p className={equipment.length > 0 ? undefined : styles.unknown}>
        {equipment.length > 0 ? machines.join(', ') : t('machine.unknown')}
      </p>
      {access && <p className={styles.quiet}>{access}</p>}
    </li>
  )
}
