import { useTranslation } from 'react-i18next'
import type { WhatIf } from '#schema/coverage'
import { useFormats } from '../i18n/format.ts'
import { Table } from '../ui/Table.tsx'
import styles from './whatIf.module.css'

type Change = WhatIf['residents']

function useChangeText() {
  const format = useFormats()
  return (change: number) => (change > 0 ? `+${format.number(change)}` : format.number(change))
}

/** Residents of each Municipio within reach of a lab, today and with the labs of the scenario. */
export function ChangeTable({ result, busy }: { result: WhatIf; busy: boolean }) {
  const { t } = useTranslation('coverage')
  const format = useFormats()
  const changeText = useChangeText()
  const shareOf = (part: number, residents: number) =>
    residents > 0 ? `${format.number((part / residents) * 100, 0)}%` : t('state.noResidents')
  const cells = ({ before, after, change }: Change, residents: number | null) => (
    <>
      <td>
        {format.number(before)}
        {residents !== null && <small>{shareOf(before, residents)}</small>}
      </td>
      <td>
        {format.number(after)}
        {residents !== null && <small>{shareOf(after, residents)}</small>}
      </td>
      <td className={change > 0 ? styles.gain : undefined}>{changeText(change)}</td>
    </>
  )
  const heads = ['area', 'before', 'after', 'change'] as const
  const residents = result.areas.reduce((sum, area) => sum + area.residents, 0)
  return (
    <div aria-busy={busy} className={busy ? styles.busy : undefined}>
      <Table
        caption={t('whatIf.result')}
        heads={heads.map((head) => t(`whatIf.heads.${head}`))}
        className={styles.table}
      >
        {result.areas.map((area) => (
          <tr key={area.code} className={area.change > 0 ? styles.changed : undefined}>
            <th scope="row">{area.name}</th>
            {cells(area, area.residents)}
          </tr>
        ))}
        <tr className={styles.sum}>
          <th scope="row">{t('strip.city')}</th>
          {cells(result.residents, residents)}
        </tr>
      </Table>
    </div>
  )
}
