import { useTranslation } from 'react-i18next'
import { romeDate } from '#rules/city'
import type { LabItem, LabProfile } from '#schema/labs'
import { useCity } from '../api/useCity.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'

/** Words for what labs have: machines by the names of the city pack, hours, prices. */
export function useLabWords() {
  const { t } = useTranslation('labs')
  const { equipment } = useCity()
  const language = useLanguage()
  const format = useFormats()
  const named = (items: readonly { code: string; it: string; en: string }[], code: string) =>
    items.find((item) => item.code === code)?.[language] ?? code
  const moment = (instant: string) => {
    const days = (Date.parse(romeDate(new Date(instant))) - Date.parse(romeDate(new Date()))) / 86_400_000
    if (days === 0) return t('opening.today', { time: format.time(instant) })
    if (days === 1) return t('opening.tomorrow', { time: format.time(instant) })
    return t('opening.on', { date: format.longDate(instant), time: format.time(instant) })
  }
  const opening = (lab: Pick<LabItem, 'opening' | 'activity'>): string => {
    if (lab.activity && lab.activity !== 'active') return t(`activities.${lab.activity}`)
    const { opening: now } = lab
    if (now.state === 'open') {
      if (!now.until) return t('opening.open')
      const time = format.time(now.until)
      return time === '00:00' ? t('opening.untilMidnight') : t('opening.openUntil', { time })
    }
    if (now.state === 'closed')
      return now.opensAt ? t('opening.closedUntil', { when: moment(now.opensAt) }) : t('opening.closed')
    return t(`opening.${now.state}`)
  }
  return {
    machine: ({ machine, label }: Pick<LabProfile['machines'][number], 'machine' | 'label'>) =>
      machine === 'other' ? (label ?? t('machine.other')) : named(equipment.machines, machine),
    machineCode: (code: string) => named(equipment.machines, code),
    family: (code: string) => named(equipment.families, code),
    process: (code: string) => named(equipment.processes, code),
    material: (code: string) => named(equipment.materials, code),
    opening,
  }
}
