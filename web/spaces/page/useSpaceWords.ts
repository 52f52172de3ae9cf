import { useTranslation } from 'react-i18next'
import type { PublicSpaceStatus } from '#schema/spaces'
import { publicSpaceStatuses } from '#schema/spaces'
import { floorWord } from '../floorWord.ts'

const isPublic = (status: string): status is PublicSpaceStatus =>
  publicSpaceStatuses.some((known) => known === status)

/** Names of the values of a space in the language in use. */
export function useSpaceWords() {
  const { t } = useTranslation(['space', 'ui'])
  const { t: space } = useTranslation('space')
  return {
    yesNo: (value: boolean | null) => (value === null ? null : t(value ? 'ui:yes' : 'ui:no')),
    floor: (floor: string | null) => (floor === null ? null : floorWord(floor, space)),
    heating: (value: string | null) =>
      value === 'yes' || value === 'toRedo' || value === 'no' ? t(`space:heating.${value}`) : value,
    energy: (value: string | null) =>
      value === 'exempt' || value === 'notAvailable' ? t(`space:energy.${value}`) : value,
    /** Any status a space may have had, those the public does not see included. */
    status: (status: string) => {
      if (isPublic(status)) return t(`ui:status.${status}`)
      return status === 'reported' || status === 'withdrawn' ? t(`space:status.${status}`) : status
    },
  }
}
