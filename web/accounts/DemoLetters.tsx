import { useTranslation } from 'react-i18next'
import { useCity } from '../api/useCity.ts'
import { Note } from '../ui/marks.tsx'

/** In a demonstration: where the letter is that one was just told of. */
export function DemoLetters() {
  const { t } = useTranslation('accounts')
  const { demo } = useCity()
  return demo ? <Note>{t('demoLetters')}</Note> : null
}
