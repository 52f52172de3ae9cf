import { useTranslation } from 'react-i18next'
import { it } from '../i18n/resources.ts'

type Words = keyof typeof it.points.split
/** A word of the server in the language in use; one that is not known stays as it is. */
export function useSplitWords() {
  const { t } = useTranslation('points')
  const say = (group: 'kinds' | 'statuses' | 'channels', word: string): string =>
    word in (it.points.split[group as Words] as unknown as Record<string, string>)
      ? t(`split.${group}.${word}` as 'split.kinds.observation')
      : word
  const submitter = (kind: string): string =>
    kind in it.points.submitter ? t(`submitter.${kind as keyof typeof it.points.submitter}`) : kind
  return { say, submitter }
}
