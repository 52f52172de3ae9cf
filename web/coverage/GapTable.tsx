import { useTranslation } from 'react-i18next'
import type { Gap } from '#schema/coverage'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Table } from '../ui/Table.tsx'
import styles from './whatIf.module.css'
import type { Place } from './whatIfState.ts'

interface GapTableProps {
  gaps: readonly Gap[]
  full: boolean
  onDrop: (place: Place) => void
}

/** Where one more lab would reach the most people whom none reaches, the most first. */
export function GapTable({ gaps, full, onDrop }: GapTableProps) {
  const { t } = useTranslation('coverage')
  const format = useFormats()
  const heads = ['rank', 'place', 'residents', 'put'] as const
  return (
    <Table
      caption={t('whatIf.gaps')}
      heads={heads.map((head) => t(`whatIf.gap.${head}`))}
      className={`${styles.table} ${styles.gaps}`}
    >
      {gaps.map(({ rank, point, neighbourhoodName, district, residents }) => {
        const place = neighbourhoodName ?? t('whatIf.gap.nameless')
        return (
          <tr key={rank}>
            <td>{rank}</td>
            <th scope="row">
              {place}
              {district && <small>{t('whatIf.gap.district', { code: district })}</small>}
            </th>
            <td>{format.number(residents)}</td>
            <td>
              <Button
                look="quiet"
                isDisabled={full}
                aria-label={t('whatIf.gap.putAt', { rank, place })}
                onPress={() => onDrop(point as Place)}
              >
                {t('whatIf.gap.putHere')}
              </Button>
            </td>
          </tr>
        )
      })}
    </Table>
  )
}
