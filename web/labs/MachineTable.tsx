import { useTranslation } from 'react-i18next'
import type { LabProfile } from '#schema/labs'
import { useFormats } from '../i18n/format.ts'
import { Tag } from '../ui/marks.tsx'
import styles from './lab.module.css'
import { useLabWords } from './useLabWords.ts'

type Machine = LabProfile['machines'][number]

/** Working area in millimetres, sides nobody has said as a dash. */
function useArea() {
  const { t } = useTranslation('labs')
  const format = useFormats()
  return ({ workingMm }: Machine): string | null => {
    if (!workingMm) return null
    const { x, y, z } = workingMm
    const sides = [x, y, ...(z === null ? [] : [z])].map((side) =>
      side === null ? '–' : format.number(side),
    )
    return t('machine.area', { sides: sides.join(' × ') })
  }
}

function MachineRow({ machine }: { machine: Machine }) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const words = useLabWords()
  const area = useArea()(machine)
  const unknown = <i className={styles.unknown}>{t('notSaid')}</i>
  const yesNo = (value: boolean | null) => (value === null ? unknown : t(value ? 'yes' : 'no'))
  const { priceEurHour, state } = machine
  const details = [
    machine.brand,
    area,
    machine.powerW !== null && t('machine.power', { watt: format.number(machine.powerW) }),
    machine.materials.map(words.material).join(', '),
  ]
  return (
    <tr>
      <th scope="row">
        {words.machine(machine)}
        <small>{details.filter(Boolean).join(', ')}</small>
      </th>
      <td data-label={t('machine.state')}>
        {state === null ? (
          unknown
        ) : (
          <Tag tone={state === 'working' ? 'ok' : 'danger'}>{t(`machineStates.${state}`)}</Tag>
        )}
      </td>
      <td data-label={t('machine.training')}>{yesNo(machine.training)}</td>
      <td data-label={t('machine.bookable')}>{yesNo(machine.bookable)}</td>
      <td data-label={t('machine.price')} className={styles.figure}>
        {priceEurHour === null ? unknown : priceEurHour === 0 ? t('machine.free') : format.euro(priceEurHour)}
      </td>
    </tr>
  )
}

/** The machines of a lab; what nobody has said is said to be so. */
export function MachineTable({ machines }: Pick<LabProfile, 'machines'>) {
  const { t } = useTranslation('labs')
  if (machines.length === 0) return <p className={styles.unknown}>{t('machine.unknown')}</p>
  return (
    <table className={styles.table}>
      <caption className="vh">{t('machine.title')}</caption>
      <thead>
        <tr>
          {(['name', 'state', 'training', 'bookable'] as const).map((head) => (
            <th key={head} scope="col">
              {t(`machine.${head}`)}
            </th>
          ))}
          <th scope="col" className={styles.figure}>
            {t('machine.price')}
          </th>
        </tr>
      </thead>
      <tbody>
        {machines.map((machine, index) => (
          <MachineRow key={index} machine={machine} />
        ))}
      </tbody>
    </table>
  )
}
